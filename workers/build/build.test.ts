/** What the production build writes for the service worker and the CSP, proved on a small Next output of our own. */
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inlineScriptHashes, inlineScripts } from "./csp";
import { firstLoadBytes, scriptsOf } from "./first-load";
import { precacheEntries, versionOf } from "./precache";

let folder = "";
const put = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};

const HTML =
  '<html><script src="/_next/static/chunks/a.js" async=""></script><script>self.x=1</script>' +
  '<script src="/_next/static/chunks/old.js" noModule=""></script><script id="t">\nself.y=2\n</script></html>';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "linksnap-build-"));
  put(".next/BUILD_ID", "build1\n");
  put(".next/build-manifest.json", JSON.stringify({ polyfillFiles: ["static/chunks/old.js"] }));
  put(
    ".next/prerender-manifest.json",
    JSON.stringify({
      routes: {
        "/": { dataRoute: "/index.rsc" },
        "/tags": { dataRoute: "/tags.rsc" },
        "/_not-found": { dataRoute: "/_not-found.rsc" },
        "/manifest.webmanifest": { dataRoute: null },
        "/icons/192.png": { dataRoute: null },
      },
    }),
  );
  put(".next/server/app/index.html", HTML);
  put(".next/server/app/tags.html", HTML.replace("x=1", "x=3"));
  put(".next/server/app/manifest.webmanifest.body", "{}");
  put(".next/server/app/icons/192.png.body", "png");
  put(".next/static/chunks/a.js", "a".repeat(1000));
  put(".next/static/chunks/a.js.map", "{}");
  put(".next/static/chunks/old.js", "old");
  put(".next/static/build1/_buildManifest.js", "x");
  put("public/favicon.svg", "<svg/>");
  put("public/library.worker.js", "worker");
  put("public/sw.js", "the last one");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const precache = () => precacheEntries(join(folder, ".next"), join(folder, "public"));

describe("build", () => {
  it("[W1] precaches the one shell document, its files and nothing the server would not answer", () => {
    expect(precache().entries.map(({ url }) => url)).toEqual([
      "/",
      "/manifest.webmanifest",
      "/icons/192.png",
      "/favicon.svg",
      "/library.worker.js",
      "/_next/static/chunks/a.js",
    ]);
  });

  it("[W2] gives a changed file another revision, and the set another version", () => {
    const before = precache().entries;
    put("public/library.worker.js", "another worker");
    const after = precache().entries;
    const changed = after.filter((entry, i) => entry.revision !== before[i]!.revision);
    expect(changed.map(({ url }) => url)).toEqual(["/library.worker.js"]);
    expect(versionOf(after)).not.toBe(versionOf(before));
    expect(after.find(({ url }) => url.endsWith("/a.js"))!.revision).toBeNull();
  });

  it("[N7] hashes every inline script of every prerendered page, exactly as written", () => {
    const hash = (text: string) => `sha256-${createHash("sha256").update(text).digest("base64")}`;
    expect(inlineScripts(HTML)).toEqual(["self.x=1", "\nself.y=2\n"]);
    const wanted = ["self.x=1", "\nself.y=2\n", "self.x=3"].map(hash).toSorted();
    expect(inlineScriptHashes(join(folder, ".next/server/app"))).toEqual(wanted);
  });

  it("[N8] counts the scripts a modern browser loads first, after gzip", () => {
    expect(scriptsOf(HTML)).toEqual(["/_next/static/chunks/a.js"]);
    const bytes = firstLoadBytes(join(folder, ".next"));
    expect(bytes).toBeGreaterThan(10);
    expect(bytes).toBeLessThan(100);
  });
});
