/** How much JavaScript a first visit to `/` fetches before the app runs: the figure our size budget is about. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** The app's code as the head has it (head-first.ts). */
const LIST = /linksnapCode=(\[[^\]]*\])/;

/** Addresses of the scripts a modern browser loads for a document (`nomodule` ones it does not). */
export const scriptsOf = (html: string): string[] => {
  const tags = [...html.matchAll(/<script\s[^>]*>/gi)].map(([tag]) => tag);
  const sources = tags
    .filter((tag) => !/\snomodule[\s=>]/i.test(tag))
    .flatMap((tag) => /\ssrc="([^"?]+)/i.exec(tag)?.[1] ?? []);
  const listed: readonly string[] = JSON.parse(LIST.exec(html)?.[1] ?? "[]");
  return [...new Set([...listed, ...sources])];
};

/** Bytes after gzip -9, each file on its own, as a server sends them. */
export function firstLoadBytes(next: string): number {
  const html = readFileSync(join(next, "server/app/index.html"), "utf8");
  return scriptsOf(html)
    .filter((source) => source.startsWith("/_next/"))
    .map((source) => gzipSync(readFileSync(join(next, source.slice("/_next/".length))), { level: 9 }).length)
    .reduce((sum, bytes) => sum + bytes, 0);
}
