/** A scenario's file while it is being changed: kept on this device until it is saved elsewhere. */

const keptAs = (slug: string) => `souffleur.scenario.${slug}`;

/** What was changed here before; null where nothing was. */
export function keptText(slug: string): string | null {
  try {
    return localStorage.getItem(keptAs(slug));
  } catch {
    return null;
  }
}

/** Keep a change; a browser that keeps nothing still shows it. */
export function keepText(slug: string, text: string): void {
  try {
    localStorage.setItem(keptAs(slug), text);
  } catch {
    // A full or forbidden storage: the text stays on the screen.
  }
}

/** The name of a scenario from that of its file: "Boze klant.md" is `boze-klant`. */
export function slugOf(file: string): string {
  return file
    .replace(/\.md$/i, "")
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 80);
}
