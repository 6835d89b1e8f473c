/**
 * The formats links can be read from. To add one: a folder with its reader, and a row here; the first row that knows a
 * file reads it.
 */
import { hasAddresses, readAddresses } from "./addresses/read";
import type { Format, Reading } from "./format";
import { readNetscape } from "./netscape/read";

export const formats: readonly Format[] = [
  {
    id: "netscape",
    is: (text) =>
      /<!doctype\s+netscape-bookmark-file-1/i.test(text.slice(0, 4096)) || /<dt>\s*<a\s/i.test(text),
    read: readNetscape,
  },
  {
    id: "addresses",
    is: (text) => hasAddresses(text) && !/^\s*<(?:!doctype|html)\b/i.test(text),
    read: readAddresses,
  },
];

export type ReadOutcome =
  | { readonly kind: "read"; readonly format: string; readonly reading: Reading }
  /** Nothing in the file, not a format we know, or a file of a known format without a single link. */
  | {
      readonly kind: "refused";
      readonly reason: "empty" | "unknown" | "no-links";
      readonly reading: Reading | null;
    };

/** Reads the text of a file. Never throws. */
export function readLinks(text: string, name: string): ReadOutcome {
  if (text.trim() === "") return { kind: "refused", reason: "empty", reading: null };
  const format = formats.find((one) => one.is(text, name.toLowerCase()));
  if (!format) return { kind: "refused", reason: "unknown", reading: null };
  const reading = format.read(text);
  if (reading.links.length === 0) return { kind: "refused", reason: "no-links", reading };
  return { kind: "read", format: format.id, reading };
}
