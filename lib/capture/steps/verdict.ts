/** What an answer says about itself: a failure with its reason, or nothing amiss. Pure; pages are in verdict-walls.ts. */
import type { Failure } from "../child/failure";

type Headers = Readonly<Record<string, string>>;

const STATUS_FAILURES: Readonly<Record<number, Failure>> = {
  401: { code: "login", verdict: "wall", message: "the site asks for a login" },
  402: { code: "paywall", verdict: "wall", message: "the site asks for payment" },
  403: { code: "forbidden", verdict: "wall", message: "the site refuses to show this page" },
  404: { code: "gone", verdict: "gone", message: "there is no page at this address (404)" },
  407: { code: "login", verdict: "wall", message: "the site asks for a login" },
  410: { code: "gone", verdict: "gone", message: "the page has been removed (410)" },
  429: { code: "rate-limited", verdict: "error", message: "the site asks to come back later" },
  451: { code: "region", verdict: "wall", message: "the page is withheld for legal reasons" },
};

const MAX_RETRY_AFTER = 86_400;

/** Seconds from a `Retry-After` header: a number, or a date against `now` (ms since 1970). 0 where there is none. */
export function retryAfterSeconds(value: string | undefined, now = Date.now()): number {
  if (value === undefined) return 0;
  const seconds = /^\d+$/.test(value.trim()) ? Number(value) : Math.ceil((Date.parse(value) - now) / 1000);
  return Number.isFinite(seconds) ? Math.min(MAX_RETRY_AFTER, Math.max(0, seconds)) : 0;
}

/** The failure an HTTP status stands for, or `null` for one under which there is a page. */
export function failureOfStatus(status: number, headers: Headers): Failure | null {
  if (headers["cf-mitigated"] === "challenge")
    return {
      code: "challenge",
      verdict: "wall",
      message: "the site checks whether a person is visiting",
    };
  if (status < 400) return null;
  const known = STATUS_FAILURES[status];
  const retryAfter = retryAfterSeconds(headers["retry-after"]);
  return {
    ...(known ?? {
      code: "site-error",
      verdict: "error",
      message: `the site answered with an error (${status})`,
    }),
    ...(retryAfter > 0 && (status === 429 || status === 503) ? { retryAfter } : {}),
  };
}
