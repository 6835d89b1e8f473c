/** Bytes of a style sheet as text, by the order of the CSS Syntax specification, section 3.2. */
import iconv from "iconv-lite";

/** By byte order mark, then the answer's header, then `@charset`, then the document's own encoding. */
export function decodeCss(bytes: Uint8Array, contentType: string, documentCharset: string): string {
  const buffer = Buffer.from(bytes);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return buffer.subarray(3).toString("utf8");
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return iconv.decode(buffer, "utf16le");
  const charset =
    /charset=["']?([\w-]+)/i.exec(contentType)?.[1] ??
    /^@charset "([^"]+)";/.exec(buffer.subarray(0, 128).toString("latin1"))?.[1] ??
    documentCharset;
  return iconv.encodingExists(charset) ? iconv.decode(buffer, charset) : buffer.toString("utf8");
}
