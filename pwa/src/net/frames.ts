/** Binary frames: twelve bytes of header, little-endian, then mono PCM16 (see docs/protocol.md). */

const HEADER_BYTES = 12;
const MICROPHONE = 1;
const ANSWER = 2;
const LAST_OF_SENTENCE = 0x01;

export interface AnswerFrame {
  /** Ordinal of the answer in this session, from 1. */
  readonly response: number;
  /** Message number. */
  readonly seq: number;
  /** Place of the first sample within the answer. */
  readonly firstSample: number;
  readonly lastOfSentence: boolean;
  readonly pcm: Int16Array;
}

/** Make a frame of microphone sound. */
export function encodeMicrophone(pcm: Int16Array, counter: number, firstSample: number): ArrayBuffer {
  const buffer = new ArrayBuffer(HEADER_BYTES + pcm.length * 2);
  const view = new DataView(buffer);
  view.setUint8(0, MICROPHONE);
  view.setUint32(4, counter >>> 0, true);
  view.setUint32(8, firstSample >>> 0, true);
  for (let i = 0; i < pcm.length; i += 1) view.setInt16(HEADER_BYTES + 2 * i, pcm[i] as number, true);
  return buffer;
}

/** Read a frame of answer sound; null where it is none. */
export function decodeAnswer(buffer: ArrayBuffer): AnswerFrame | null {
  if (buffer.byteLength < HEADER_BYTES) return null;
  const view = new DataView(buffer);
  if (view.getUint8(0) !== ANSWER) return null;
  const samples = Math.floor((buffer.byteLength - HEADER_BYTES) / 2);
  const pcm = new Int16Array(samples);
  for (let i = 0; i < samples; i += 1) pcm[i] = view.getInt16(HEADER_BYTES + 2 * i, true);
  return {
    response: view.getUint16(2, true),
    seq: view.getUint32(4, true),
    firstSample: view.getUint32(8, true),
    lastOfSentence: (view.getUint8(1) & LAST_OF_SENTENCE) !== 0,
    pcm,
  };
}
