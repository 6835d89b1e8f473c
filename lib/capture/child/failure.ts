/** Ends a capture with a reason. Thrown inside the child only; what leaves it is a message. */
import type { CaptureFailure } from "../../domain/capture";
import type { Verdict } from "../../domain/snapshot";

export interface Failure {
  readonly code: CaptureFailure;
  readonly message: string;
  readonly verdict?: Exclude<Verdict, "good" | "partial">;
  readonly httpStatus?: number;
  readonly retryAfter?: number;
}

export class CaptureStopped extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

/** Chromium's network errors, by the start of their name. Source: net/base/net_error_list.h */
const NET_ERRORS: readonly (readonly [prefix: string, failure: Failure])[] = [
  ["ERR_NAME_NOT_RESOLVED", { code: "no-such-host", message: "there is no site of this name" }],
  ["ERR_TOO_MANY_REDIRECTS", { code: "redirect-loop", message: "the page redirects in a circle" }],
  [
    "ERR_UNSAFE_REDIRECT",
    { code: "private-address", message: "the page redirects to something that is no page" },
  ],
  ["ERR_INVALID_REDIRECT", { code: "site-error", message: "the page redirects to an address that is none" }],
  ["ERR_CERT_", { code: "tls", message: "the site's certificate is not valid" }],
  ["ERR_SSL_", { code: "tls", message: "a secure connection to the site could not be made" }],
  ["ERR_BAD_SSL_", { code: "tls", message: "a secure connection to the site could not be made" }],
  ["ERR_TIMED_OUT", { code: "timeout", message: "the site did not answer in time" }],
  ["ERR_CONNECTION_TIMED_OUT", { code: "timeout", message: "the site did not answer in time" }],
  ["ERR_", { code: "unreachable", message: "the site does not answer" }],
];

/** The reason in an error of Playwright's navigation. */
export function failureOfNavigation(error: unknown): Failure {
  const text = error instanceof Error ? error.message : "";
  const name = /net::(ERR_[A-Z_0-9]+)/.exec(text)?.[1];
  if (name === "ERR_ABORTED") return { code: "empty", message: "the site answered without a page" };
  const known = NET_ERRORS.find(([prefix]) => name?.startsWith(prefix));
  if (known) return known[1];
  if (/Timeout [\d.]+ms exceeded/.test(text))
    return { code: "timeout", message: "the site did not answer in time" };
  return { code: "crashed", message: "the browser ended before the page was saved" };
}
