/**
 * Text from the bytes of a file: by its byte order mark, by the encoding it names, as UTF-8, and at last as GB18030,
 * which old Chinese files are in. A text is never shown in a wrong encoding without saying that it was guessed.
 */
export interface Decoded {
  readonly text: string;
  /** WHATWG name of the encoding. */
  readonly encoding: string;
  readonly isGuessed: boolean;
}

const MARKS: readonly (readonly [encoding: string, bytes: readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];
/** Where a page names its encoding, in bytes: https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding */
const PRESCAN = 1024;
const NAMED = /<meta[^>]+charset\s*=\s*["']?\s*([\w:-]+)/i;

/** `null` when the bytes are no text in the encoding asked for, or in none that is tried. */
export function decodeText(bytes: Uint8Array, asked?: string): Decoded | null {
  if (asked !== undefined) return decodedAs(bytes, asked);
  const marked = MARKS.find(([, mark]) => mark.every((byte, i) => bytes[i] === byte));
  if (marked) return decodedAs(bytes, marked[0]);
  const named = NAMED.exec(String.fromCharCode(...bytes.subarray(0, PRESCAN)))?.[1];
  const found = (named && decodedAs(bytes, named)) ?? decodedAs(bytes, "utf-8");
  if (found) return found;
  const guess = decodedAs(bytes, "gb18030");
  return guess && { ...guess, isGuessed: true };
}

function decodedAs(bytes: Uint8Array, name: string): Decoded | null {
  try {
    const decoder = new TextDecoder(name, { fatal: true });
    return { text: decoder.decode(bytes), encoding: decoder.encoding, isGuessed: false };
  } catch {
    return null; // no such encoding, or bytes that are none of it
  }
}
