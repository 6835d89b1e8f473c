/** Headings of a list sorted by date: one for each day of the last 31, one for each month before. Local time. */
import type { ListGroup } from "../library";

const DAYS = 31;

interface Span {
  readonly kind: "day" | "month";
  readonly from: number;
  readonly to: number;
}

/** `times` in list order, ms since 1970, rising or falling. */
export function groupByDate(times: readonly number[], now: number): ListGroup[] {
  const today = new Date(now);
  const daysFrom = new Date(today.getFullYear(), today.getMonth(), today.getDate() - DAYS + 1).getTime();
  const groups: { kind: "day" | "month"; at: number; start: number; count: number }[] = [];
  let span: Span | null = null;
  times.forEach((time, i) => {
    if (!span || time < span.from || time >= span.to) {
      span = spanOf(time, daysFrom);
      groups.push({ kind: span.kind, at: span.from, start: i, count: 0 });
    }
    const group = groups.at(-1);
    if (group) group.count++;
  });
  return groups;
}

function spanOf(time: number, daysFrom: number): Span {
  const date = new Date(time);
  const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
  if (time >= daysFrom)
    return {
      kind: "day",
      from: new Date(year, month, day).getTime(),
      to: new Date(year, month, day + 1).getTime(),
    };
  const to = Math.min(new Date(year, month + 1, 1).getTime(), daysFrom);
  return { kind: "month", from: new Date(year, month, 1).getTime(), to };
}
