/**
 * Development: workers built from the sources as they change. The service worker has no precache then, so that pages
 * are always the newest, but it still answers for blobs and archived pages, which nothing else can.
 */
import { context } from "esbuild";
import { mkdir } from "node:fs/promises";
import { buildCapture } from "../../lib/capture/build";
import { cardMakerOptions, copyCardFiles, libraryWorkerOptions, serviceWorkerOptions } from "./bundles";
import { notHeldWords } from "./words";

/** Builds once, tells the parent process `ready`, then rebuilds on change until the parent disconnects. */
export async function watchDevelopment(): Promise<void> {
  await mkdir("dist", { recursive: true });
  await copyCardFiles();
  const words = await notHeldWords();
  const contexts = await Promise.all([
    context(libraryWorkerOptions({ minify: false })),
    context(cardMakerOptions({ minify: false })),
    context(serviceWorkerOptions({ precache: [], version: "development", words, minify: false })),
  ]);
  await Promise.all([...contexts.map((bundle) => bundle.rebuild()), buildCapture("dist")]);
  if (!process.send) return void (await Promise.all(contexts.map((bundle) => bundle.dispose())));
  await Promise.all(contexts.map((bundle) => bundle.watch()));
  process.once("disconnect", () => process.exit(0));
  process.send("ready");
}
