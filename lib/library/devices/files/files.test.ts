import "fake-indexeddb/auto";
import { afterEach, describe, expect, it } from "vitest";
import { putSnapshot } from "../../../replica/edits";
import { putRoster } from "../../../replica/roster";
import { KeyRing } from "../../../sync/keys/key-ring";
import { MemoryMailboxServer } from "../../../ports/memory/memory-mailbox-server";
import { save, snapshotAt, TestDevice } from "../../testing/harness";
import type { Tab } from "../../testing/harness";
import { connect, joinLibrary } from "../../testing/pairs";
import { until } from "../../testing/until";

const open: Tab[] = [];
afterEach(() => open.splice(0).forEach((tab) => tab.close()));
const kept = (tab: Tab): Tab => {
  open.push(tab);
  return tab;
};

/** Two devices of one library; the first has links with snapshots whose files no server has any more. */
async function pair(count: number, server = new MemoryMailboxServer()) {
  const [one, two] = [new TestDevice(), new TestDevice()];
  one.mailbox = server;
  two.mailbox = server;
  const a = kept(await one.open());
  const ids = [];
  for (let n = 0; n < count; n++) {
    const id = await save(a.library, `https://example.org/${n}`);
    const snapshot = {
      ...(await snapshotAt(one.server, `text000000000${n}`.slice(-14), `Text ${n} canary`)),
      linkId: id,
    };
    await a.engine.editor.perform({
      label: "edit",
      ids: [id],
      undoable: false,
      edit: (cells) => putSnapshot(cells, id, snapshot),
    });
    expect(await a.library.fetchArtifacts(id)).toBe(true);
    ids.push(id);
  }
  one.server.blobs.clear();
  const b = kept(await joinLibrary(a, two));
  await until(() => b.engine.devices.list.length === 2, "the devices know each other");
  return { a, b, ids, one, two, server };
}

const held = async (tab: Tab, id: Parameters<Tab["library"]["copies"]>[0]): Promise<boolean> =>
  (await tab.library.copies(id)).devices.some((one) => one.id === tab.engine.devices.list[0]!.id);

describe("files between devices", () => {
  it("[MB20] a device gets the files of snapshots from another one, without any server", async () => {
    const { a, b, ids, two } = await pair(5);
    connect(a, b);
    a.engine.devices.files.start(a.engine.devices.direct.peers);
    b.engine.devices.files.start(b.engine.devices.direct.peers);
    await until(() => b.engine.index.size === 5, "the links are there");
    for (const id of ids) await until(() => held(b, id), "its files are there");
    expect(two.server.blobs.size).toBe(0);
    expect(b.engine.devices.sync.blobs).toEqual({ waiting: 0, bytes: 0 });
    const { devices, isSealed } = await b.library.copies(ids[0]!);
    expect([devices.length, isSealed]).toEqual([2, expect.any(Boolean)]);
    await until(
      () => b.engine.devices.list.some(({ state, holds }) => state.kind !== "here" && holds !== null),
      "told",
    );
  });

  it("[MB21] and from its sealed copies when the other one sleeps; the server reads nothing", async () => {
    const { a, b, ids, server } = await pair(3);
    await until(() => a.engine.devices.keys.current !== null, "keys");
    await a.engine.devices.mailbox!.visit();
    await a.engine.devices.files.look();
    expect(server.files.size).toBe(6);
    for (const bytes of server.files.values())
      expect(Buffer.from(bytes).toString("latin1")).not.toContain("canary");
    await b.engine.devices.mailbox!.visit();
    await b.engine.devices.files.look();
    for (const id of ids) expect(await held(b, id)).toBe(true);
    expect((await a.library.copies(ids[0]!)).isSealed).toBe(true);
  });

  it("[MB22] keeps what the policy of this device says, and the rest comes when it is opened", async () => {
    const { a, b, ids } = await pair(2);
    await until(() => a.engine.devices.keys.current !== null, "keys");
    await b.library.setKeep({ rule: { kind: "starred" }, budget: 0 });
    await a.library.patch(ids[0]!, { starred: true });
    await a.engine.devices.mailbox!.visit();
    await a.engine.devices.files.look();
    await b.engine.devices.mailbox!.visit();
    await b.engine.devices.files.look();
    expect([await held(b, ids[0]!), await held(b, ids[1]!)]).toEqual([true, false]);
    expect(await b.library.fetchArtifacts(ids[1]!)).toBe(true);
    expect(await held(b, ids[1]!)).toBe(true);
  });
});

/** Lays sealed copies of everything that is here. */
async function sealAll({ engine }: Tab): Promise<void> {
  await until(() => engine.devices.keys.current !== null, "keys");
  await engine.devices.mailbox!.visit();
  await engine.devices.files.look();
}

