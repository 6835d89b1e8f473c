import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { getBase, getBox, postParcel, putBase } from "../http/mailbox/box";
import { deleteSealed, getSealed, listSealed, putSealed } from "../http/mailbox/sealed";
import { Mailboxes, type Group } from "./mailboxes";

const CAPABILITY = "capability-of-this-library-0001";
const BOX = "box-of-the-first-epoch";
let folder = "";
let group: Group;
const limits = { logBytes: 100_000, sealedBytes: 200_000 };
const disk = { freeBytes: async () => 10 ** 12 };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "linksnap-mailbox-"));
  group = await reopened();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** As after a restart of the server. */
const reopened = (): Promise<Group> => new Mailboxes(folder, limits).group("family");
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const ask = (
  path: string,
  init: Omit<RequestInit, "headers"> & { headers?: Record<string, string> } = {},
): Request =>
  new Request(`http://server${path}`, {
    ...init,
    headers: { "linksnap-write": CAPABILITY, ...init.headers },
  });
const post = (text: string, headers: Record<string, string> = {}, box = BOX): Promise<Response> =>
  postParcel(ask(`/api/mailbox/${box}`, { method: "POST", body: text, headers }), box, { group, disk });
const compact = (upTo: number | string, base: string, body: BodyInit = "the state"): Promise<Response> =>
  putBase(ask(`/x?upTo=${upTo}&base=${base}`, { method: "PUT", body }), BOX, { group, disk });
const put = (name: string, body: BodyInit, headers: Record<string, string> = {}): Promise<Response> =>
  putSealed(ask(`/x`, { method: "PUT", body, headers }), name, { group, disk });

async function read(after: number, box = BOX, from = group): Promise<{ seq: number; text: string }[]> {
  const answer = await getBox(ask(`/x?after=${after}`), box, from);
  const body = Buffer.from(await answer.arrayBuffer());
  const found = [];
  for (let at = 0; at < body.length; ) {
    const [seq, length] = [Number(body.readBigUInt64BE(at)), body.readUInt32BE(at + 8)];
    found.push({ seq, text: body.toString("utf8", at + 12, at + 12 + length) });
    at += 12 + length;
  }
  return found;
}
const baseIn = (answer: Response): string => answer.headers.get("x-linksnap-base")?.split(" ")[0] ?? "";
const name = (): string => randomBytes(32).toString("hex");

