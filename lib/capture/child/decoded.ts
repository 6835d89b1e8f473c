/**
 * Bounds what a page unpacks to. The door counts bytes as they travel, and inside of https it can count nothing else; a
 * small packed answer may unpack to gigabytes. The browser tells how much it has unpacked.
 */
import type { BrowserContext, Page } from "playwright";
import { CaptureStopped } from "./failure";

/** Rejects when more than `maxBytes` were unpacked in this page's process; never resolves. */
export async function decodedTooMuch(context: BrowserContext, page: Page, maxBytes: number): Promise<never> {
  const session = await context.newCDPSession(page);
  let bytes = 0;
  const tooMuch = new Promise<never>((_resolve, reject) => {
    session.on("Network.dataReceived", ({ dataLength }) => {
      bytes += dataLength;
      if (bytes > maxBytes)
        reject(
          new CaptureStopped({
            code: "too-large",
            message: "the page unpacks to more than a capture may be",
          }),
        );
    });
  });
  await session.send("Network.enable");
  return tooMuch;
}
