import { render } from "@testing-library/preact";
import { expect, it } from "vitest";
import { Rows, RowText } from "./Row";

it("gives each row an item of its own, and what is not shown none", () => {
  const { container } = render(
    <Rows>
      {false}
      <RowText title="een" about="" />
      {["twee", "drie"].map((title) => (
        <RowText key={title} title={title} about="" />
      ))}
    </Rows>,
  );
  const items = [...container.querySelectorAll("ul > *")];
  expect(items.map((item) => [item.tagName, item.textContent])).toEqual([
    ["LI", "een"],
    ["LI", "twee"],
    ["LI", "drie"],
  ]);
});
