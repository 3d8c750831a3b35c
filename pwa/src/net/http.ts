/** Requests to the server; every failure is one `ApiError` with a stable code and a sentence for the person. */

/** Why a request failed. */
export class ApiError extends Error {
  /** Stable code of the server, or `offline` / `timeout` / `unreadable` of our own. */
  readonly code: string;
  /** HTTP status; 0 where there was no answer. */
  readonly status: number;
  /** The server's sentence in the person's language; null where there is none. */
  readonly text: string | null;

  constructor(code: string, status: number, text: string | null) {
    super(`${code} (${status})`);
    this.name = "ApiError";
    this.code = code;
    this.status = status;
    this.text = text;
  }

  /** The same request may succeed later, without a change. */
  get temporary(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

const TIMEOUT_SECONDS = 15;

export interface Call {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly json?: unknown;
  readonly body?: Blob;
  /** How long to wait for the answer. */
  readonly seconds?: number;
  /** More headers, such as `If-Match`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Read the problem+json of a refusal, as far as it is one. */
async function problem(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const fields = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  const code = typeof fields.code === "string" ? fields.code : `http_${response.status}`;
  return new ApiError(code, response.status, typeof fields.message === "string" ? fields.message : null);
}

/** Ask the server; throws `ApiError` for everything that is not a success. */
export async function call(
  path: string,
  { method = "GET", json, body, seconds = TIMEOUT_SECONDS, headers: more }: Call = {},
) {
  const headers: Record<string, string> = { Accept: "application/json", ...more };
  if (json !== undefined) headers["Content-Type"] = "application/json";
  if (body) headers["Content-Type"] = body.type;
  const content = json === undefined ? body : JSON.stringify(json);
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      credentials: "same-origin",
      signal: AbortSignal.timeout(seconds * 1000),
      ...(content === undefined ? {} : { body: content }),
    });
  } catch (error) {
    const late = error instanceof DOMException && error.name === "TimeoutError";
    throw new ApiError(late ? "timeout" : "offline", 0, null);
  }
  if (!response.ok) throw await problem(response);
  return response;
}

/** The same, where the answer is JSON. */
export async function json<T>(path: string, options?: Call): Promise<T> {
  const response = await call(path, options);
  try {
    return (await response.json()) as T;
  } catch {
    throw new ApiError("unreadable", response.status, null);
  }
}

/** Send something as JSON, where the answer is JSON; `seconds` where it may take longer than usual. */
export function post<T>(path: string, body: object = {}, seconds = TIMEOUT_SECONDS): Promise<T> {
  return json<T>(path, { method: "POST", json: body, seconds });
}

/** Send sound, where the answer is JSON. */
export function postSound<T>(path: string, sound: Blob, seconds: number): Promise<T> {
  return json<T>(path, { method: "POST", body: sound, seconds });
}
