/** The next occurrences as months of weeks: what a calendar on the wall would show. */

export interface CalendarDay {
  /** ISO date. */
  readonly date: string;
  readonly number: number;
  /** Times of what comes on this day, `HH:MM`, earliest first. */
  readonly times: readonly string[];
}

export interface CalendarMonth {
  /** `YYYY-MM`. */
  readonly month: string;
  /** Weeks from Monday to Sunday; null where the day belongs to another month. */
  readonly weeks: readonly (readonly (CalendarDay | null)[])[];
}

/** At most this many months: a rule that comes once a year would else fill the screen with empty ones. */
export const MAX_MONTHS = 3;

/** The months of local wall times (`YYYY-MM-DDTHH:MM`), leaving out months in which nothing comes. */
export function monthsOf(walls: readonly string[]): readonly CalendarMonth[] {
  const byDate = new Map<string, string[]>();
  for (const wall of [...walls].sort()) {
    const date = wall.slice(0, 10);
    byDate.set(date, [...(byDate.get(date) ?? []), wall.slice(11, 16)]);
  }
  const months = [...new Set([...byDate.keys()].map((date) => date.slice(0, 7)))];
  return months.slice(0, MAX_MONTHS).map((month) => ({ month, weeks: weeksOf(month, byDate) }));
}

/** How many of the times do not fit into the months that are shown. */
export function beyond(walls: readonly string[]): number {
  const shown = new Set(monthsOf(walls).map(({ month }) => month));
  return walls.filter((wall) => !shown.has(wall.slice(0, 7))).length;
}

function weeksOf(month: string, byDate: ReadonlyMap<string, readonly string[]>): CalendarMonth["weeks"] {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const days = new Date(Date.UTC(year, number, 0)).getUTCDate();
  const before = (new Date(Date.UTC(year, number - 1, 1)).getUTCDay() + 6) % 7;
  const cells: (CalendarDay | null)[] = Array.from({ length: before }, () => null);
  for (let day = 1; day <= days; day++) {
    const date = `${month}-${String(day).padStart(2, "0")}`;
    cells.push({ date, number: day, times: byDate.get(date) ?? [] });
  }
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}
