/**
 * Why a capture failed, in words: what happened (`what`) and what to do (`todo`). What is safe is said beside it by
 * `failureSafe`. `status` is the page's own HTTP status, 0 when there was no answer.
 */
import type { CaptureFailure } from "../../domain/capture";

export interface FailureWords {
  /** One short sentence, also shown in lists. */
  readonly what: (status: number) => string;
  readonly todo: string;
}

export const failuresEn: Record<CaptureFailure, FailureWords> = {
  "bad-address": {
    what: () => "This is not a web address.",
    todo: "Correct the address, then retry.",
  },
  "no-such-host": {
    what: () => "No site answers to this name.",
    todo: "Check the address for a typing error, then retry.",
  },
  "private-address": {
    what: () => "The address lies in a private network.",
    todo: "The server only visits public addresses. Its owner can allow this one in LINKSNAP_ALLOW_PRIVATE.",
  },
  unreachable: {
    what: () => "The site cannot be reached.",
    todo: "It may be down for a while. Retry later.",
  },
  tls: {
    what: () => "The site’s certificate is not valid.",
    todo: "Open the original to see what your browser says about it.",
  },
  timeout: {
    what: () => "The page did not finish loading.",
    todo: "Retry when the site is less busy.",
  },
  "redirect-loop": {
    what: () => "The page keeps sending visitors in a circle.",
    todo: "Open the original and save the address where it ends.",
  },
  "too-large": {
    what: () => "The page is too large to keep.",
    todo: "Open the original when you need it.",
  },
  "not-a-page": {
    what: () => "This is a file, not a web page.",
    todo: "Open the original to view or download it.",
  },
  gone: {
    what: (status) => (status ? `The page no longer exists (${status}).` : "The page no longer exists."),
    todo: "Check the address, or look for a copy in a public web archive.",
  },
  login: {
    what: () => "The page asks for a login.",
    todo: "Open the original to read it. Pages behind a login cannot be captured from here.",
  },
  forbidden: {
    what: () => "The site refuses automatic visits.",
    todo: "Open the original to read it, or retry later.",
  },
  "rate-limited": {
    what: () => "The site asks for fewer visits.",
    todo: "Retry in a few minutes.",
  },
  "site-error": {
    what: (status) => (status ? `The site has a fault (${status}).` : "The site has a fault."),
    todo: "Nothing can be done here. Retry later.",
  },
  empty: {
    what: () => "The page showed nothing to keep.",
    todo: "Open the original to see whether it works there.",
  },
  "no-browser": {
    what: () => "The server has no browser to capture with.",
    todo: "Install Chromium on the server and restart it.",
  },
  crashed: {
    what: () => "The browser on the server stopped in the middle.",
    todo: "Retry. Very heavy pages can do this.",
  },
  interrupted: {
    what: () => "The server was stopped during the capture.",
    todo: "It goes on by itself when the server runs again.",
  },
  cancelled: {
    what: () => "The capture was cancelled.",
    todo: "Retry when you want a snapshot.",
  },
  unauthorised: {
    what: () => "The server does not know this device.",
    todo: "Open the link that the server printed at its start, on this device.",
  },
  internal: {
    what: () => "The server failed at this page.",
    todo: "Retry. The server’s console has the details.",
  },
};
