import { render } from "@testing-library/preact";
import { expect, it } from "vitest";
import { Markdown } from "./Markdown";

it("shows paragraphs, bold and links", () => {
  const { container } = render(
    <Markdown text={"Eerst **melden**.\n\nZie [de regels](https://example.org/a)."} />,
  );
  expect(container.querySelectorAll("p")).toHaveLength(2);
  expect(container.querySelector("strong")?.textContent).toBe("melden");
  expect(container.querySelector("a")?.getAttribute("href")).toBe("https://example.org/a");
});

it("takes over no HTML and no other address", () => {
  const { container } = render(<Markdown text={'<img src=x onerror="a()"> [klik](javascript:a())'} />);
  expect(container.querySelector("img, a")).toBeNull();
  expect(container.textContent).toContain("<img");
});
