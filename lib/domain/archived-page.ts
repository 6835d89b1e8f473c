/**
 * How an archived page is shown: as a document of its own, in an opaque origin, without scripts and without network. The
 * server and the service worker answer with the same header; the document carries the same rules for when it is opened
 * as a file.
 */
const RULES = [
  "default-src 'none'",
  "img-src data: blob:",
  "media-src data: blob:",
  "style-src 'unsafe-inline' data:",
  "font-src data:",
  "frame-src data: blob:",
  "form-action 'none'",
  "base-uri 'none'",
];

/** Value of the `Content-Security-Policy` header under which an archived page is served. Links open in a new tab. */
export const ARCHIVED_PAGE_CSP = [
  "sandbox allow-popups allow-popups-to-escape-sandbox",
  ...RULES,
  "frame-ancestors 'self'",
].join("; ");

/**
 * The type a kept file is served under: what a page of this origin could load as code is served as text, and text whose
 * encoding is named is UTF-8.
 */
export const servedType = (mediaType: string): string =>
  /\b(javascript|ecmascript|css|wasm)\b/i.test(mediaType)
    ? "text/plain; charset=utf-8"
    : mediaType.replace(/charset=.*/i, "charset=utf-8");

/** The part of the rules that a document can carry itself, in a meta element. */
export const ARCHIVED_PAGE_META_CSP = RULES.join("; ");
