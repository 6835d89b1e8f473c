/**
 * The hashes that let the shell's own inline scripts run under a strict Content-Security-Policy: every other inline
 * script, however it got into a page, is refused by the browser.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { filesBelow } from "./files";

const SCRIPT = /<script(\s[^>]*)?>([\s\S]*?)<\/script>/gi;

/** Texts of the scripts that stand inside a document, as written. */
export const inlineScripts = (html: string): string[] =>
  [...html.matchAll(SCRIPT)]
    .filter(([, attributes]) => !/\ssrc\s*=/i.test(attributes ?? ""))
    .map(([, , text]) => text ?? "")
    .filter((text) => text !== "");

/** CSP source expressions (`sha256-…`, without quotes), sorted, each once, for all documents below a folder. */
export function inlineScriptHashes(folder: string): string[] {
  const hashes = new Set<string>();
  for (const file of filesBelow(folder).filter((name) => name.endsWith(".html"))) {
    for (const script of inlineScripts(readFileSync(join(folder, file), "utf8"))) {
      hashes.add(`sha256-${createHash("sha256").update(script).digest("base64")}`);
    }
  }
  return [...hashes].toSorted();
}
