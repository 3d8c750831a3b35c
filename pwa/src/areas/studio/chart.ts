/** Geometry of the bar charts; the numbers themselves stand in a table beside each. */

export interface Scale {
  /** Value at the top of the chart. */
  readonly top: number;
  /** Values at which a line is drawn, from 0 up. */
  readonly ticks: readonly number[];
}

const STEPS = [1, 2, 5];

/** A scale of at most five whole steps that holds every value. */
export function scaleOf(values: readonly number[]): Scale {
  const most = Math.max(1, ...values);
  let size = 1;
  for (;;) {
    for (const step of STEPS) {
      const each = step * size;
      const count = Math.ceil(most / each);
      if (count <= 5)
        return { top: each * count, ticks: Array.from({ length: count + 1 }, (_, n) => n * each) };
    }
    size *= 10;
  }
}

/** So many of so many, in one week or for one moment. */
export interface Amount {
  readonly whole: number;
  readonly part: number;
}

export interface Column {
  readonly x: number;
  readonly width: number;
  /** Height of the whole, and of the part inside it. */
  readonly whole: number;
  readonly part: number;
}

interface Frame {
  readonly width: number;
  readonly height: number;
  /** Part of a column's room that stays empty, 0 to 1. */
  readonly gap: number;
}

/** Columns side by side; a value above nothing is never too small to see. */
export function columnsOf(rows: readonly Amount[], scale: Scale, frame: Frame): readonly Column[] {
  const room = frame.width / Math.max(1, rows.length);
  const width = room * (1 - frame.gap);
  const height = (value: number) => (value === 0 ? 0 : Math.max(1, (value / scale.top) * frame.height));
  return rows.map(({ whole, part }, place) => ({
    x: place * room + (room - width) / 2,
    width,
    whole: height(whole),
    part: height(part),
  }));
}

/** Share in whole percents; null where there is nothing to take a share of. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 100);
}
