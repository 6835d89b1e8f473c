/** The steps of the bench of sync, each over two browsers that stay open. */
import { gzipSync } from "node:zlib";
import type { Page } from "playwright/test";
import type { LinkDraft } from "../../../lib/domain/link";
import type { Device, Sync } from "../../sync/device";
import { randomFrom } from "../../../lib/ports/seeded";
import { bookmarkFile } from "../library/seed";
import type * as InPage from "./inpage";

/** Links of one file a person brings in. */
const FILE = 10_000;

export async function fill(device: Device, drafts: readonly LinkDraft[]): Promise<void> {
  for (let from = 0; from < drafts.length; from += FILE)
    await device.bringInFile("links.html", bookmarkFile(drafts.slice(from, from + FILE)));
}

/** The links as JSON with the id each has, compressed: what has to go over in any case. */
export function gzipped(drafts: readonly LinkDraft[]): number {
  const random = randomFrom(7);
  const id = (): string => Array.from({ length: 14 }, () => Math.floor(random() * 36).toString(36)).join("");
  return gzipSync(JSON.stringify(drafts.map((draft) => ({ id: id(), ...draft })))).length;
}

/** Resolves when the two are connected and have proven who they are. */
export async function untilTogether(owner: Device, other: Device): Promise<void> {
  await Promise.all([owner, other].map((one) => one.until("sync", isTogether, 120_000)));
}

/** Resolves when both hold the same. */
export async function untilEqual(owner: Device, other: Device, links: number): Promise<void> {
  await other.holds(links, 300_000);
  await Promise.all([owner.equal(300_000), other.equal(300_000)]);
}

const isTogether = ({ kind }: Sync): boolean => kind === "together";
const isApart = ({ kind }: Sync): boolean => kind !== "together";

/** Cuts the connection and waits for the next one. Resolves to the milliseconds it took, `null` when none came. */
export async function reconnect(owner: Device, other: Device, within = 20_000): Promise<number | null> {
  await owner.cut();
  await owner.until("sync", isApart, 5000).catch(() => undefined); // it may be back already
  const began = performance.now();
  try {
    await Promise.all([owner.until("sync", isTogether, within), other.until("sync", isTogether, within)]);
    return performance.now() - began;
  } catch {
    return null;
  }
}

/** Edits one link `times` times on one device; milliseconds until each is seen in a view on the other. */
export async function latencies(owner: Device, other: Device, times: number): Promise<number[]> {
  const { id } = await owner.call<{ id: string }>("add", "https://bench.example/edited");
  await other.page.waitForTimeout(1500);
  await other.page.evaluate((link) => {
    globalThis.seenTitles = new Map();
    const n = 3_000_000_000;
    globalThis.libraryWorker.addEventListener("message", ({ data }) => {
      const title = data.n === n ? data.value?.link?.title : undefined;
      if (title && !globalThis.seenTitles.has(title)) globalThis.seenTitles.set(title, Date.now());
    });
    globalThis.libraryWorker.postMessage({ kind: "watch-link", n, id: link });
  }, id);
  const waits: number[] = [];
  for (let n = 0; n < times; n++) {
    const title = `Edit ${n}`;
    const at = await owner.page.evaluate(
      async ([link, name]) => {
        const began = Date.now();
        await globalThis.askLibrary({ kind: "call", method: "patch", args: [link, { title: name }] });
        return began;
      },
      [id, title] as const,
    );
    const seen = await other.page.waitForFunction((name) => globalThis.seenTitles.get(name), title);
    waits.push(Number(await seen.jsonValue()) - at);
    await owner.page.waitForTimeout(120);
  }
  return waits;
}

declare global {
  var seenTitles: Map<string, number>;
  var bench: typeof InPage;
}

/** Milliseconds a plain data channel between two pages takes for so many bytes; the best of three. */
export async function rawMs(a: Page, b: Page, bytes: number): Promise<number> {
  const offer = await a.evaluate(() => globalThis.bench.describe(null));
  const answer = await b.evaluate((given) => globalThis.bench.describe(given), offer);
  await a.evaluate((given) => globalThis.bench.accept(given), answer);
  const runs: number[] = [];
  for (let n = 0; n < 3; n++) {
    await b.evaluate((count) => globalThis.bench.expectBytes(count), bytes);
    runs.push(await a.evaluate((count) => globalThis.bench.pour(count), bytes));
  }
  for (const page of [a, b]) await page.evaluate(() => globalThis.bench.hangUp());
  return Math.min(...runs);
}

/** Milliseconds stock y-webrtc takes for these links in one document; `null` when they never come. */
export async function stockMs(
  [a, b]: readonly [Page, Page],
  signaling: string,
  drafts: readonly LinkDraft[],
): Promise<number | null> {
  const room = `stock-${drafts.length}`;
  const join = (page: Page, links: readonly LinkDraft[]): Promise<number> =>
    page.evaluate(([name, url, all]) => globalThis.bench.joinStock(name, url, all), [
      room,
      signaling,
      links,
    ] as const);
  await join(a, drafts);
  await join(b, []);
  const took = await b.evaluate(([count, limit]) => globalThis.bench.untilStock(count, limit), [
    drafts.length,
    15_000,
  ] as const);
  for (const page of [a, b]) await page.evaluate(() => globalThis.bench.leaveStock());
  return took;
}
