import { beforeEach, describe, expect, it, vi } from "vitest";
import { type Api, ApiError } from "../net/api";
import { Keeper } from "./keeping";
import { createModel } from "./model";

const offline = new ApiError("offline", 0, null);
const notAll = new ApiError("not_all_erased", 503, "Niet alles is gewist.");
const NOTES = { name: "notes", title: "Notities", count: 2, parts: [] };

describe("Keeper", () => {
  const model = createModel();
  const order: string[] = [];
  const note = (what: string) => async () => void order.push(what);
  const api = {
    belongings: vi.fn(async () => ({ belongings: [NOTES] })),
    eraseAll: vi.fn(note("server")),
    eraseKind: vi.fn(note("server")),
    exportAll: vi.fn(async () => new Blob(["zip"])),
  };
  const clearDevice = vi.fn(note("device"));
  const keeper = new Keeper({ model, api: api as unknown as Api, clearDevice });

  beforeEach(() => {
    vi.clearAllMocks();
    order.length = 0;
    model.belongings.value = null;
    model.keeping.value = null;
  });

  it("counts in the language of the interface", async () => {
    await keeper.load();
    expect(api.belongings).toHaveBeenCalledWith("nl");
    expect(model.belongings.value).toEqual([NOTES]);
  });

  it("erases on the server, then here, counts anew, and goes on telling that it is done", async () => {
    api.belongings.mockResolvedValueOnce({ belongings: [{ ...NOTES, count: 0 }] });
    await keeper.erase(null);
    expect(order).toEqual(["server", "device"]);
    expect(clearDevice).toHaveBeenCalledWith(null);
    expect(model.belongings.value).toEqual([{ ...NOTES, count: 0 }]);
    await keeper.load();
    expect(model.keeping.value).toMatchObject({ work: "erase", state: "done" });
  });

  it("leaves this device as it is where the server did not erase, and can be asked again", async () => {
    api.eraseAll.mockRejectedValueOnce(notAll);
    await keeper.erase(null);
    expect(clearDevice).not.toHaveBeenCalled();
    expect(model.keeping.value).toMatchObject({
      state: "failed",
      trouble: { where: "server", text: "Niet alles is gewist." },
    });
    await keeper.erase(null);
    expect(model.keeping.value).toMatchObject({ state: "done", trouble: null });
  });

  it("tells a connection that is gone from a device that cannot forget", async () => {
    api.eraseKind.mockRejectedValueOnce(offline);
    await keeper.erase("notes");
    expect(model.keeping.value?.trouble?.where).toBe("connection");
    clearDevice.mockRejectedValueOnce(new DOMException("no", "InvalidStateError"));
    await keeper.erase("notes");
    expect(model.keeping.value).toMatchObject({ kind: "notes", trouble: { where: "device" } });
  });

  it("does one thing at a time", async () => {
    let answer: (value: undefined) => void = () => undefined;
    api.eraseAll.mockReturnValueOnce(
      new Promise<undefined>((resolve) => {
        answer = resolve;
      }),
    );
    const first = keeper.erase(null);
    await keeper.erase("notes");
    expect(api.eraseKind).not.toHaveBeenCalled();
    answer(undefined);
    await first;
    expect(model.keeping.value?.state).toBe("done");
  });

  it("gives the whole archive as a file", async () => {
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      order.push(this.download);
    });
    await keeper.export();
    expect(order).toEqual(["souffleur.zip"]);
    api.exportAll.mockRejectedValueOnce(offline);
    await keeper.export();
    expect(model.keeping.value).toMatchObject({ work: "export", state: "failed" });
    clicked.mockRestore();
  });
});
