/**
 * The list of everything the app needs to start without a network, read from what `next build` wrote: the one shell
 * document, the manifest and icons, every hashed chunk, and our own files in public/. A file that the server would not
 * answer with 200 must not be here: one miss and the service worker does not install.
 */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { filesBelow, isRecord, readRecord, shortHash } from "./files";

export interface PrecacheEntry {
  readonly url: string;
  /** `null` where the name already carries a hash of the content. */
  readonly revision: string | null;
}

export interface Precache {
  readonly entries: readonly PrecacheEntry[];
  /** Bytes of all files, uncompressed. */
  readonly bytes: number;
}

interface Source {
  readonly url: string;
  readonly file: string;
  readonly hashed: boolean;
}

/** Hashed chunks, styles and fonts; not source maps, nor what only browsers without modules load. */
function staticFiles(next: string): Source[] {
  const buildId = readFileSync(join(next, "BUILD_ID"), "utf8").trim();
  const { polyfillFiles } = readRecord(join(next, "build-manifest.json"));
  const polyfills = new Set(Array.isArray(polyfillFiles) ? polyfillFiles : []);
  return filesBelow(join(next, "static"))
    .map((name) => `static/${name}`)
    .filter(
      (name) => !name.startsWith(`static/${buildId}/`) && !name.endsWith(".map") && !polyfills.has(name),
    )
    .map((name) => ({ url: `/_next/${name}`, file: join(next, name), hashed: true }));
}

/** The shell document and prerendered files such as the manifest and icons; other pages are the same shell. */
function prerendered(next: string): Source[] {
  const { routes } = readRecord(join(next, "prerender-manifest.json"));
  return Object.entries(isRecord(routes) ? routes : {}).flatMap(([route, info]) => {
    const isPage = isRecord(info) && typeof info["dataRoute"] === "string";
    if (route.startsWith("/_") || (isPage && route !== "/")) return [];
    const file = isPage ? "index.html" : `${route.slice(1)}.body`;
    return [{ url: route, file: join(next, "server/app", file), hashed: false }];
  });
}

const publicFiles = (folder: string): Source[] =>
  filesBelow(folder)
    // The maker of cards with its fonts is large and seldom needed: it is kept once it was used.
    .filter((name) => name !== "sw.js" && !name.startsWith("cards/") && !/\.map$|(^|\/)\./.test(name))
    .map((name) => ({ url: `/${name}`, file: join(folder, name), hashed: false }));

/** Reads Next's output and the public folder. Throws when either is not there. */
export function precacheEntries(next: string, publicFolder: string): Precache {
  const sources = [...prerendered(next), ...publicFiles(publicFolder), ...staticFiles(next)];
  return {
    entries: sources.map(({ url, file, hashed }) => ({
      url,
      revision: hashed ? null : shortHash(readFileSync(file)),
    })),
    bytes: sources.reduce((sum, { file }) => sum + statSync(file).size, 0),
  };
}

/** A short name for exactly this set of files. */
export const versionOf = (entries: readonly PrecacheEntry[]): string => shortHash(JSON.stringify(entries));
