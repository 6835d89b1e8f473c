import "fake-indexeddb/auto";
import { afterEach, describe, expect, it } from "vitest";
import { MemoryMailboxServer } from "../../../ports/memory/memory-mailbox-server";
import { save, TestDevice } from "../../testing/harness";
import type { Tab } from "../../testing/harness";
import { joinLibrary } from "../../testing/pairs";
import { until } from "../../testing/until";

const open: Tab[] = [];
afterEach(() => open.splice(0).forEach((tab) => tab.close()));
const kept = (tab: Tab): Tab => {
  open.push(tab);
  return tab;
};

const device = (server: MemoryMailboxServer): TestDevice => {
  const made = new TestDevice();
  made.mailbox = server;
  return made;
};

/** Opens the device's page for a moment: all that is there is read, all that is new is laid there. */
const visit = async ({ engine }: Tab): Promise<void> => engine.devices.mailbox!.visit();
const status = ({ engine }: Tab) => engine.devices.mailbox!.status;
const titles = ({ engine }: Tab): string =>
  JSON.stringify(
    [...engine.index.entries()]
      .map(({ id, projected: { link } }) => [id, link.title, link.tags, link.deletedAt > 0])
      .toSorted(),
  );
const isSame = (...tabs: Tab[]): boolean => new Set(tabs.map(titles)).size === 1;
/** A device more, that knows who belongs to the library. */
async function join(first: Tab, server: MemoryMailboxServer): Promise<Tab> {
  const joined = kept(await joinLibrary(first, device(server)));
  await until(() => joined.engine.devices.list.length > first.engine.devices.list.length - 1);
  return joined;
}
const textOf = (server: MemoryMailboxServer): string =>
  [...server.boxes.values()]
    .flatMap(({ parcels, base }) => [...parcels.map(({ sealed }) => sealed), ...(base ? [base.bytes] : [])])
    .map((bytes) => Buffer.from(bytes).toString("latin1"))
    .join();

async function pair(server = new MemoryMailboxServer()) {
  const a = kept(await device(server).open());
  const first = await save(a.library, "https://canary-host.example/canary-path");
  await until(() => a.engine.devices.keys.current !== null);
  await visit(a);
  const b = kept(await joinLibrary(a, device(server)));
  return { server, a, b, first };
}

describe("the mailbox", () => {
  it("[MB10] two devices never awake together are the same after one visit each", async () => {
    const { a, b, first } = await pair();
    await visit(b);
    expect(b.engine.index.get(first)?.projected.link.url).toBe("https://canary-host.example/canary-path");
    await b.library.patch(first, { title: "From B" });
    await save(b.library, "https://example.org/b");
    await visit(b);
    await a.library.tag([first], ["from-a"], []);
    await visit(a);
    await visit(b);
    expect(isSame(a, b)).toBe(true);
    expect(a.engine.index.get(first)?.projected.link).toMatchObject({ title: "From B", tags: ["from-a"] });
    expect(status(a)).toMatchObject({ kind: "ready" });
    expect(status(a).sealedAt).toBeGreaterThan(0);
  });

  it("[MB11] the server sees ciphertext alone", async () => {
    const { server, a, first } = await pair();
    await a.library.tag([first], ["canary-tag"], []);
    await a.library.patch(first, { title: "canary-title" });
    await visit(a);
    expect(server.written.calls).toBeGreaterThan(1);
    expect(textOf(server)).not.toContain("canary");
    expect(textOf(server)).not.toContain("Test on Node");
  });

  it("[MB12] nothing new costs nothing, and what one device laid there no other lays there again", async () => {
    const { server, a, b } = await pair();
    await visit(b);
    await visit(a);
    await visit(b);
    const { calls } = server.written;
    for (const tab of [a, b, a, b]) await visit(tab);
    expect(server.written.calls).toBe(calls);
    const id = await save(a.library, "https://example.org/new");
    await visit(a);
    for (const tab of [b, a, b, a]) await visit(tab);
    expect(server.written.calls).toBe(calls + 1);
    // Taken back: nothing is written, only deleted.
    await a.library.tag([id], ["for-a-moment"], []);
    await visit(a);
    await a.library.undo();
    await visit(a);
    for (const tab of [b, a, b, a]) await visit(tab);
    expect(isSame(a, b)).toBe(true);
    expect(b.engine.index.get(id)?.projected.link.tags).toEqual([]);
    expect(server.written.calls).toBeLessThanOrEqual(calls + 4);
  });

  it("[MB13] a base takes the place of many parcels; who was away for all of it gets it whole", async () => {
    const { server, a, b } = await pair();
    await visit(b);
    for (let n = 0; n < 130; n++) {
      await save(a.library, `https://example.org/${n}`);
      await visit(a);
    }
    const [box] = server.boxes.values();
    expect(box!.parcels.length).toBeLessThan(60);
    await visit(b);
    const c = await join(a, server);
    await visit(c);
    expect(isSame(a, b, c)).toBe(true);
    expect(c.engine.index.size).toBe(131);
  });

  it("[MB14] a server that lost everything, or was put back, gets it all again", async () => {
    const { server, a, b, first } = await pair();
    await visit(b);
    const before = structuredClone([...server.boxes]);
    await a.library.patch(first, { title: "Later" });
    await visit(a);
    server.boxes.clear();
    for (const [name, box] of before) server.boxes.set(name, box);
    await visit(a);
    await visit(b);
    expect(isSame(a, b)).toBe(true);
    server.boxes.clear();
    await visit(b);
    const c = await join(a, server);
    await visit(c);
    expect(isSame(a, b, c)).toBe(true);
  });

  it("[MB15] says when there is no room or no server, loses nothing, and goes on when there is", async () => {
    const { server, a, b, first } = await pair();
    await visit(b);
    await a.library.patch(first, { title: "Waits" });
    server.failure = { kind: "refused", status: 507, message: "full" };
    await visit(a);
    expect(status(a).kind).toBe("full");
    server.failure = { kind: "offline" };
    await visit(a);
    expect(status(a).kind).toBe("offline");
    server.failure = null;
    await visit(a);
    expect(status(a).kind).toBe("ready");
    await visit(b);
    expect(isSame(a, b)).toBe(true);
  });

  it("[MB16] what was tampered with is passed over, counted, and costs nothing else", async () => {
    const { server, a, b, first } = await pair();
    await visit(b);
    await a.library.patch(first, { title: "Good" });
    await visit(a);
    const [box] = server.boxes.values();
    const [good] = box!.parcels.slice(-1);
    const bad = good!.sealed.slice();
    bad[40]! ^= 1;
    box!.parcels.splice(-1, 1, { seq: good!.seq, sealed: bad }, { seq: good!.seq + 1, sealed: good!.sealed });
    await visit(b);
    expect(isSame(a, b)).toBe(true);
    expect(b.engine.devices.sync.refused.get("")).toBe(1);
  });
});
