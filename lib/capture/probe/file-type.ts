/**
 * What a file is: its own bytes speak first, then the type the site names, then its ending. A type that bytes deny is not
 * believed; what nobody can tell is `application/octet-stream`.
 */
import { sniffMediaType } from "../sniff";

const UNKNOWN = "application/octet-stream";

/** Endings of files whose bytes do not say what they are, or say less (a document inside of a ZIP archive). */
const TYPES_BY_ENDING: Readonly<Record<string, string>> = {
  txt: "text/plain",
  text: "text/plain",
  log: "text/plain",
  md: "text/markdown",
  markdown: "text/markdown",
  csv: "text/csv",
  tsv: "text/tab-separated-values",
  json: "application/json",
  geojson: "application/json",
  xml: "application/xml",
  rss: "application/rss+xml",
  atom: "application/atom+xml",
  yml: "application/yaml",
  yaml: "application/yaml",
  tex: "text/x-tex",
  srt: "application/x-subrip",
  vtt: "text/vtt",
  ics: "text/calendar",
  vcf: "text/vcard",
  html: "text/html",
  htm: "text/html",
  epub: "application/epub+zip",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  odt: "application/vnd.oasis.opendocument.text",
  ods: "application/vnd.oasis.opendocument.spreadsheet",
  odp: "application/vnd.oasis.opendocument.presentation",
  apk: "application/vnd.android.package-archive",
  jar: "application/java-archive",
};

/** Types that servers give to anything. */
const SAYS_NOTHING = new Set([
  "",
  UNKNOWN,
  "binary/octet-stream",
  "application/force-download",
  "application/x-download",
  "application/download",
  "application/unknown",
  "text/plain",
]);

export const mediaTypeOf = (header: string | undefined): string =>
  header?.split(";", 1)[0]?.trim().toLowerCase() ?? "";

export const isHtmlType = (type: string): boolean => type === "text/html" || type === "application/xhtml+xml";

/** Types whose bytes are text for people or programs. */
export const isTextType = (type: string): boolean =>
  /^text\/|[/+](json|xml|yaml|x-yaml|javascript|ecmascript|x-sh|sql|toml|x-tex|x-subrip|ld\+json|x-ndjson)$/.test(
    type,
  ) && type !== "image/svg+xml";

/** Endless by their nature: a live camera, a stream of events. */
export const isEndlessType = (type: string): boolean =>
  type === "multipart/x-mixed-replace" || type === "text/event-stream";

const endingOf = (name: string): string => /\.([a-z0-9]{1,9})$/i.exec(name)?.[1]?.toLowerCase() ?? "";

/** Whether bytes can be text: nothing of them is a control character that texts do not have. UTF-16 says so by its mark. */
export function looksLikeText(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 64 * 1024);
  const isWide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (isWide) return true;
  // Tab, line ends, form feed and escape (ISO-2022-JP, terminal colours) do occur.
  return head.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0x1b);
}

export const looksLikeHtml = (bytes: Uint8Array): boolean =>
  /^\uFEFF?\s*(<!--[\s\S]*?-->\s*)*<(!doctype html|html|head|body|title|script|style|table|div|h1|p|a|meta)\b/i.test(
    new TextDecoder("utf-8").decode(bytes.subarray(0, 4096)),
  );

const isZipBased = (type: string): boolean =>
  /^application\/(epub\+zip|java-archive|vnd\.(openxmlformats|oasis|android|ms-).*)/.test(type);

/** What the bytes prove, made finer where they only prove the wrapping. */
function provenType(sniffed: string, named: string, byEnding: string): string {
  if (sniffed === "application/zip") return [named, byEnding].find(isZipBased) ?? sniffed;
  // One wrapping holds films and sounds.
  if (sniffed === "video/mp4" && named === "audio/mp4") return named;
  if (sniffed === "video/webm" && named === "audio/webm") return named;
  return sniffed;
}

/** Types of their own that binary signatures contradict are no matter here; text must look like text. */
function unprovenType(bytes: Uint8Array, named: string, byEnding: string): string {
  const isText = looksLikeText(bytes);
  // Sent as text, HTML is the text of a page and no page, as in every browser.
  if (isText && named === "text/plain" && isHtmlType(byEnding)) return named;
  const candidates = SAYS_NOTHING.has(named) ? [byEnding, named] : [named, byEnding];
  const found = candidates.find((type) => type !== "" && type !== UNKNOWN && isTextType(type) === isText);
  if (found !== undefined && !SAYS_NOTHING.has(found)) return found;
  return isText ? "text/plain" : UNKNOWN;
}

/** `named` is the type of the `Content-Type` header, "" without one; `name` the file's name. */
export function judgeFileType(bytes: Uint8Array, named: string, name: string): string {
  const byEnding = TYPES_BY_ENDING[endingOf(name)] ?? "";
  const sniffed = sniffMediaType(bytes);
  return sniffed ? provenType(sniffed, named, byEnding) : unprovenType(bytes, named, byEnding);
}

/** Endings by type, for files whose address has none. */
const ENDINGS: Readonly<Record<string, string>> = {
  "application/pdf": "pdf",
  "image/jpeg": "jpg",
  "image/svg+xml": "svg",
  "image/x-icon": "ico",
  "text/plain": "txt",
  "text/markdown": "md",
  "application/rss+xml": "xml",
  "application/atom+xml": "xml",
  "audio/mpeg": "mp3",
  "application/gzip": "gz",
  "application/x-7z-compressed": "7z",
};

/** The ending a file of a type is usually given, "" for one that has none. */
export function endingOfType(type: string): string {
  const known = ENDINGS[type] ?? Object.keys(TYPES_BY_ENDING).find((key) => TYPES_BY_ENDING[key] === type);
  if (known) return known;
  return (
    /^(?:image|audio|video|font|application)\/(png|gif|webp|avif|bmp|wav|ogg|flac|mp4|webm|zip|woff2?)$/.exec(
      type,
    )?.[1] ?? ""
  );
}