describe("a mailbox on the server", () => {
  it("[MB1] numbers parcels in their order and gives those after a number, also after a restart", async () => {
    for (const text of ["one", "two", "three"]) expect((await post(text)).status).toBe(201);
    expect(await read(0)).toEqual([
      { seq: 1, text: "one" },
      { seq: 2, text: "two" },
      { seq: 3, text: "three" },
    ]);
    group = await reopened();
    expect(await read(2)).toEqual([{ seq: 3, text: "three" }]);
    expect(await (await post("four")).json()).toEqual({ seq: 4 });
  });

  it("[MB1] parcels written at once get numbers of their own", async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, i) => (await post(`p${i}`)).json()),
    );
    expect(new Set(answers.map((one: unknown) => JSON.stringify(one))).size).toBe(20);
    expect(await read(0)).toHaveLength(20);
  });

  it("[MB2] a write needs the capability the mailbox was made with; of it a hash is kept", async () => {
    await post("one");
    expect((await post("two", { "linksnap-write": "another-capability-altogether" })).status).toBe(403);
    expect((await post("two", { "linksnap-write": "" })).status).toBe(403);
    expect((await post("two", { "linksnap-write": "x".repeat(5000) })).status).toBe(403);
    group = await reopened();
    expect((await post("two", { "linksnap-write": "another-capability-altogether" })).status).toBe(403);
    const stored = await readFile(join(group.folder, "boxes", BOX, "capability"), "utf8");
    expect(stored).toMatch(/^[0-9a-f]{64}$/);
    expect(await read(0)).toHaveLength(1);
  });

  it("[MB3] a base takes the place of what its writer read, and of nothing else", async () => {
    for (const text of ["one", "two", "three"]) await post(text);
    expect((await compact(2, "")).status).toBe(201);
    expect(await read(0)).toEqual([{ seq: 3, text: "three" }]);
    const state = await getBase(ask("/x"), BOX, group);
    const first = baseIn(state);
    expect(await state.text()).toBe("the state");
    // Written by one that did not read the first base, or claims numbers nobody gave.
    expect((await compact(3, "")).status).toBe(409);
    expect((await compact(3, "0123456789abcdef")).status).toBe(409);
    expect((await compact(9, first)).status).toBe(409);
    expect((await compact(2, first)).status).toBe(409);
    expect((await compact(3, first, "the state, later")).status).toBe(201);
    expect((await post("four")).status).toBe(201);
    group = await reopened();
    expect(await read(0)).toEqual([{ seq: 4, text: "four" }]);
    expect(await (await getBase(ask("/x"), BOX, group)).text()).toBe("the state, later");
    expect(await readdir(join(group.folder, "boxes", BOX))).toHaveLength(3);
  });

  it("[MB3] a compaction that was cut off midway costs nothing", async () => {
    for (const text of ["one", "two"]) await post(text);
    await compact(1, "");
    const box = join(group.folder, "boxes", BOX);
    // The parcel the base stands for was not removed yet, and a body was on its way in.
    await writeFile(join(box, "000000000000001.parcel"), "one");
    await writeFile(join(box, ".tmp-abc"), "half");
    await writeFile(join(group.folder, "incoming", ".tmp-def"), "half");
    group = await reopened();
    expect(await read(0)).toEqual([{ seq: 2, text: "two" }]);
    expect((await readdir(box)).toSorted().map((file) => file.replace(/-[0-9a-f]{16}/, ""))).toEqual([
      "000000000000001.base",
      "000000000000002.parcel",
      "capability",
    ]);
  });

  it("[MB4] is bounded: parcel, group and name; a full one says so and loses nothing", async () => {
    expect((await post("x".repeat(60_000))).status).toBe(201);
    expect((await post("x".repeat(60_000))).status).toBe(507);
    expect((await post("x".repeat(60_000), {}, "box-of-the-second-epoch")).status).toBe(507);
    expect((await post("")).status).toBe(400);
    expect((await post("x".repeat(9_000_000))).status).toBe(413);
    expect((await compact(1, "", "x".repeat(100_001))).status).toBe(413);
    for (const odd of [
      "",
      "..",
      "../../access.json",
      "a".repeat(200),
      "box of words!",
      "%2e%2e%2f0123456789abcdef",
    ])
      expect((await post("one", {}, odd)).status, odd).toBe(400);
    for (const odd of ["x", "-1", "1e9", "99999999999999999999"])
      expect((await compact(odd, "")).status).toBe(400);
    expect((await getBox(ask("/x?after=abc"), BOX, group)).status).toBe(400);
    expect(await read(0)).toHaveLength(1);
    expect((await compact(1, "", "small")).status).toBe(201);
    expect((await post("x".repeat(60_000))).status).toBe(201);
  });

  it("[MB5] whoever waits is told as soon as something comes", async () => {
    await post("one");
    const waiting = getBox(ask("/x?after=1&wait=20"), BOX, group);
    await post("two");
    expect(Buffer.from(await (await waiting).arrayBuffer()).includes("two")).toBe(true);
    const leaving = new AbortController();
    const left = getBox(ask("/x?after=2&wait=20", { signal: leaving.signal }), BOX, group);
    leaving.abort();
    expect((await left).status).toBe(200);
  });

  it("[MB6] one group reaches nothing of another", async () => {
    await post("one");
    const sealed = name();
    await put(sealed, "a sealed file");
    const other = await new Mailboxes(folder, limits).group("neighbours");
    expect((await getBox(ask("/x?after=0"), BOX, other)).status).toBe(404);
    expect(getSealed(ask("/x"), sealed, other).status).toBe(404);
    expect(await listSealed(ask("/x"), other).json()).toMatchObject({ names: [] });
  });

  it("[MB7] sealed files are taken once, read by range, listed and removed", async () => {
    await post("one");
    const sealed = name();
    expect((await put(sealed, "0123456789")).status).toBe(201);
    expect((await put(sealed, "another thing")).status).toBe(200);
    group = await reopened();
    expect(await getSealed(ask("/x"), sealed, group).text()).toBe("0123456789");
    const part = getSealed(ask("/x", { headers: { range: "bytes=4-" } }), sealed, group);
    expect([part.status, await part.text(), part.headers.get("content-range")]).toEqual([
      206,
      "456789",
      "bytes 4-9/10",
    ]);
    expect(getSealed(ask("/x", { headers: { range: "bytes=10-" } }), sealed, group).status).toBe(416);
    expect(getSealed(ask("/x", { method: "HEAD" }), sealed, group).headers.get("x-linksnap-bytes")).toBe(
      "10",
    );
    expect(await listSealed(ask("/x"), group).json()).toEqual({
      names: [sealed],
      isMore: false,
      bytes: 10,
      budget: limits.sealedBytes,
    });
    expect(
      (await deleteSealed(ask("/x", { headers: { "linksnap-write": "no" } }), sealed, group)).status,
    ).toBe(403);
    expect((await deleteSealed(ask("/x"), sealed, group)).status).toBe(204);
    expect(getSealed(ask("/x"), sealed, group).status).toBe(404);
    expect(group.sealed.bytes).toBe(0);
  });

  it("[MB7] sealed files need a capability, a name that is one, and room", async () => {
    expect((await put(name(), "no mailbox yet")).status).toBe(403);
    await post("one");
    for (const odd of ["", "..", "ABC", "../".repeat(21) + "x", "g".repeat(64)])
      expect((await put(odd, "x")).status, odd).toBe(400);
    expect((await put(name(), "x".repeat(150_000))).status).toBe(201);
    expect((await put(name(), "x".repeat(60_000))).status).toBe(507);
    expect((await put(name(), "")).status).toBe(400);
    const broken = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(bytesOf("half a file"));
        controller.error(new Error("gone"));
      },
    });
    const init = { method: "PUT", body: broken, duplex: "half" };
    const cut = await putSealed(ask("/x", init), name(), { group, disk });
    expect(cut.status).toBe(400);
    expect(await readdir(group.incoming)).toEqual([]);
    expect(group.sealed.count).toBe(1);
  });
});
