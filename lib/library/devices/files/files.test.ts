import "fake-indexeddb/auto";
import { afterEach, describe, expect, it } from "vitest";
import { putSnapshot } from "../../../replica/edits";
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
