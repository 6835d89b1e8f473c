/**
 * How long a first sync takes, by what the pages of the two devices themselves hear and when. Who asks from outside, and
 * again and again, is told later than it was: for small libraries by as much as all the rest takes.
 */
import type { Device, OtherDevice, Sync } from "../../sync/device";

/** What a device said, and when by the clock both share. */
interface Stamp {
  readonly at: number;
  readonly topic: string;
  readonly value: unknown;
}

declare global {
  var stamps: Stamp[];
}

/** From now on the page of this device notes what it hears. */
export async function beginStamps(device: Device): Promise<void> {
  await device.page.evaluate(() => {
    globalThis.stamps = [];
    const first = 4_000_000_000;
    const topics = ["sync", "devices", "counts"];
    globalThis.libraryWorker.addEventListener("message", ({ data }) => {
      const topic = topics[data.n - first];
      if (topic === undefined) return;
      globalThis.stamps.push({ at: performance.timeOrigin + performance.now(), topic, value: data.value });
    });
    for (const [i, topic] of topics.entries())
      globalThis.libraryWorker.postMessage({ kind: "watch", n: first + i, topic });
  });
}

/** Milliseconds from when both were connected to when both held the same, and the new one showed all links. */
export async function firstSyncMs(owner: Device, other: Device, links: number): Promise<number> {
  const both = await Promise.all([owner, other].map(({ page }) => page.evaluate(() => globalThis.stamps)));
  const connected = Math.max(...both.map((stamps) => firstOf(stamps, "sync", isTogether)));
  const later = both.map((stamps) => stamps.filter(({ at }) => at >= connected));
  const equal = later.map((stamps) => firstOf(stamps, "devices", areEqual));
  const held = firstOf(both[1] ?? [], "counts", (value) => (value as { all: number }).all === links);
  return Math.max(held, ...equal) - connected;
}

function firstOf(stamps: readonly Stamp[], topic: string, isSo: (value: unknown) => boolean): number {
  const found = stamps.find((one) => one.topic === topic && isSo(one.value));
  if (!found) throw new Error(`no such news of ${topic}`);
  return found.at;
}

const isTogether = (value: unknown): boolean => (value as Sync).kind === "together";

function areEqual(value: unknown): boolean {
  const there = (value as readonly OtherDevice[]).filter(({ state }) => state.kind === "connected");
  return there.length > 0 && there.every(({ state }) => state.isEqual === true);
}
