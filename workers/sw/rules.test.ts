/** The service worker's decisions. What it does with them is proved in a real browser by the end-to-end tests. */
import { describe, expect, it } from "vitest";
import { archivedHashIn, blobHashIn, isShellPath, mayBeKept } from "./rules";

const HASH = "0f".repeat(32);

describe("service worker", () => {
  it("[W3] answers every address of the app with the shell, also ones it has never seen", () => {
    for (const path of ["/", "/link", "/tags", "/no/such/page", "/archive", "/apis", "/link/"]) {
      expect(isShellPath(path), path).toBe(true);
    }
  });

  it("[W4] leaves the server's face, archived pages, Next's files and other files alone", () => {
    const paths = ["/api", "/api/health", "/archived/x", "/_next/static/a.js", "/sw.js", "/icons/192.png"];
    for (const path of paths) expect(isShellPath(path), path).toBe(false);
  });

  it("[W5] HTTP-066, HTTP-067: keeps only complete answers of its own origin", () => {
    const good = { status: 200, type: "basic", redirected: false } as const;
    expect(mayBeKept(good)).toBe(true);
    expect(mayBeKept({ ...good, status: 206 })).toBe(false);
    expect(mayBeKept({ ...good, status: 404 })).toBe(false);
    expect(mayBeKept({ ...good, type: "cors" })).toBe(false);
    expect(mayBeKept({ ...good, type: "opaque", status: 0 })).toBe(false);
    expect(mayBeKept({ ...good, redirected: true })).toBe(false);
  });

  it("[W6] takes only 64 lower-case hex digits for a blob or an archived page", () => {
    expect(blobHashIn(`/api/blobs/${HASH}`)).toBe(HASH);
    expect(archivedHashIn(`/archived/${HASH}`)).toBe(HASH);
    for (const bad of [HASH.toUpperCase(), HASH.slice(1), `${HASH}0`, `${HASH}/`, "../etc"]) {
      expect(blobHashIn(`/api/blobs/${bad}`), bad).toBeNull();
      expect(archivedHashIn(`/archived/${bad}`), bad).toBeNull();
    }
  });
});
