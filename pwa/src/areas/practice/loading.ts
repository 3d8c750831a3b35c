/** Fetching what a page shows, and doing what a button says: one failure at a time, told in one line. */

import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { useApp } from "../../app/context";
import { ApiError } from "../../net/http";
import { Keys } from "../../net/keys";

export interface Loaded<T> {
  /** Null until it is there. */
  readonly value: ReadonlySignal<T | null>;
  /** The last time it could not be fetched. */
  readonly failed: ReadonlySignal<boolean>;
  set(value: T): void;
  again(): Promise<void>;
}

/** Fetch once for these keys, and whenever asked. */
export function useLoaded<T>(fetch: () => Promise<T>, keys: readonly unknown[]): Loaded<T> {
  const { tools } = useApp();
  const value = useSignal<T | null>(null);
  const failed = useSignal(false);
  const newest = useRef(fetch);
  newest.current = fetch;
  const again = useMemo(
    () => async () => {
      failed.value = false;
      try {
        value.value = await newest.current();
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        failed.value = value.peek() === null;
        tools.notices.failure(error);
      }
    },
    [tools, value, failed],
  );
  useEffect(() => void again(), keys);
  return {
    value,
    failed,
    set: (one) => {
      value.value = one;
    },
    again,
  };
}

/** Something the server is asked to do, one thing at a time. */
export function useWork(): {
  readonly busy: ReadonlySignal<boolean>;
  do(what: () => Promise<void>): Promise<boolean>;
} {
  const { tools } = useApp();
  const busy = useSignal(false);
  const work = async (what: () => Promise<void>) => {
    if (busy.peek()) return false;
    busy.value = true;
    try {
      await what();
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      tools.notices.failure(error);
      return false;
    } finally {
      busy.value = false;
    }
  };
  return { busy, do: work };
}

/** The keys of what a page sends. */
export function useKeys(): Keys {
  return useMemo(() => new Keys(), []);
}
