/**
 * When a watched link is looked at again. Pure. Everything comes from what was found and when: a device that was off, or
 * a look that another device made, needs no bookkeeping of its own.
 */
import type { CaptureFailure, WatchRhythm } from "../../domain/capture";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export const periods: Readonly<Record<Exclude<WatchRhythm, "">, number>> = { daily: DAY, weekly: 7 * DAY };

/** Failures in a row after which a watch stops, and the time they must span at least, in periods. */
const MOST_FAILURES = 8;
const FAILING_PERIODS = 5;
/** Sooner for what will not come back by itself. */
const MOST_REFUSALS = 3;
const FINAL: ReadonlySet<CaptureFailure> = new Set([
  "gone",
  "robots",
  "login",
  "paywall",
  "region",
  "forbidden",
  "bad-address",
  "no-such-host",
]);
/** The longest pause, in periods. */
const LONGEST = 8;
/** No site is visited sooner than this after the last look at it, in ms; a crawl delay counts up to an hour. */
export const SITE_PAUSE = 60_000;
const LONGEST_CRAWL_DELAY = HOUR;

/** What is remembered on this device of the looks that went wrong; all times in ms since 1970. */
export interface WatchRecord {
  /** The last time this device began a look. */
  readonly triedAt: number;
  /** Failures in a row. */
  readonly failures: number;
  /** The first of them. */
  readonly failingSince: number;
  readonly code: CaptureFailure | "";
  readonly httpStatus: number;
  /** No sooner than this: the site asked for it. */
  readonly notBefore: number;
  /** Stopped after failing for long; 0 = goes on. */
  readonly stoppedAt: number;
}

export const freshRecord: WatchRecord = {
  triedAt: 0,
  failures: 0,
  failingSince: 0,
  code: "",
  httpStatus: 0,
  notBefore: 0,
  stoppedAt: 0,
};

export interface Looked {
  readonly rhythm: Exclude<WatchRhythm, "">;
  /** When the page was last found, changed or not; 0 = never. */
  readonly foundAt: number;
  /** How often in a row it was found unchanged. */
  readonly unchanged: number;
  /** 0 to 1, the same for a link at all times: links of one hour do not come back in one hour. */
  readonly chance: number;
}

/** Less often while nothing changes: after 5 and after 15 looks without a change. */
const stretchOf = (unchanged: number): number => (unchanged >= 15 ? 3 : unchanged >= 5 ? 2 : 1);

/** When the next look is due; infinity when the watch has stopped. A due time in the past means now. */
export function nextLook(
  { rhythm, foundAt, unchanged, chance }: Looked,
  record: WatchRecord,
  now: number,
): number {
  if (record.stoppedAt > 0) return Number.POSITIVE_INFINITY;
  const period = periods[rhythm];
  // A clock that was set back must not put a look off for years.
  const last = Math.min(now, Math.max(foundAt, record.triedAt));
  if (last === 0) return 0;
  const pause = record.failures > 0 ? Math.min(LONGEST, 2 ** record.failures) : stretchOf(unchanged);
  const due = last + period * pause * (0.95 + 0.1 * chance);
  return Math.max(due, Math.min(record.notBefore, now + LONGEST * period));
}

/** The record after a look that went wrong. `retryAfter` in seconds. */
export function afterFailedLook(
  record: WatchRecord,
  failure: {
    readonly code: CaptureFailure;
    readonly httpStatus: number;
    readonly retryAfter: number;
    readonly period: number;
  },
  now: number,
): WatchRecord {
  const failures = record.failures + 1;
  const failingSince = record.failures === 0 ? now : record.failingSince;
  const isLong = failures >= MOST_FAILURES && now - failingSince >= FAILING_PERIODS * failure.period;
  const isFinal = FINAL.has(failure.code) && failures >= MOST_REFUSALS;
  // robots.txt is the site's word, not an accident.
  const stops = isLong || isFinal || failure.code === "robots";
  return {
    ...record,
    failures,
    failingSince,
    code: failure.code,
    httpStatus: failure.httpStatus,
    notBefore: failure.retryAfter > 0 ? now + failure.retryAfter * 1000 : 0,
    stoppedAt: stops ? now : 0,
  };
}

/** How long a site is left alone after a look, in ms. `crawlDelay` in seconds, as its robots.txt gives it. */
export const sitePause = (crawlDelay: number): number =>
  Math.min(LONGEST_CRAWL_DELAY, Math.max(SITE_PAUSE, crawlDelay * 1000));

/** A share of chance that is the same for a link on every device and day, 0 to 1. */
export function chanceOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return (hash >>> 0) / 2 ** 32;
}
