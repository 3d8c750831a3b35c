/** Which addresses of the server may be kept on the device. */

/** Cards and tips in text. */
export function keepsText(url: URL): boolean {
  return /^\/v1\/cards(\/[^/]+)?$/.test(url.pathname);
}

/** A tip read aloud. */
export function keepsSpeech(url: URL): boolean {
  return /^\/v1\/cards\/[^/]+\/speech$/.test(url.pathname) && url.searchParams.get("part") === "tip";
}
