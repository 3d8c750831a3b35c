/** How many of what was sent: outlined columns with the part filled in. What is hidden is a gap that says so. */

import { columnsOf, scaleOf } from "../chart";
import { listOf } from "../sayings";
import type { EffectCounts } from "../server";
import { t } from "../words";
import { labelOf, type Measure } from "./measures";

const WIDTH = 640;
const HEIGHT = 200;
const LEFT = 44;
const TOP = 24;
const BELOW = 28;

interface ChartProps {
  readonly measure: Measure;
  readonly counts: readonly EffectCounts[];
  readonly name: (label: string) => string;
}

/** The picture; its numbers are in its name, and in the table beside it. */
export function Chart({ measure, counts, name }: ChartProps) {
  const rows = counts.map((each) => ({ whole: each.sent ?? 0, part: each[measure] ?? 0 }));
  const scale = scaleOf(rows.map(({ whole }) => whole));
  const columns = columnsOf(rows, scale, { width: WIDTH - LEFT, height: HEIGHT, gap: 0.3 });
  const label = labelOf(measure);
  return (
    <svg
      class="chart"
      viewBox={`0 0 ${WIDTH} ${TOP + HEIGHT + BELOW}`}
      role="img"
      aria-label={t("effect.chart", { measure: t(label), values: valuesOf(counts, measure, name) })}
    >
      <g transform={`translate(0 ${TOP})`}>
        {scale.ticks.map((tick) => {
          const y = HEIGHT - (tick / scale.top) * HEIGHT;
          return (
            <g key={tick}>
              <line class="chart-line" x1={LEFT} x2={WIDTH} y1={y} y2={y} />
              <text class="chart-words" x={LEFT - 8} y={y + 4} text-anchor="end">
                {tick}
              </text>
            </g>
          );
        })}
        {columns.map((column, place) => {
          const each = counts[place];
          if (each === undefined) return null;
          const middle = LEFT + column.x + column.width / 2;
          return (
            <g key={each.label}>
              <rect
                class="chart-whole"
                x={LEFT + column.x}
                y={HEIGHT - column.whole}
                width={column.width}
                height={column.whole}
              />
              <rect
                class="chart-part"
                x={LEFT + column.x}
                y={HEIGHT - column.part}
                width={column.width}
                height={column.part}
              />
              <text class="chart-words" x={middle} y={HEIGHT - column.whole - 6} text-anchor="middle">
                {each.sent === null ? "–" : each[measure]}
              </text>
              <text class="chart-words" x={middle} y={HEIGHT + 18} text-anchor="middle">
                {name(each.label)}
              </text>
            </g>
          );
        })}
      </g>
    </svg>
  );
}

function valuesOf(
  counts: readonly EffectCounts[],
  measure: Measure,
  name: (label: string) => string,
): string {
  return listOf(
    counts.map((each) => {
      const value =
        each.sent === null
          ? t("effect.hidden")
          : t("effect.of", { part: each[measure] ?? 0, whole: each.sent });
      return `${name(each.label)}: ${value}`;
    }),
  );
}
