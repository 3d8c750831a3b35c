/**
 * A push message as our server writes it: the declarative form, which Safari also shows by itself.
 *
 * Everything comes from outside and may be missing or of another kind; what cannot be read becomes a neutral
 * notification, because a push that shows nothing ends the subscription on Apple's devices.
 */

export type Language = "nl" | "en";

/** Identifiers of the answers that a notification offers. */
export type Action = "now" | "later" | "not_for_me" | "hour" | "tomorrow";

/** What goes along with a notification and comes back when it is tapped. */
export interface Attached {
  /** A path at this server. */
  readonly navigate: string;
  /** The nudge in the inbox; null for a neutral notification. */
  readonly occurrence: string | null;
  readonly delivery: string | null;
  /** With this secret the server believes us what became of the delivery. */
  readonly receipt: string | null;
  readonly language: Language;
  /** Title and body, for the question "when?" that takes the notification's place. */
  readonly title: string;
  readonly body: string;
}

export interface Message {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
  /** Number on the icon; null: leave it. */
  readonly badge: number | null;
  readonly attached: Attached;
}

type Fields = Readonly<Record<string, unknown>>;

function fields(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

function text(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

/** An address at this server as a path; another one is not followed. */
function path(value: unknown, origin: string): string | null {
  const written = text(value);
  if (written === null) return null;
  try {
    const url = new URL(written, origin);
    return url.origin === new URL(origin).origin ? url.pathname + url.search + url.hash : null;
  } catch {
    return null;
  }
}

/** Read a message. Null where it is none of ours. */
export function readMessage(document: unknown, origin: string): Message | null {
  const outer = fields(document);
  const notification = fields(outer.notification);
  const title = text(notification.title);
  if (title === null) return null;
  const data = fields(notification.data);
  const body = text(notification.body) ?? "";
  const occurrence = text(data.occurrence);
  const badge = outer.app_badge ?? notification.app_badge;
  return {
    title,
    body,
    tag: text(notification.tag) ?? occurrence ?? "souffleur",
    badge: typeof badge === "number" && Number.isInteger(badge) && badge >= 0 ? badge : null,
    attached: {
      navigate: path(notification.navigate, origin) ?? path(data.navigate, origin) ?? "/seintjes",
      occurrence,
      delivery: text(data.delivery),
      receipt: text(data.receipt),
      language: notification.lang === "en" ? "en" : "nl",
      title,
      body,
    },
  };
}

/** What is shown when a message cannot be read: true, and of use. */
export function neutralMessage(title: string, body: string, language: Language): Message {
  return {
    title,
    body,
    tag: "souffleur",
    badge: null,
    attached: {
      navigate: "/seintjes",
      occurrence: null,
      delivery: null,
      receipt: null,
      language,
      title,
      body,
    },
  };
}

/** Read back what was attached to a notification that was tapped. */
export function readAttached(value: unknown): Attached {
  const data = fields(value);
  const navigate = text(data.navigate);
  return {
    navigate: navigate?.startsWith("/") && !navigate.startsWith("//") ? navigate : "/seintjes",
    occurrence: text(data.occurrence),
    delivery: text(data.delivery),
    receipt: text(data.receipt),
    language: data.language === "en" ? "en" : "nl",
    title: text(data.title) ?? "Souffleur",
    body: text(data.body) ?? "",
  };
}

/** The address that opens a nudge with an answer already chosen. */
export function answering(navigate: string, answer: "now" | "later" | "not_for_me"): string {
  const [before = "", hash] = navigate.split("#");
  const mark = before.includes("?") ? "&" : "?";
  return `${before}${mark}answer=${answer}${hash === undefined ? "" : `#${hash}`}`;
}
