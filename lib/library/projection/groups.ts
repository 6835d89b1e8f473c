/** Headings of a list sorted by date: one for each day of the last 31, one for each month before. Local time. */
import type { ListGroup } from "../library";

const DAYS = 31;

interface Span {
  readonly kind: "day" | "month";
  readonly from: number;
  readonly to: number;
}

/** Dates of a list in its order, ms since 1970, rising or falling. */
export interface Dates {
  readonly length: number;
  at(place: number): number | undefined;
}

/** Looks at a few dates of each group only: a list of any size has some hundred groups at most. */
export function groupByDate(dates: Dates, now: number): ListGroup[] {
  const today = new Date(now);
  const daysFrom = new Date(today.getFullYear(), today.getMonth(), today.getDate() - DAYS + 1).getTime();
  const groups: ListGroup[] = [];
  for (let start = 0; start < dates.length; ) {
    const span = spanOf(dates.at(start) ?? 0, daysFrom);
    const end = endOf(span, dates, start);
    groups.push({ kind: span.kind, at: span.from, start, count: end - start });
    start = end;
  }
  return groups;
}

/** The first place after `start` whose date lies outside the span. */
function endOf({ from, to }: Span, dates: Dates, start: number): number {
  let [low, high] = [start + 1, dates.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const date = dates.at(middle) ?? 0;
    if (date >= from && date < to) low = middle + 1;
    else high = middle;
  }
  return low;
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
