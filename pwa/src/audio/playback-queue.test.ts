// @vitest-environment node
import { describe, expect, it } from "vitest";
import { PlaybackQueue } from "./playback-queue";

const RATE = 1000; // a ramp of 15 ms is 15 samples, a refill of 120 ms is 120
const ones = (length: number) => new Float32Array(length).fill(1);

function render(queue: PlaybackQueue, samples: number): Float32Array {
  const out = new Float32Array(samples);
  queue.render(out);
  return out;
}

describe("PlaybackQueue", () => {
  it("plays pieces end to end, to the sample", () => {
    const queue = new PlaybackQueue(RATE);
    queue.push(0, Float32Array.of(0.1, 0.2, 0.3), false);
    queue.push(0, Float32Array.of(0.4, 0.5), false);
    queue.push(0, new Float32Array(0), true);
    expect([...render(queue, 6)]).toEqual([...Float32Array.of(0.1, 0.2, 0.3, 0.4, 0.5, 0)]);
    expect([queue.item, queue.played, queue.queued, queue.finished]).toEqual([0, 5, 0, true]);
  });

  it("counts every item from its own beginning", () => {
    const queue = new PlaybackQueue(RATE);
    queue.push(0, ones(30), true);
    queue.push(1, ones(30), false);
    render(queue, 40);
    expect([queue.item, queue.played, queue.finished]).toEqual([1, 10, false]);
  });

  it("goes silent within 15 ms when held, keeps the rest, and goes on", () => {
    const queue = new PlaybackQueue(RATE);
    queue.push(0, ones(200), true);
    render(queue, 50);
    queue.hold();
    const fading = render(queue, 40);
    expect(
      fading.subarray(0, 14).every((value, i) => value < (i === 0 ? 1 : (fading[i - 1] as number))),
    ).toBe(true);
    expect(fading.subarray(15).every((value) => value === 0)).toBe(true);
    const played = queue.played;
    render(queue, 100);
    expect(queue.played).toBe(played);
    queue.release();
    expect(render(queue, 20)[19]).toBe(1);
    expect(queue.played).toBeGreaterThan(played + 15);
  });

  it("fades and forgets when cleared, and knows how far it got", () => {
    const queue = new PlaybackQueue(RATE);
    queue.push(0, ones(500), false);
    render(queue, 100);
    queue.clear();
    expect(queue.cleared()).toBe(false);
    render(queue, 20);
    expect(queue.cleared()).toBe(true);
    expect(queue.cleared()).toBe(false);
    expect(queue.played).toBeGreaterThanOrEqual(100);
    expect(queue.played).toBeLessThanOrEqual(115);
    expect(queue.queued).toBe(0);
    queue.push(1, ones(10), false);
    expect(render(queue, 10)[9]).toBe(1);
  });

  it("is cleared at once where nothing sounds", () => {
    const queue = new PlaybackQueue(RATE);
    queue.clear();
    expect(queue.cleared()).toBe(true);
  });

  it("stands still when it runs dry and goes on when a little has come in", () => {
    const queue = new PlaybackQueue(RATE);
    queue.push(0, ones(20), false);
    render(queue, 60);
    expect([queue.played, queue.finished]).toEqual([20, false]);
    queue.push(0, ones(50), false);
    render(queue, 10);
    expect(queue.played).toBe(20);
    queue.push(0, ones(80), false);
    render(queue, 10);
    expect(queue.played).toBe(30);
  });

  it("does not wait for more where there is no more", () => {
    const queue = new PlaybackQueue(RATE);
    queue.push(0, ones(20), false);
    render(queue, 30);
    queue.push(0, ones(5), true);
    render(queue, 10);
    expect([queue.played, queue.finished]).toEqual([25, true]);
  });
});