describe("sealed copies", () => {
  it("[MB40] go with the link that is deleted for good, also when the server was away, and nothing else goes", async () => {
    const { a, ids, server } = await pair(3);
    await sealAll(a);
    expect(server.files.size).toBe(6);
    await a.library.trash([ids[0]!]);
    await a.library.purge([ids[0]!]);
    await a.engine.devices.files.look();
    expect(server.files.size).toBe(4);
    server.failure = { kind: "offline" };
    await a.library.trash([ids[1]!]);
    await a.library.purge([ids[1]!]);
    await a.engine.devices.files.look();
    server.failure = null;
    expect(server.files.size).toBe(4);
    await a.engine.devices.files.look();
    expect(server.files.size).toBe(2);
    expect((await a.library.copies(ids[2]!)).isSealed).toBe(true);
  });

  it("[MB41] are laid anew after a device was taken out, and those it could read are removed", async () => {
    const { a, b, ids, server } = await pair(2);
    await sealAll(a);
    const before = [...server.files.keys()];
    const known = b.engine.devices.keys.current!;
    const { keys } = a.engine.devices;
    if (!(keys instanceof KeyRing)) throw new Error("no keys");
    const facts = await keys.remove(b.engine.devices.keys.identity.deviceId);
    await a.engine.editor.perform({
      label: "edit",
      ids: [],
      edit: () => undefined,
      undoable: false,
      facts: (cells) => putRoster(cells, facts),
    });
    await a.engine.devices.factsChanged();
    await until(() => keys.current!.epoch > known.epoch, "the keys changed");
    await sealAll(a);
    expect(server.files.size).toBe(4);
    for (const name of before) expect(server.files.has(name)).toBe(false);
    for (const id of ids) expect((await a.library.copies(id)).isSealed).toBe(true);
  });

  it("[MB42] are known to a tab that never asked, and so is what devices hold that are away", async () => {
    const { a, b, ids, one, server } = await pair(2);
    await sealAll(a);
    const link = connect(a, b);
    for (const { engine } of [a, b]) engine.devices.files.start(engine.devices.direct.peers);
    for (const id of ids) await until(() => held(b, id), "its files are there");
    const count = async (tab: Tab): Promise<number> => (await tab.library.copies(ids[0]!)).devices.length;
    const otherId = b.engine.devices.keys.identity.deviceId;
    const remembered = async (): Promise<string> =>
      JSON.stringify(Object(await a.engine.parts.device.setting("heldElsewhere"))[otherId] ?? null);
    await until(async () => (await remembered()).split("text0").length === 3, "what it holds is remembered");
    link.cut();
    await until(() => a.engine.devices.direct.standings.length === 0, "apart");
    expect(await count(a)).toBe(2);
    server.failure = { kind: "offline" };
    const second = kept(await one.open());
    await until(async () => (await count(second)) === 2, "the second tab knows the other device");
    expect((await second.library.copies(ids[0]!)).isSealed).toBe(true);
  });
});

describe("room for snapshots", () => {
  it("[MB43] [MB44] what was read longest ago leaves when there is a copy elsewhere; the last known copy never does", async () => {
    const { a, ids, one, server } = await pair(3);
    await until(() => a.engine.devices.keys.current !== null, "keys");
    const { files } = a.engine.devices;
    const here = async (): Promise<boolean[]> => {
      const now: boolean[] = [];
      for (const id of ids) now.push(await held(a, id));
      return now;
    };
    await files.look();
    const bytes = files.holds.bytes / 3;
    one.time += 1000;
    await files.read(ids[0]!);
    server.failure = { kind: "offline" };
    const policy = { rule: { kind: "everything" }, budget: Math.ceil(bytes * 1.5) } as const;
    const none = { snapshots: 0, bytes: 0 };
    const two = { snapshots: 2, bytes: bytes * 2 };
    one.time += 3_600_000;
    expect(await a.library.previewKeep(policy)).toEqual({ leaving: none, last: two });
    await a.library.setKeep(policy);
    await files.look();
    expect(await here()).toEqual([true, true, true]);
    server.failure = null;
    expect(await a.library.previewKeep(policy)).toEqual({ leaving: two, last: none });
    await files.look();
    await files.look();
    expect(await here()).toEqual([true, false, false]);
    expect(await a.library.fetchArtifacts(ids[2]!)).toBe(true);
    one.time += 1000;
    await files.read(ids[2]!);
    await files.look();
    await files.look();
    expect(await here()).toEqual([false, false, true]);
  });
});
