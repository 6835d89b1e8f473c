/** Libraries of a given size in browser profiles that are filled once, through the app's own import, and kept. */
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { say } from "../support/report";
import { cacheFolder } from "../support/tools";
import type { BrowserContext } from "playwright/test";
import { openApp, openBrowser, PORT } from "./app-page";
import { bookmarkFile, seedLinks, SEED_VERSION } from "./seed";

/** Links of one file: larger libraries come in several. */
const FILE = 10_000;
/** Links of a library are saved in the years before this moment. */
export const SEED_NOW = Date.UTC(2026, 10, 1);

const folderOf = (name: string): string => join(cacheFolder, "library", name);

/** The profile of a library with this many links; filled when it is not there yet. */
export async function filledProfile(links: number, probe: string): Promise<string> {
  const profile = folderOf(`v${SEED_VERSION}-${links}`);
  const done = join(profile, "filled");
  if (existsSync(done)) return profile;
  await rm(profile, { recursive: true, force: true });
  await mkdir(profile, { recursive: true });
  const { drafts } = seedLinks(links, SEED_NOW);
  const context = await openBrowser({ profile, probe, slower: 1 });
  try {
    const app = await openApp(context, 1);
    for (let from = 0; from < links; from += FILE) {
      const { added, ms } = await app.ask("bringIn", bookmarkFile(drafts.slice(from, from + FILE)));
      say(`filled ${from + added} of ${links} links (${Math.round(ms / 1000)} s)`);
    }
    // As on any day but that of the import. The next start shows what this one showed last: it takes time to write down.
    await app.page.reload();
    await app.ask("untilWhole");
    await app.ask("untilTidy");
    await app.page.waitForTimeout(4000);
  } finally {
    await context.close();
  }
  await writeFile(done, new Date().toISOString());
  return profile;
}

/** A copy to write to, removed with `discard`. */
export async function copyOf(profile: string): Promise<string> {
  const copy = `${profile}-copy`;
  await rm(copy, { recursive: true, force: true });
  await cp(profile, copy, { recursive: true });
  return copy;
}

/**
 * Has the app of this build in the place of the one that filled the profile: its service worker would go on serving what
 * it kept. What the library stored stays.
 */
export async function freshen(context: BrowserContext): Promise<void> {
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${PORT}/manifest.webmanifest`);
  await page.evaluate(async () => {
    for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
    for (const name of await caches.keys()) if (name.includes("precache")) await caches.delete(name);
  });
  await page.goto(`http://127.0.0.1:${PORT}/`);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.close();
}

export const discard = (profile: string): Promise<void> => rm(profile, { recursive: true, force: true });
