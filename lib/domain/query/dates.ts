/**
 * Dates as people write them in a search: a day, a month, a year, a relative one, or a range `a..b`. Days are those of
 * this device's clock and time zone; weeks begin on Monday.
 */
import { fold } from "../text/fold";
import { dayNames, nameIn } from "./names";

/** A span of time, ms since 1970, end exclusive; open ends are ∓Infinity. */
export interface Span {
  readonly from: number;
  readonly to: number;
}
export interface WrittenDate extends Span {
  /** The way printing writes it. */
  readonly when: string;
}

const two = (part: number): string => String(part).padStart(2, "0");
const time = (year: number, month: number, day = 1): number => new Date(year, month, day).getTime();

/** Reads a date; `now` (ms since 1970) is what relative ones count from. `null` when it is none. */
export function readDate(text: string, now: number): WrittenDate | null {
  const written = fold(text).trim().replace(/\s+/gu, "-");
  const range = /^(.*?)\.\.(.*)$/.exec(written);
  return range ? readRange(range[1] ?? "", range[2] ?? "", now) : readOne(written, now);
}

function readRange(first: string, last: string, now: number): WrittenDate | null {
  const start = readEnd(first, now);
  const end = readEnd(last, now);
  if (start === null || end === null || first + last === "") return null;
  return { when: `${start.when}..${end.when}`, from: start.from, to: end.to };
}

const readEnd = (text: string, now: number): WrittenDate | null =>
  text === "" ? { when: "", from: -Infinity, to: Infinity } : readOne(text, now);

const readOne = (text: string, now: number): WrittenDate | null => {
  const name = nameIn(dayNames, text);
  return name === undefined ? readCalendar(text) : { when: name, ...relative(name, new Date(now)) };
};

function relative(name: string, now: Date): Span {
  const [year, month, day] = [now.getFullYear(), now.getMonth(), now.getDate()];
  const monday = day - ((now.getDay() + 6) % 7);
  const back = name === "yesterday" || name.startsWith("last-") ? 1 : 0;
  if (name.endsWith("-week"))
    return { from: time(year, month, monday - 7 * back), to: time(year, month, monday - 7 * back + 7) };
  if (name.endsWith("-month")) return { from: time(year, month - back), to: time(year, month - back + 1) };
  if (name.endsWith("-year")) return { from: time(year - back, 0), to: time(year - back + 1, 0) };
  return { from: time(year, month, day - back), to: time(year, month, day - back + 1) };
}

/** `2024`, `2024-3`, `2024/03/05`, `2024.3.5`, `2024年3月5日`. */
function readCalendar(text: string): WrittenDate | null {
  const plain = text.replace(/[年月/.]/g, "-").replace(/日$|-$/, "");
  const match = /^([1-9]\d{3})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/.exec(plain);
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), match[2], match[3]];
  if (month === undefined) return { when: String(year), from: time(year, 0), to: time(year + 1, 0) };
  return day === undefined ? wholeMonth(year, Number(month)) : oneDay(year, Number(month), Number(day));
}

const wholeMonth = (year: number, month: number): WrittenDate | null =>
  month < 1 || month > 12
    ? null
    : { when: `${year}-${two(month)}`, from: time(year, month - 1), to: time(year, month) };

function oneDay(year: number, month: number, day: number): WrittenDate | null {
  const whole = wholeMonth(year, month);
  if (whole === null || day < 1 || day > new Date(year, month, 0).getDate()) return null;
  return {
    when: `${whole.when}-${two(day)}`,
    from: time(year, month - 1, day),
    to: time(year, month - 1, day + 1),
  };
}

/** The local calendar day of a time as `YYYY-MM-DD`, which sorts like the time; open ends sort first and last. */
export function calendarDay(at: number): string {
  if (at === -Infinity) return "";
  if (at === Infinity) return "~";
  const date = new Date(at);
  return `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
