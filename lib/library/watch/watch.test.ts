/** Looks at watched links, looks that find nothing new, and pages that people bring, in a whole library. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LinkId } from "../../domain/ids";
import { parseSnapshot } from "../../replica/parse-snapshot";
import { first, save, snapshotAt, TestDevice, type Tab } from "../testing/harness";

const URL_A = "https://a.test/page";
const ID = "11111111111111";
const DAY = 86_400_000;
const prints = { text: "a".repeat(64), page: "b".repeat(64), look: "" };

let device: TestDevice;
let tab: Tab;

beforeEach(async () => {
  device = new TestDevice();
  tab = await device.open();
});
afterEach(() => tab.close());

/** A saved link with one whole snapshot. */
async function saved(): Promise<LinkId> {
  const made = await snapshotAt(device.server, ID, "The ferry goes at eight.");
  const snapshot = parseSnapshot({ ...made, prints, capturedAt: device.time }, "");
  if (!snapshot) throw new Error("no manifest");
  device.server.scripts.set(URL_A, [{ type: "done", id: "c1", snapshot }]);
  const id = await save(tab.library, URL_A);
  await first(tab.library.link(id), (view) => view?.row.state.kind === "kept");
  return id;
}

const same = (at: number) => [{ type: "same", id: "c2", snapshotId: ID, at } as const];
const failed = (code: "gone" | "site-error", verdict: "gone" | "error") => [
  { type: "failed", id: "c3", code, verdict, message: "", httpStatus: code === "gone" ? 404 : 500 } as const,
];

describe("looks at a page", () => {
  it("[M21] one that found nothing new is told by which snapshot it asked, and is noted there without a file", async () => {
    const id = await saved();
    device.server.scripts.set(URL_A, same(device.time + 5));
    await tab.library.capture(id);
    const view = await first(tab.library.link(id), (one) => one?.snapshots[0]?.checked !== undefined);
    expect(view?.snapshots.map(({ checked }) => checked)).toEqual([{ at: device.time + 5, times: 1 }]);
    expect(view?.row.state.kind).toBe("kept");
    expect(device.server.requests.at(-1)).toMatchObject({ url: URL_A, base: { id: ID, prints } });
  });

  it("[C67] a watched link is looked at when it is due, and again after a reload", async () => {
    const id = await saved();
    await tab.library.patch(id, { watch: "daily" });
    const state = (await first(tab.library.link(id), (view) => view?.watch !== null))?.watch;
    expect(state?.nextAt).toBeGreaterThan(device.time + 0.9 * DAY);
    expect(device.server.requests).toHaveLength(1);
    device.server.scripts.set(URL_A, same(device.time + 2 * DAY));
    tab.close();
    device.time += 2 * DAY;
    tab = await device.open();
    const view = await first(tab.library.link(id), (one) => one?.snapshots[0]?.checked !== undefined);
    expect(view?.watch?.foundAt).toBe(device.time);
    expect(device.server.requests.at(-1)).toMatchObject({ watch: true });
    expect((await first(tab.library.watches)).map((one) => one.id)).toEqual([id]);
  });

  it("[C68] a look that fails by chance leaves the link as it was; one that finds it gone says so", async () => {
    const id = await saved();
    await tab.library.patch(id, { watch: "daily" });
    device.server.scripts.set(URL_A, failed("site-error", "error"));
    device.time += 2 * DAY;
    tab.engine.captures.watch.pump();
    const view = await first(
      tab.library.link(id),
      (one) => one?.watch?.failure?.times === 1 && one.row.state.kind === "kept",
    );
    expect(view?.row.state.kind).toBe("kept");
    expect(view?.watch?.failure).toEqual({ code: "site-error", httpStatus: 500, times: 1 });
    device.server.scripts.set(URL_A, failed("gone", "gone"));
    device.time += 9 * DAY;
    tab.engine.captures.watch.pump();
    const gone = await first(tab.library.link(id), (one) => one?.row.state.kind === "failed");
    expect(gone?.row.state).toMatchObject({ code: "gone", snapshots: 1 });
  });
});

describe("a page that a person brings", () => {
  const bytes = new TextEncoder().encode("<p>brought");

  it("[C65] waits on this device for the server, through a reload, and leaves nothing behind", async () => {
    const id = await saved();
    device.server.isOnline = false;
    expect(await tab.library.bring(id, { type: "text/html", bytes })).toBeNull();
    expect(await tab.library.bring(id, { type: "text/html", bytes: new Uint8Array() })).toBe("empty");
    tab.close();
    device.server.isOnline = true;
    const made = await snapshotAt(device.server, "2".repeat(14), "Brought.");
    const snapshot = parseSnapshot({ ...made, brought: true, capturedAt: device.time + 1 }, "");
    if (!snapshot) throw new Error("no manifest");
    device.server.scripts.set(URL_A, [{ type: "done", id: "c9", snapshot }]);
    const held = device.cache.blobs.size;
    tab = await device.open();
    const view = await first(tab.library.link(id), (one) => one?.snapshots.length === 2);
    expect(view?.snapshots[0]?.brought).toBe(true);
    expect(device.server.asked).toContain(`bring ${URL_A} text/html ${bytes.length}`);
    await first(tab.library.link(id), (one) => one?.row.state.kind === "kept");
    // The page itself went; two files of the snapshot came.
    await expect.poll(() => device.cache.blobs.size).toBe(held + 1);
  });

  it("[C65] a full device says so and changes nothing", async () => {
    const id = await saved();
    device.cache.isFull = true;
    expect(await tab.library.bring(id, { type: "text/html", bytes })).toBe("quota");
    const view = await first(tab.library.link(id), (one) => one !== null);
    expect([view?.row.state.kind, view?.snapshots.length]).toEqual(["kept", 1]);
  });
});

describe("a change", () => {
  it("[M20] marks the link until it was seen", async () => {
    const id = await saved();
    const made = await snapshotAt(device.server, "3".repeat(14), "The ferry goes at nine.");
    const snapshot = parseSnapshot(
      { ...made, prints: { ...prints, text: "c".repeat(64) }, capturedAt: device.time + 9 },
      "",
    );
    if (!snapshot) throw new Error("no manifest");
    device.server.scripts.set(URL_A, [{ type: "done", id: "c4", snapshot }]);
    await tab.library.capture(id);
    await first(tab.library.link(id), (view) => view?.row.changed === true);
    await tab.library.seen(id);
    await first(tab.library.link(id), (view) => view?.row.changed === false);
  });
});
