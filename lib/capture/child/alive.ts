/**
 * Tells a page that failed from a browser that is gone: most calls to a browser that was killed fail in ways that also a
 * slow site or a broken page would explain.
 */
import type { BrowserContext } from "playwright";
import type { Failure } from "./failure";

export const browserEnded: Failure = {
  code: "crashed",
  message: "the browser ended before the page was saved",
};

/** A browser that lives answers at once; one that has too much to do is not called dead. */
const ANSWER_MS = 1_000;

/** Whether the browser's end, and not its slowness, is known. Never rejects. */
export async function isGone(context: BrowserContext): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const slow = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ANSWER_MS);
  });
  // Asked of the browser's main process: no page can hold the answer back.
  const asked = context.cookies("http://alive.invalid/").then(
    () => false,
    () => true,
  );
  const answer = await Promise.race([asked, slow]);
  clearTimeout(timer);
  return answer;
}
