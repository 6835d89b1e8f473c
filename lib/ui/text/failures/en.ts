/**
 * Why a capture failed, in words: what happened (`what`) and what to do (`advice`). What is safe is said beside it by
 * `failureSafe`. `status` is the page's own HTTP status, 0 when there was no answer.
 */
import type { CaptureFailure } from "../../../domain/capture";

export interface FailureWords {
  /** One short sentence, also shown in lists. */
  readonly what: (status: number) => string;
  readonly advice: string;
}

export const failuresEn: Record<CaptureFailure, FailureWords> = {
  "bad-address": {
    what: () => "This is not a web address.",
    advice: "Correct the address, then retry.",
  },
  "no-such-host": {
    what: () => "No site answers to this name.",
    advice: "Check the address for a typing error, then retry.",
  },
  "private-address": {
    what: () => "The address lies in a private network.",
    advice:
      "The server only visits public addresses. Its owner can allow this one in LINKSNAP_ALLOW_PRIVATE.",
  },
  unreachable: {
    what: () => "The site cannot be reached.",
    advice: "It may be down for a while. Retry later.",
  },
  tls: {
    what: () => "The site’s certificate is not valid.",
    advice: "Open the original to see what your browser says about it.",
  },
  timeout: {
    what: () => "The page did not finish loading.",
    advice: "Retry when the site is less busy.",
  },
  "redirect-loop": {
    what: () => "The page keeps sending visitors in a circle.",
    advice: "Open the original and save the address where it ends.",
  },
  "too-large": {
    what: () => "The page is too large to keep.",
    advice: "Open the original when you need it.",
  },
  "not-a-page": {
    what: () => "This is a stream without an end, neither a page nor a file.",
    advice: "Open the original to see or hear it.",
  },
  gone: {
    what: (status) =>
      status >= 400 ? `The page no longer exists (${status}).` : "The page no longer exists.",
    advice: "Check the address, or look for a copy in a public web archive.",
  },
  login: {
    what: () => "The page asks for a login.",
    advice: "Sign in there with your own browser, then bring the page here: paste it or choose a saved file.",
  },
  challenge: {
    what: () => "The site checks whether a person is visiting.",
    advice: "Open the original, then bring the page here: paste it or choose a saved file.",
  },
  captcha: {
    what: () => "The site asks for a puzzle to be solved.",
    advice: "Open the original and solve it there, then bring the page here.",
  },
  paywall: {
    what: () => "The page is for subscribers.",
    advice: "If you can read it in your browser, bring the page here: paste it or choose a saved file.",
  },
  region: {
    what: () => "The site does not show this page where the server stands.",
    advice: "If you can read it in your browser, bring the page here: paste it or choose a saved file.",
  },
  forbidden: {
    what: (status) =>
      status >= 400 ? `The site refuses automatic visits (${status}).` : "The site refuses automatic visits.",
    advice: "Open the original to read it, retry later, or bring the page here.",
  },
  "rate-limited": {
    what: () => "The site asks for fewer visits.",
    advice: "Retry in a few minutes.",
  },
  "site-error": {
    what: (status) => (status ? `The site has a fault (${status}).` : "The site has a fault."),
    advice: "Nothing can be done here. Retry later.",
  },
  empty: {
    what: () => "The page showed nothing to keep.",
    advice: "Open the original to see whether it works there.",
  },
  robots: {
    what: () => "The site asks programs not to visit this page.",
    advice: "It is not watched. You can still take a snapshot yourself.",
  },
  "no-page": {
    what: () => "What you brought holds no page.",
    advice: "Save the page once more as a single HTML file, or copy its text, and try again.",
  },
  "no-browser": {
    what: () => "The server has no browser to capture with.",
    advice: "Install Chromium on the server and restart it.",
  },
  "no-sandbox": {
    what: () => "The server cannot shut its browser in safely, so it does not capture.",
    advice: "The link is safe. Settings, Server says why; README shows how to allow the sandbox.",
  },
  crashed: {
    what: () => "The browser on the server stopped in the middle.",
    advice: "Retry. Very heavy pages can do this.",
  },
  interrupted: {
    what: () => "The server was stopped during the capture.",
    advice: "It goes on by itself when the server runs again.",
  },
  busy: {
    what: () => "The server takes no more captures at the moment.",
    advice: "It goes on by itself.",
  },
  cancelled: {
    what: () => "The capture was cancelled.",
    advice: "Retry when you want a snapshot.",
  },
  unauthorised: {
    what: () => "The server does not know this device.",
    advice: "Open the link that the server printed at its start, on this device.",
  },
  internal: {
    what: () => "The server failed at this page.",
    advice: "Retry. The server’s console has the details.",
  },
};
