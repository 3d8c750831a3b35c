/** Moments to put a nudge off to, on the clock of this device. The server moves them out of quiet hours. */

export type Moment = "quarter" | "hour" | "afternoon" | "tomorrow" | "monday";

const MINUTE = 60_000;
/** A working day has begun, and is not too far to remember what it was about. */
const MORNING_HOUR = 9;
const AFTERNOON_HOUR = 14;

function at(day: Date, days: number, hour: number): Date {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days, hour);
}

/** The instant of a moment, seen from now. */
export function instantOf(moment: Moment, now: Date): Date {
  switch (moment) {
    case "quarter":
      return new Date(now.getTime() + 15 * MINUTE);
    case "hour":
      return new Date(now.getTime() + 60 * MINUTE);
    case "afternoon":
      return at(now, 0, AFTERNOON_HOUR);
    case "tomorrow":
      return at(now, 1, MORNING_HOUR);
    case "monday":
      return at(now, (8 - now.getDay()) % 7 || 7, MORNING_HOUR);
  }
}

/** What can be chosen now: the afternoon only before it begins, and no moment twice. */
export function momentsFrom(now: Date): Moment[] {
  const moments: Moment[] = ["quarter", "hour"];
  if (instantOf("afternoon", now).getTime() > now.getTime() + 90 * MINUTE) moments.push("afternoon");
  moments.push("tomorrow");
  if (instantOf("monday", now).getTime() !== instantOf("tomorrow", now).getTime()) moments.push("monday");
  return moments;
}
