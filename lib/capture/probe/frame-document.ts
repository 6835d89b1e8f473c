/**
 * The documents of frames, as they come in. A frame would be read in the encoding its server names, or in the one of the
 * page around it where none is named; here its bytes have the last word, as they have over the page itself. A frame is
 * small and nobody waits for its first words, so it is looked at before the browser reads it.
 */
import type { CDPSession } from "playwright";
import type { Budget } from "../child/budget";
import { charsetOfDocument, charsetOfHeader, detectCharset } from "./charset";
import { mediaTypeOf } from "./file-type";
import {
  answerInstead,
  hasContent,
  headersOf,
  isAttachment,
  letThrough,
  takeBytes,
  type Paused,
} from "./paused";
import { rightType } from "./right-label";

/** A frame that takes longer comes too late for the page; it is shown as far as it has come. */
const WHOLE = { part: 0.25, ms: 12_000 };

/** The type a frame's document is to be read under, `given` where that is right. */
export function typeOfFrame(bytes: Uint8Array, given: string): string {
  const inside = charsetOfDocument(bytes);
  // As the HTML standard reads it: who can say it in ASCII has not written it in UTF-16.
  const named = charsetOfHeader(given) || (inside.startsWith("utf-16") ? "utf-8" : inside);
  if (named !== "") return rightType(bytes, named) ?? given;
  const found = detectCharset(bytes);
  return found === null ? given : `text/html; charset=${found}`;
}

/** Hands a frame's document to the browser, rightly named. Rejects when the page is gone meanwhile. */
export async function passFrame(
  session: CDPSession,
  paused: Paused,
  { maxBytes, budget }: { readonly maxBytes: number; readonly budget: Budget },
): Promise<void> {
  const headers = headersOf(paused);
  const given = headers["content-type"] ?? "";
  if (!hasContent(paused) || isAttachment(headers) || mediaTypeOf(given) !== "text/html") {
    await letThrough(session, paused);
    return;
  }
  const parts: Buffer[] = [];
  let total = 0;
  const taking = takeBytes(session, paused, (part) => {
    total += part.length;
    if (total > maxBytes) throw new Error("too large");
    parts.push(part);
  });
  const isWhole = await budget.box("a frame", budget.share(WHOLE.part, WHOLE.ms), taking).then(
    () => true,
    () => false,
  );
  // What did not come from the network may not be taken; it is the browser's then.
  if (!isWhole && total === 0 && (await isPassed(session, paused))) return;
  // Cut off, too slow or too large: what has come is what there is.
  const bytes = new Uint8Array(Buffer.concat(parts));
  await answerInstead(session, paused, { bytes, type: typeOfFrame(bytes, given) });
}

const isPassed = (session: CDPSession, paused: Paused): Promise<boolean> =>
  letThrough(session, paused).then(
    () => true,
    () => false,
  );
