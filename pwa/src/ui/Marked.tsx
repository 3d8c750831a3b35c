/** Text in which the word that sounds now is lightly marked. */

export interface MarkedProps {
  readonly text: string;
  /** How far the voice is in this text, 0 to 1; null: it is not being spoken now. */
  readonly progress: number | null;
}

/** The start and end of the word at a place in a text; a space belongs to the word before it. */
export function wordAt(text: string, progress: number): readonly [number, number] {
  const place = Math.min(text.length - 1, Math.max(0, Math.floor(text.length * progress)));
  let start = place;
  while (start > 0 && !isSpace(text[start - 1])) start -= 1;
  let end = place;
  while (end < text.length && !isSpace(text[end])) end += 1;
  return [start, end];
}

function isSpace(character: string | undefined): boolean {
  return character === undefined || /\s/.test(character);
}

/** The text, in one piece for assistive technology; the mark is only for the eye. */
export function Marked({ text, progress }: MarkedProps) {
  if (progress === null || text === "") return <>{text}</>;
  const [start, end] = wordAt(text, progress);
  return (
    <>
      {text.slice(0, start)}
      <span class="word-now">{text.slice(start, end)}</span>
      {text.slice(end)}
    </>
  );
}
