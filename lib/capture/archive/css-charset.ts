/** Bytes of a style sheet as text, by the order of the CSS Syntax specification, section 3.2. */
import iconv from "iconv-lite";

/** The encoding a byte order mark names. */
function markedCharset(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : undefined;
}

/** By byte order mark, then the answer's header, then `@charset`, then the document's own encoding. */
export function decodeCss(bytes: Uint8Array, contentType: string, documentCharset: string): string {
  const buffer = Buffer.from(bytes);
  const charset =
    markedCharset(bytes) ??
    /charset=["']?([\w-]+)/i.exec(contentType)?.[1] ??
    /^@charset "([^"]+)";/.exec(buffer.subarray(0, 128).toString("latin1"))?.[1] ??
    documentCharset;
  // The decoder takes the byte order mark off.
  return iconv.decode(buffer, iconv.encodingExists(charset) ? charset : "utf-8");
}
