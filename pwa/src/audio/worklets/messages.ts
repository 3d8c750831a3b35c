/** What the page and the audio thread say to each other. */

/** From the capture worklet: one frame of sound at the capture rate, with its loudness. */
export interface CapturedFrame {
  /** PCM16, transferred. */
  readonly sound: ArrayBuffer;
  /** Root mean square, 0 to 1. */
  readonly level: number;
}

/** To the playback worklet. */
export type PlaybackOrder =
  /** Sound of an item, in the order in which it is to be heard; transferred. */
  | {
      readonly type: "push";
      readonly item: number;
      readonly sound: Float32Array<ArrayBuffer>;
      readonly last: boolean;
    }
  | { readonly type: "hold" }
  | { readonly type: "release" }
  /** Fade out and forget everything; answered by a position with the same `token`. */
  | { readonly type: "clear"; readonly token: number };

/** From the playback worklet: what was handed to the device so far. */
export interface PlaybackPosition {
  readonly item: number;
  /** Samples of this item that were played, at the device's rate. */
  readonly played: number;
  /** Samples that wait in the audio thread. */
  readonly queued: number;
  /** True when nothing is left and the last piece of the item was marked so. */
  readonly finished: boolean;
  /** Set in the answer to `clear`. */
  readonly token: number | null;
}
