/** One piece of sound at a time: a sentence to say after, a moment of an own take, what a persona will say. */

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { type Clip, playClip } from "../audio/clip";
import { ApiError, call } from "../net/http";
import { useApp } from "./context";

/** A voice may have to be asked first. */
const SPEECH_SECONDS = 30;

export interface Player {
  /** Address, or another name, of what sounds or is being fetched; null: nothing. */
  readonly playing: string | null;
  /** Play it, or stop it where it already sounds. Straight from a tap. Without `fetch` it is what is at the address. */
  toggle(address: string, fetch?: () => Promise<ArrayBuffer>): void;
}

async function soundAt(address: string): Promise<ArrayBuffer> {
  return (await call(address, { seconds: SPEECH_SECONDS })).arrayBuffer();
}

/** The player of a page; silent when the page goes away. */
export function useClip(): Player {
  const { tools } = useApp();
  const playing = useSignal<string | null>(null);
  const clip = useRef<Clip | null>(null);
  const stop = () => {
    clip.current?.stop();
    clip.current = null;
    playing.value = null;
  };
  const play = async (address: string, fetch: () => Promise<ArrayBuffer>) => {
    try {
      const bytes = await fetch();
      if (playing.peek() !== address) return;
      clip.current = await playClip(tools.stage, bytes, { progress: () => undefined, ended: stop });
    } catch (error) {
      stop();
      if (!(error instanceof ApiError)) throw error;
      tools.notices.failure(error);
    }
  };
  useEffect(() => stop, []);
  return {
    playing: playing.value,
    toggle(address, fetch = () => soundAt(address)) {
      const same = playing.peek() === address;
      stop();
      if (same) return;
      tools.stage.unlock();
      tools.conversation.makeRoom();
      playing.value = address;
      void play(address, fetch);
    },
  };
}
