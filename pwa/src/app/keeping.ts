/** Everything that is kept of the person: counted, taken along as a file, erased by kind or at once. */

import { type Api, ApiError } from "../net/api";
import type { Keeping, KeepingTrouble, WritableModel } from "./model";

export interface KeeperParts {
  readonly model: WritableModel;
  readonly api: Api;
  /** Empties what this device keeps of one kind; null: everything. Called after the server has erased it. */
  readonly clearDevice: (kind: string | null) => Promise<void>;
}

const FILE = "souffleur.zip";
/** The browser reads the file after the tap is over. */
const FILE_MILLISECONDS = 60_000;

class DeviceFailed extends Error {}

function troubleOf(error: unknown): KeepingTrouble {
  if (error instanceof DeviceFailed) return { where: "device", text: null };
  if (!(error instanceof ApiError)) throw error;
  return { where: error.status === 0 ? "connection" : "server", text: error.text };
}

export class Keeper {
  readonly #model: WritableModel;
  readonly #api: Api;
  readonly #clearDevice: KeeperParts["clearDevice"];

  constructor({ model, api, clearDevice }: KeeperParts) {
    this.#model = model;
    this.#api = api;
    this.#clearDevice = clearDevice;
  }

  /** Count anew; what was told of an erasing or a file before stays told. */
  async load(): Promise<void> {
    const told = this.#model.keeping.value;
    if (told !== null && told.work !== "load") return this.#count().catch(() => undefined);
    await this.#do("load", null, () => this.#count());
  }

  async export(): Promise<void> {
    await this.#do("export", null, async () => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await this.#api.exportAll());
      link.download = FILE;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), FILE_MILLISECONDS);
    });
  }

  /** Erase one kind, or everything: on the server first, then on this device. */
  async erase(kind: string | null): Promise<void> {
    const done = await this.#do("erase", kind, async () => {
      await (kind === null ? this.#api.eraseAll() : this.#api.eraseKind(kind));
      await this.#clearDevice(kind).catch(() => {
        throw new DeviceFailed();
      });
    });
    // Also after a failure: a part may be gone, and the person sees what is left.
    if (done !== null) await this.#count().catch(() => undefined);
  }

  async #count(): Promise<void> {
    const { belongings } = await this.#api.belongings(this.#model.language.value);
    this.#model.belongings.value = belongings;
  }

  /** One thing at a time; null where something else is under way. */
  async #do(work: Keeping["work"], kind: string | null, what: () => Promise<void>): Promise<boolean | null> {
    const { keeping } = this.#model;
    if (keeping.value?.state === "under_way") return null;
    const tell = (state: Keeping["state"], trouble: KeepingTrouble | null = null) => {
      keeping.value = { work, kind, state, trouble };
    };
    tell("under_way");
    try {
      await what();
      tell("done");
      return true;
    } catch (error) {
      tell("failed", troubleOf(error));
      return false;
    }
  }
}
