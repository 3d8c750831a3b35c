/** A recording inside a component: opened by a tap, gone with the component. */

import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { Recorder } from "../audio/recorder";
import { useApp } from "./context";

export type Recording = "idle" | "listening" | "no_microphone";

export interface Recorded {
  readonly state: ReadonlySignal<Recording>;
  /** How loud it is now, 0 to 1. */
  readonly level: ReadonlySignal<number>;
  /** Open the microphone. Straight from a tap. */
  begin(): Promise<void>;
  /** Close it and hand over what was said, if that is anything. */
  end(): void;
}

/** `done` gets the sound as a WAV file, when the person ends it or after `longest` seconds. */
export function useRecorder(longest: number, done: (sound: Blob) => void): Recorded {
  const { tools } = useApp();
  const state = useSignal<Recording>("idle");
  const level = useSignal(0);
  const deliver = useRef(done);
  deliver.current = done;
  const recorded = useMemo(() => {
    const end = () => {
      if (state.peek() !== "listening") return;
      const sound = recorder.end();
      state.value = "idle";
      level.value = 0;
      if (sound !== null) deliver.current(sound);
    };
    const recorder = new Recorder(tools.stage, tools.captureWorklet, {
      longest,
      level: (value) => {
        level.value = value;
      },
      full: end,
    });
    const begin = async () => {
      // The companion neither speaks nor listens meanwhile.
      tools.conversation.makeRoom();
      state.value = "listening";
      const microphone = await recorder.begin();
      if (microphone !== "live" && state.peek() === "listening") state.value = "no_microphone";
    };
    return { begin, end, leave: () => void recorder.end() };
  }, [tools, longest, state, level]);
  useEffect(() => recorded.leave, [recorded]);
  return { state, level, begin: recorded.begin, end: recorded.end };
}
