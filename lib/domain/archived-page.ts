/**
 * The header under which everything that came from a page is shown, sent alike by the server and the service worker:
 * an origin of its own, no script, no network; only what the document itself carries. Links may open in a new window,
 * which is an ordinary page again.
 */
export const ARCHIVED_PAGE_CSP = [
  "sandbox allow-popups allow-popups-to-escape-sandbox",
  "default-src 'none'",
  "img-src data: blob:",
  "media-src data: blob:",
  "style-src 'unsafe-inline' data:",
  "font-src data:",
  "frame-src data: blob: 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join("; ");
