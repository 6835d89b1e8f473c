/** What every browser bench needs: the browser the set-up found, a cache folder, and the engine's page scripts, built. */
import { existsSync, readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { buildCapture } from "../../../lib/capture/build";

const root = join(import.meta.dirname, "..", "..", "..");
const stamp = join(root, "node_modules/.cache/linksnap-setup/chromium");

/** Kept between runs, removed with node_modules. */
export const cacheFolder = join(root, "node_modules/.cache/linksnap-bench");
/** The folder around the repository's: corpora that are too large for a repository may lie there. */
export const neighbours = join(root, "..");

/** Path of Chromium. Throws, with what to do, where the set-up found none. */
export function findChromium(): string {
  const path =
    process.env["LINKSNAP_CHROMIUM"] ?? (existsSync(stamp) ? readFileSync(stamp, "utf8").trim() : "");
  if (path === "") throw new Error("no Chromium: run `npm run setup`, or set LINKSNAP_CHROMIUM");
  return path;
}

/** Ends a bench when it is told to: Playwright listens for this signal to close its browsers, and would go on afterwards. */
export const endOnSignal = (): void => void process.once("SIGTERM", () => process.exit(143));

/** Chromium's sandbox does not start for root. */
export const canSandbox = (): boolean => process.getuid?.() !== 0;

/** Builds the scripts that captures put into pages, and returns their folder's address. */
export async function buildPageScripts(): Promise<URL> {
  const folder = join(cacheFolder, "scripts");
  await mkdir(folder, { recursive: true });
  await buildCapture(folder);
  return pathToFileURL(`${folder}/`);
}

/**
 * One of our own modules as text for a page: an expression whose value is the module's exports. A function handed over
 * as it stands would miss the helpers a compiler gave it.
 */
export async function bundleForPage(entry: string): Promise<string> {
  const { outputFiles } = await build({
    bundle: true,
    write: false,
    platform: "browser",
    target: "chrome120",
    format: "iife",
    globalName: "exported",
    minify: true,
    legalComments: "none",
    entryPoints: [entry],
  });
  return `(() => {${outputFiles[0]?.text ?? ""}\nreturn exported;})()`;
}
