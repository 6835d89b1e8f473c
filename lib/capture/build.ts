/**
 * Builds what captures run: the child process (`capture.js`), and the scripts it puts into pages (`inpage.js`,
 * `inpage-reader.js` and `inpage-consent.js` on demand, `inpage-hooks.js` before the page's own scripts). Page scripts
 * must be self-contained text: a function handed to a page loses the helpers a compiler gave it. The list of hosts that
 * only serve advertisements lies beside them (`ad-hosts.txt`).
 */
import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { build, type BuildOptions } from "esbuild";
import { IN_PAGE_GLOBAL } from "./frozen";

const root = join(import.meta.dirname, "..", "..");

const from = (path: string): string => join(root, path);

const inPage: BuildOptions = {
  bundle: true,
  platform: "browser",
  target: "chrome120",
  format: "iife",
  minify: true,
  legalComments: "none",
};

/** The Mozilla Public License asks to say where the source of its part is. */
const CONSENT_NOTICE =
  "/* Holds @duckduckgo/autoconsent and its rules, unchanged, under MPL-2.0: https://github.com/duckduckgo/autoconsent */";

const PDF_NOTICE = "/* Holds PDF.js, unchanged, under Apache-2.0: https://github.com/mozilla/pdf.js */";

/** Writes all of it into `outdir`. Rejects when a file does not compile. */
export async function buildCapture(outdir: string): Promise<void> {
  await mkdir(outdir, { recursive: true });
  await Promise.all([
    copyFile(from("lib/capture/blocking/list/hosts.txt"), join(outdir, "ad-hosts.txt")),
    build({
      ...inPage,
      entryPoints: [from("lib/capture/inpage/entry.ts")],
      globalName: IN_PAGE_GLOBAL,
      outfile: join(outdir, "inpage.js"),
    }),
    build({
      ...inPage,
      entryPoints: [from("lib/capture/inpage/article/entry.ts")],
      globalName: IN_PAGE_GLOBAL,
      outfile: join(outdir, "inpage-reader.js"),
    }),
    build({
      ...inPage,
      entryPoints: [from("lib/capture/inpage/hooks.ts")],
      outfile: join(outdir, "inpage-hooks.js"),
    }),
    build({
      ...inPage,
      entryPoints: [from("lib/capture/consent/entry.ts")],
      globalName: IN_PAGE_GLOBAL,
      banner: { js: CONSENT_NOTICE },
      outfile: join(outdir, "inpage-consent.js"),
    }),
    build({
      ...inPage,
      format: "esm",
      entryPoints: [from("lib/capture/files/pdf-page.ts")],
      banner: { js: PDF_NOTICE },
      outfile: join(outdir, "inpage-pdf.js"),
    }),
    build({
      bundle: true,
      platform: "node",
      target: "node20",
      format: "esm",
      packages: "external",
      sourcemap: false,
      entryPoints: [from("workers/capture.ts")],
      outfile: join(outdir, "capture.js"),
    }),
  ]);
}
