/**
 * Dates, sizes and numbers in the manner of each language: 22 Nov 2026 / 2026-11-22, today 09:14 / 今天 09:14, 3.8 MB.
 * Times are milliseconds since 1970 and shown in the device's own time zone.
 */
import type { ListGroup } from "../../library/library";
import type { Messages } from "./en";
import { num } from "./plural";

export type Locale = "en" | "zh";

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
const tags: Record<Locale, string> = { en: "en-GB", zh: "zh-CN" };

/** Formats of Intl take milliseconds to make, each: none is made before something is written with it. */
const make = (language: string, options: Intl.DateTimeFormatOptions) => {
  let format: Intl.DateTimeFormat | undefined;
  return (at: number) => (format ??= new Intl.DateTimeFormat(language, options)).format(at);
};

/** Three letters for every month; British English would write "Sept". */
const shortMonth = make("en-US", { month: "short" });

const pad = (value: number) => String(value).padStart(2, "0");
const isoDay = (at: number) => {
  const date = new Date(at);
  return `${String(date.getFullYear()).padStart(4, "0")}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
};
const startOfDay = (at: number) => new Date(at).setHours(0, 0, 0, 0);

/** Whole calendar days between a time and now: 0 today, 1 yesterday, negative in the future. */
const daysAgo = (at: number, now: number) => Math.round((startOfDay(now) - startOfDay(at)) / DAY);

interface Dates {
  readonly longDay: (at: number) => string;
  readonly month: (at: number) => string;
  readonly monthOfYear: (at: number) => string;
}

const enDates: Dates = {
  longDay: make("en-GB", { weekday: "long", day: "numeric", month: "long" }),
  month: make("en-GB", { month: "long" }),
  monthOfYear: make("en-GB", { month: "long", year: "numeric" }),
};

/** Intl sets no space between digits and Han and writes a lone month in Han digits; our texts do neither. */
const zhMonth = (at: number) => `${new Date(at).getMonth() + 1} 月`;
const zhWeekday = make("zh-CN", { weekday: "long" });
const zhDates: Dates = {
  longDay: (at) => `${zhMonth(at)} ${new Date(at).getDate()} 日 ${zhWeekday(at)}`,
  month: zhMonth,
  monthOfYear: (at) => `${new Date(at).getFullYear()} 年 ${zhMonth(at)}`,
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
export function formatOf(locale: Locale, messages: Messages, now: () => number = Date.now): Format {
  const language = tags[locale];
  const zh = locale === "zh";
  const enDayOfYear = (at: number) => `${new Date(at).getDate()} ${shortMonth(at)}`;
  const enDay = (at: number) => `${enDayOfYear(at)} ${new Date(at).getFullYear()}`;
  const { longDay, month, monthOfYear } = zh ? zhDates : enDates;

  const sameYear = (at: number) => new Date(at).getFullYear() === new Date(now()).getFullYear();
  const sameMonth = (at: number) => sameYear(at) && new Date(at).getMonth() === new Date(now()).getMonth();
  const time = (at: number) => `${pad(new Date(at).getHours())}:${pad(new Date(at).getMinutes())}`;
  const day = zh ? isoDay : enDay;
  const join = (left: string, right: string) => `${left}${zh ? " " : ", "}${right}`;
  const nearDay = (at: number) => {
    const ago = daysAgo(at, now());
    if (ago === 0) return messages.list.today;
    return ago === 1 ? messages.list.yesterday : null;
  };
  const dayOfYear = (at: number) => (zh ? isoDay(at).slice(5) : enDayOfYear(at));

  return {
    day,
    time,
    full: (at) => join(nearDay(at) ?? day(at), time(at)),
    short: (at) => {
      if (daysAgo(at, now()) === 0) return time(at);
      return nearDay(at) ?? (sameYear(at) ? dayOfYear(at) : day(at));
    },
    stamp: (at) => `${zh ? isoDay(at).replaceAll("-", ".") : enDay(at).toUpperCase()} · ${time(at)}`,
    group: (group) => {
      if (group.kind === "none") return "";
      if (group.kind === "day")
        return nearDay(group.at) ?? (sameYear(group.at) ? longDay(group.at) : day(group.at));
      return sameMonth(group.at) ? messages.list.earlierIn(month(group.at)) : monthOfYear(group.at);
    },
    number: (value) => num(language, value),
    percent: (value) => `${Math.floor(Math.min(1, Math.max(0, value)) * 100)}%`,
    bytes: bytesOf(language),
    gap: zh ? "" : " ",
  };
}
