/**
 * Builds what Next does not: the library worker, the capture process, the server and the service worker. In production
 * it runs after `next build`, because the precache list and the CSP hashes are read from what Next wrote. With `--dev` it
 * builds the workers, tells its parent `ready`, and keeps them built until the parent goes away.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { buildCapture } from "../lib/capture/build";
import { bundleCardMaker, bundleLibraryWorker, bundleServer, bundleServiceWorker } from "./build/bundles";
import { compileAhead } from "./build/compile-ahead";
import { inlineScriptHashes } from "./build/csp";
import { firstLoadBytes } from "./build/first-load";
import { putScriptsFirst } from "./build/head-first";
import { precacheEntries, versionOf } from "./build/precache";
import { watchDevelopment } from "./build/watch";
import { notHeldWords } from "./build/words";

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

async function buildProduction(): Promise<void> {
  await mkdir("dist", { recursive: true });
  await bundleLibraryWorker({ minify: true });
  await bundleCardMaker({ minify: true });
  await bundleServer();
  await buildCapture("dist");
  putScriptsFirst(".next/server/app");
  compileAhead(".next/static/chunks");
  await writeFile(
    "dist/csp.json",
    `${JSON.stringify({ scripts: inlineScriptHashes(".next/server/app") })}\n`,
  );
  // Last: it lists the other bundles that land in public/.
  const precache = precacheEntries(".next", "public");
  const version = versionOf(precache.entries);
  const words = await notHeldWords();
  await bundleServiceWorker({ precache: precache.entries, version, words, minify: true });
  say(`offline shell ${version}: ${precache.entries.length} files, ${kB(precache.bytes)}`);
  say(`first-load JavaScript of /: ${kB(firstLoadBytes(".next"))} gzip`);
}

if (process.argv.includes("--dev")) await watchDevelopment();
else await buildProduction();
