/**
 * Dates, sizes and numbers in the manner of each language: 22 Nov 2026 / 2026-11-22, today 09:14 / 今天 09:14, 3.8 MB.
 * Times are milliseconds since 1970 and shown in the device's own time zone.
 */
import type { ListGroup } from "../../library/library";
import { make, pad } from "./dates";
import type { Messages } from "./en";
import { num } from "./plural";

export interface Format {
  /** 22 Nov 2026 / 2026-11-22 */
  readonly day: (at: number) => string;
  /** 09:14 */
  readonly time: (at: number) => string;
  /** Today, 09:14 · Yesterday, 09:14 · 22 Nov 2026, 09:14 */
  readonly full: (at: number) => string;
  /** 09:14 · Yesterday · 18 Nov · 18 Nov 2024: the shortest that is clear, for lists. */
  readonly short: (at: number) => string;
  /** 22 NOV 2026 · 09:14 / 2026.11.22 · 09:14 */
  readonly stamp: (at: number) => string;
  /** Heading of a group of a list. */
  readonly group: (group: ListGroup) => string;
  readonly number: (value: number) => string;
  /** 0 to 1 as 62%. Rounded down: it never runs ahead. */
  readonly percent: (value: number) => string;
  /** 3.8 MB; decimal units. */
  readonly bytes: (bytes: number) => string;
  /** What stands between two sentences: nothing behind a full-width mark. */
  readonly gap: string;
}

const DAY = 86_400_000;

/** Three letters for every month; British English would write "Sept". */
const shortMonth = make("en-US", { month: "short" });

const startOfDay = (at: number) => new Date(at).setHours(0, 0, 0, 0);

/** Whole calendar days between a time and now: 0 today, 1 yesterday, negative in the future. */
const daysAgo = (at: number, now: number) => Math.round((startOfDay(now) - startOfDay(at)) / DAY);

/** How a language writes dates and numbers. */
export interface Manner {
  /** Of Intl, for numbers. */
  readonly intl: string;
  /** 22 Nov 2026 / 2026-11-22 */
  readonly day: (at: number) => string;
  /** Without its year: 22 Nov / 11-22 */
  readonly dayOfYear: (at: number) => string;
  /** Sunday 22 November / 11 月 22 日 星期日 */
  readonly longDay: (at: number) => string;
  /** November / 11 月 */
  readonly month: (at: number) => string;
  /** November 2026 / 2026 年 11 月 */
  readonly monthOfYear: (at: number) => string;
  /** 22 NOV 2026 / 2026.11.22 */
  readonly stampDay: (at: number) => string;
  /** Between a day and its time. */
  readonly comma: string;
  /** Between two sentences: nothing behind a full-width mark. */
  readonly gap: string;
}

const dayOfYear = (at: number) => `${new Date(at).getDate()} ${shortMonth(at)}`;
const day = (at: number) => `${dayOfYear(at)} ${new Date(at).getFullYear()}`;

export const english: Manner = {
  intl: "en-GB",
  day,
  dayOfYear,
  longDay: make("en-GB", { weekday: "long", day: "numeric", month: "long" }),
  month: make("en-GB", { month: "long" }),
  monthOfYear: make("en-GB", { month: "long", year: "numeric" }),
  stampDay: (at) => day(at).toUpperCase(),
  comma: ", ",
  gap: " ",
};

const units = ["B", "kB", "MB", "GB", "TB"] as const;

function bytesOf(language: string) {
  return (bytes: number): string => {
    let value = Math.max(0, bytes);
    let unit = 0;
    while (value >= 999.5 && unit < units.length - 1) {
      value /= 1000;
      unit += 1;
    }
    const digits = unit > 1 && value < 99.95 ? 1 : 0;
    const shown = num(language, value, digits);
    return `${shown} ${units[unit] ?? "B"}`;
  };
}

/** `now` is a function so that a screen left open over midnight says the right day. */
export function formatOf(manner: Manner, messages: Messages, now: () => number = Date.now): Format {
  const sameYear = (at: number) => new Date(at).getFullYear() === new Date(now()).getFullYear();
  const sameMonth = (at: number) => sameYear(at) && new Date(at).getMonth() === new Date(now()).getMonth();
  const time = (at: number) => `${pad(new Date(at).getHours())}:${pad(new Date(at).getMinutes())}`;
  const nearDay = (at: number) => {
    const ago = daysAgo(at, now());
    if (ago === 0) return messages.list.today;
    return ago === 1 ? messages.list.yesterday : null;
  };
  const thisYear = (at: number, short: (at: number) => string) => (sameYear(at) ? short(at) : manner.day(at));

  return {
    day: manner.day,
    time,
    full: (at) => `${nearDay(at) ?? manner.day(at)}${manner.comma}${time(at)}`,
    short: (at) => (daysAgo(at, now()) === 0 ? time(at) : (nearDay(at) ?? thisYear(at, manner.dayOfYear))),
    stamp: (at) => `${manner.stampDay(at)} · ${time(at)}`,
    group: (group) => {
      if (group.kind === "none") return "";
      if (group.kind === "day") return nearDay(group.at) ?? thisYear(group.at, manner.longDay);
      const { at } = group;
      return sameMonth(at) ? messages.list.earlierIn(manner.month(at)) : manner.monthOfYear(at);
    },
    number: (value) => num(manner.intl, value),
    percent: (value) => `${Math.floor(Math.min(1, Math.max(0, value)) * 100)}%`,
    bytes: bytesOf(manner.intl),
    gap: manner.gap,
  };
}
