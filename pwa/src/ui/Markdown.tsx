/** The few forms that a card's details use: paragraphs, bold, links. Anything else is shown as the text that it is. */

import type { ComponentChildren } from "preact";

const INLINE = /\*\*([^*]+)\*\*|\[([^\]]+)\]\((https?:\/\/[^)\s]+)\)/g;

/** Paragraphs of a card, from Markdown; no HTML is ever taken over from the text. */
export function Markdown({ text }: { readonly text: string }) {
  const paragraphs = text
    .split(/\n\s*\n/)
    .map((part) => part.replace(/\s+/g, " ").trim())
    .filter((part) => part !== "");
  return (
    <>
      {paragraphs.map((paragraph) => (
        <p key={paragraph}>{inline(paragraph)}</p>
      ))}
    </>
  );
}

function inline(text: string): ComponentChildren[] {
  const out: ComponentChildren[] = [];
  let at = 0;
  for (const match of text.matchAll(INLINE)) {
    out.push(text.slice(at, match.index));
    const [whole, bold, label, address] = match;
    out.push(
      bold !== undefined ? (
        <strong>{bold}</strong>
      ) : (
        <a href={address ?? ""} target="_blank" rel="noreferrer">
          {label}
        </a>
      ),
    );
    at = match.index + whole.length;
  }
  out.push(text.slice(at));
  return out;
}
