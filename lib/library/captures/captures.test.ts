import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CaptureEvent } from "../../domain/capture";
import type { LinkId } from "../../domain/ids";
import type { CaptureState, Library } from "../library";
import { first, save, snapshotAt, TestDevice } from "../testing/harness";
import type { Tab } from "../testing/harness";
import { parseCaptureEvent } from "./parse-event";
import { readLines } from "./read-lines";
import { afterBusy, afterFailure, newTask, siteOf, sitesAtRest } from "./task";
import { TaskBoard } from "./task-board";
import type { FailedEvent } from "./task";

const URL_A = "https://example.org/a";
const open: Tab[] = [];
let device: TestDevice;
const tabOf = async (): Promise<Tab> => {
  const tab = await device.open();
  open.push(tab);
  return tab;
};
beforeEach(() => {
  device = new TestDevice();
});
afterEach(() => open.splice(0).forEach((tab) => tab.close()));

const failed = (code: FailedEvent["code"], more: Partial<FailedEvent> = {}): FailedEvent => ({
  type: "failed",
  id: "c1",
  verdict: "error",
  code,
  message: "",
  ...more,
});
const step = (progress: number): CaptureEvent => ({ type: "step", id: "c1", step: "load", progress });
const stateOf = (library: Library, id: LinkId, kind: CaptureState["kind"]) =>
  first(library.link(id), (view) => view?.row.state.kind === kind).then((view) => view!.row.state);
/** A promise and what resolves it. */
const gate = () => {
  let openIt = (): void => undefined;
  const closed = new Promise<void>((resolve) => {
    openIt = resolve;
  });
  return { closed, open: () => openIt() };
};

describe("what follows a failure", () => {
  const task = newTask({ id: "AAAAAAAAAAAAAA" as LinkId, url: URL_A }, 0);
  const after = (tries: number, event: FailedEvent, chance = 0.5) =>
    afterFailure({ ...task, tries }, event, { now: 1000, chance });

  it("[J1] a passing failure is tried again after 10 s, 1 min and 10 min, then it is over", () => {
    const pauses = [0, 1, 2].map((tries) => after(tries, failed("unreachable")));
    expect(pauses.map((one) => one?.phase)).toEqual(
      [10_000, 60_000, 600_000].map((pause) => ({
        kind: "waiting",
        nextAt: 1000 + pause,
        code: "unreachable",
        httpStatus: 0,
      })),
    );
    expect(pauses.map((one) => one?.tries)).toEqual([1, 2, 3]);
    expect(after(3, failed("unreachable"))?.phase).toMatchObject({ kind: "failed", failedAt: 1000 });
  });

  it("[S41] fewer times where the server is set to", () => {
    expect(after(0, failed("unreachable", { retries: 1 }))?.phase).toMatchObject({ kind: "waiting" });
    expect(after(1, failed("unreachable", { retries: 1 }))?.phase).toMatchObject({ kind: "failed" });
    expect(after(0, failed("unreachable", { retries: 0 }))?.phase).toMatchObject({ kind: "failed" });
  });

  it("[J1] with jitter of a fifth, and never before the site allows", () => {
    expect(after(0, failed("timeout"), 0)?.phase).toMatchObject({ nextAt: 9000 });
    expect(after(0, failed("timeout"), 1)?.phase).toMatchObject({ nextAt: 13_000 });
    expect(after(0, failed("rate-limited", { retryAfter: 120 }))?.phase).toMatchObject({ nextAt: 121_000 });
  });

  it("[J1] a site that asked for a pause gets it from all its links, other sites and a busy server do not matter", () => {
    const slow = after(0, failed("rate-limited", { retryAfter: 3600, httpStatus: 429 }));
    const busy = afterBusy({ ...task, url: "https://busy.example/" }, 60, { now: 1000, chance: 0 });
    const tasks = [busy, ...(slow ? [slow] : [])];
    expect([...sitesAtRest(tasks, 2000)]).toEqual([siteOf(task)]);
    // Words for it must not lay on the site what the server said.
    expect(busy.phase).toMatchObject({ kind: "waiting", code: "busy" });
    expect([...sitesAtRest(tasks, 1000 + 3600_000)]).toEqual([]);
    const siteFor = (url: string) => siteOf({ ...task, url });
    expect(siteFor("https://www.news.example/a")).toBe(siteFor("https://m.news.example/b"));
    expect(siteFor("https://m.github.io/a")).not.toBe(siteFor("https://github.io/a"));
    expect(siteFor("https://news.example:8443/")).not.toBe(siteFor("https://news.example/"));
  });

  it("[J1] the number of the page's answer stays with a failure that passes; a task stored without one has none", () => {
    const board = new TaskBoard();
    const next = after(0, failed("site-error", { httpStatus: 503 }));
    if (next) board.put(next);
    expect(board.state(task.linkId, true, 0)).toMatchObject({ kind: "waiting", httpStatus: 503, tries: 1 });
    board.put({ ...task, phase: { kind: "waiting", nextAt: 5, code: "timeout" } });
    expect(board.state(task.linkId, true, 0)).toMatchObject({ kind: "waiting", httpStatus: 0 });
  });

  it("[J2] what will not mend by itself fails at once, with what is known of it", () => {
    expect(after(0, failed("gone", { verdict: "gone", httpStatus: 404 }))?.phase).toEqual({
      kind: "failed",
      code: "gone",
      verdict: "gone",
      httpStatus: 404,
      failedAt: 1000,
    });
  });

  it("[J3] a stopped server costs no try; a cancelled capture is gone", () => {
    expect(after(2, failed("interrupted"))).toMatchObject({ tries: 2, phase: { kind: "waiting" } });
    expect(after(0, failed("cancelled"))).toBeNull();
  });
});

describe("the queue", () => {
  it("[J4] shows its steps truly and ends with a snapshot", async () => {
    const half = gate();
    const snapshot = await snapshotAt(device.server, "SSSSSSSSSSSSSS", "hello");
    device.server.scripts.set(URL_A, [
      { type: "queued", id: "c1", position: 3 },
      step(0.25),
      half.closed,
      { type: "done", id: "c1", snapshot },
    ]);
    const { library } = await tabOf();
    const id = await save(library, URL_A);
    expect(await stateOf(library, id, "capturing")).toEqual({
      kind: "capturing",
      step: "load",
      progress: 0.25,
    });
    half.open();
    expect(await stateOf(library, id, "kept")).toMatchObject({ snapshots: 1, newestAt: snapshot.capturedAt });
  });

  it("[J5] waits for the server without using up tries, and goes on by itself", async () => {
    device.server.isOnline = false;
    device.server.scripts.set(URL_A, [failed("gone", { verdict: "gone", httpStatus: 410 })]);
    const { library, engine } = await tabOf();
    const id = await save(library, URL_A);
    await stateOf(library, id, "offline");
    expect(library.status.get()?.server).toEqual({ kind: "offline" });
    device.server.isOnline = true;
    await engine.captures.connection.wake();
    expect(await stateOf(library, id, "failed")).toMatchObject({
      code: "gone",
      httpStatus: 410,
      snapshots: 0,
    });
    expect(library.status.get()?.server).toMatchObject({ kind: "ready", version: "1" });
  });

  it("[J6] a capture under way is resumed after a reload, not asked for again", async () => {
    const never = gate();
    const snapshot = await snapshotAt(device.server, "SSSSSSSSSSSSSS", "hello");
    device.server.scripts.set(URL_A, [step(0.5), never.closed, { type: "done", id: "c1", snapshot }]);
    const one = await tabOf();
    const id = await save(one.library, URL_A);
    await stateOf(one.library, id, "capturing");
    await vi.waitFor(() => expect(one.engine.captures.board.get(id)?.captureId).toBe("c1"));
    one.close();
    const two = await tabOf();
    never.open();
    await stateOf(two.library, id, "kept");
    expect(device.server.asked.filter((what) => /^(start|resume)/.test(what))).toEqual([
      `start ${URL_A}`,
      "resume c1",
    ]);
  });

  it("[J7] a capture the server forgot is asked for anew", async () => {
    const never = gate();
    device.server.scripts.set(URL_A, [step(0.5), never.closed]);
    const { library, engine } = await tabOf();
    const id = await save(library, URL_A);
    await vi.waitFor(() => expect(engine.captures.board.get(id)?.captureId).toBe("c1"));
    const snapshot = await snapshotAt(device.server, "SSSSSSSSSSSSSS", "hello");
    device.server.scripts.set(URL_A, [{ type: "done", id: "c2", snapshot }]);
    device.server.isOnline = false;
    never.open();
    await stateOf(library, id, "offline");
    device.server.isOnline = true;
    await engine.captures.connection.wake();
    await stateOf(library, id, "kept");
    expect(device.server.asked).toContain("resume c1");
    expect(device.server.asked.filter((what) => what.startsWith("start"))).toHaveLength(2);
  });

  it("[J8] never more than two at once, what a person asked for first", async () => {
    const hold = gate();
    const { library } = await tabOf();
    const urls = Array.from({ length: 5 }, (_, n) => `https://site${n}.example/`);
    for (const [n, url] of urls.entries())
      device.server.scripts.set(url, [hold.closed, { ...failed("gone"), id: `c${n}` }]);
    const ids: LinkId[] = [];
    for (const url of urls) {
      device.time += 1;
      ids.push(await save(library, url));
    }
    expect(await stateOf(library, ids[4]!, "queued")).toMatchObject({ ahead: 4 });
    hold.open();
    for (const id of ids) await stateOf(library, id, "failed");
    expect(device.server.mostRunning).toBe(2);
    expect(device.server.asked.filter((what) => what.startsWith("start"))).toEqual(
      urls.map((url) => `start ${url}`),
    );
  });

  it("[J8] one page of a site at a time; another site need not wait for it", async () => {
    const hold = gate();
    const { library } = await tabOf();
    const urls = [`${URL_A}0`, `${URL_A}1`, "https://another.example/"];
    for (const [n, url] of urls.entries())
      device.server.scripts.set(url, [hold.closed, { ...failed("gone"), id: `c${n}` }]);
    const ids: LinkId[] = [];
    for (const url of urls) {
      device.time += 1;
      ids.push(await save(library, url));
    }
    const started = () => device.server.asked.filter((what) => what.startsWith("start"));
    await vi.waitFor(() => expect(started()).toHaveLength(2));
    expect(started()).toEqual([`start ${urls[0]}`, `start ${urls[2]}`]);
    hold.open();
    for (const id of ids) await stateOf(library, id, "failed");
    expect(started()[2]).toBe(`start ${urls[1]}`);
  });

  it("[J9] a failed capture is tried again when the person asks, and older snapshots stay", async () => {
    const snapshot = await snapshotAt(device.server, "SSSSSSSSSSSSSS", "hello");
    device.server.scripts.set(URL_A, [{ type: "done", id: "c1", snapshot }]);
    const { library } = await tabOf();
    const id = await save(library, URL_A);
    await stateOf(library, id, "kept");
    device.server.scripts.set(URL_A, [failed("login", { verdict: "wall", httpStatus: 401 })]);
    await library.capture(id);
    expect(await stateOf(library, id, "failed")).toMatchObject({
      code: "login",
      verdict: "wall",
      snapshots: 1,
    });
    const found = library.list({ place: "all", query: "is:failed", sort: "newest" });
    expect((await first(found.view)).total).toBe(1);
    const next = await snapshotAt(device.server, "UUUUUUUUUUUUUU", "hello again");
    device.server.scripts.set(URL_A, [{ type: "done", id: "c2", snapshot: next }]);
    await library.capture(id);
    expect(await stateOf(library, id, "kept")).toMatchObject({ snapshots: 2 });
    await first(found.view, ({ total }) => total === 0);
  });

  it("[J10] a cancelled capture ends here and at the server", async () => {
    const never = gate();
    device.server.scripts.set(URL_A, [step(0.1), never.closed]);
    const { library, engine } = await tabOf();
    const id = await save(library, URL_A);
    await vi.waitFor(() => expect(engine.captures.board.get(id)?.captureId).toBe("c1"));
    await library.cancelCapture(id);
    expect(await stateOf(library, id, "none")).toEqual({ kind: "none" });
    expect(device.server.asked).toContain("cancel c1");
    never.open();
  });

  it("[I31] a link in the trash does not say that it awaits a snapshot, and does again when it is back", async () => {
    device.server.isOnline = false;
    const { library } = await tabOf();
    const id = await save(library, URL_A);
    await stateOf(library, id, "offline");
    await library.trash([id]);
    expect(await stateOf(library, id, "none")).toEqual({ kind: "none" });
    const trashed = library.list({ place: "trash", query: "", sort: "newest" });
    await first(trashed.view, ({ total }) => total === 1);
    await vi.waitFor(() => expect(trashed.rows(0, 1)[0]?.state).toEqual({ kind: "none" }));
    await library.restore([id]);
    await stateOf(library, id, "offline");
  });

  it("[J19] a link in the trash is not captured while it lies there, and is when it comes back", async () => {
    const [snapshot, another] = await Promise.all(
      ["SSSSSSSSSSSSSS", "TTTTTTTTTTTTTT"].map((name) => snapshotAt(device.server, name, `hello ${name}`)),
    );
    const other = "https://example.org/b";
    device.server.scripts.set(URL_A, [{ type: "done", id: "c1", snapshot: snapshot! }]);
    device.server.scripts.set(other, [{ type: "done", id: "c2", snapshot: another! }]);
    device.server.isOnline = false;
    const { library, engine } = await tabOf();
    const [id, second] = [await save(library, URL_A), await save(library, other)];
    await stateOf(library, second, "offline");
    await library.trash([id]);
    await first(library.status, ({ capturesWaiting }) => capturesWaiting === 1);
    device.server.isOnline = true;
    await engine.captures.connection.check();
    // The second was asked for after the first, which would have had its turn by then.
    await stateOf(library, second, "kept");
    expect(device.server.asked.filter((what) => what.startsWith("start"))).toEqual([`start ${other}`]);
    await library.restore([id]);
    expect(await stateOf(library, id, "kept")).toMatchObject({ snapshots: 1 });
  });

  it("[J11] a link never claims files that are damaged or missing", async () => {
    const snapshot = await snapshotAt(device.server, "SSSSSSSSSSSSSS", "hello");
    const [hash, blob] = [...device.server.blobs][0]!;
    device.server.blobs.set(hash, { ...blob, bytes: new TextEncoder().encode("something else") });
    device.server.scripts.set(URL_A, [{ type: "done", id: "c1", snapshot }]);
    const { library } = await tabOf();
    const id = await save(library, URL_A);
    expect(await stateOf(library, id, "waiting")).toMatchObject({ code: "internal", tries: 1 });
    expect(device.cache.blobs.has(hash)).toBe(false);
    expect((await first(library.link(id)))?.snapshots).toEqual([]);
  });

  it("[J12] HTTP-068: a full device says so and keeps the link", async () => {
    const snapshot = await snapshotAt(device.server, "SSSSSSSSSSSSSS", "hello");
    device.server.scripts.set(URL_A, [{ type: "done", id: "c1", snapshot }]);
    device.cache.isFull = true;
    const { library } = await tabOf();
    const id = await save(library, URL_A);
    await stateOf(library, id, "waiting");
    await first(library.status, ({ trouble }) => trouble?.kind === "quota");
  });
});

describe("the device's token", () => {
  it("[J13] is claimed at first contact and again when the server forgot it", async () => {
    const { library, engine } = await tabOf();
    await first(library.status, ({ server }) => server.kind === "ready");
    device.server.tokens.clear();
    device.server.freeClaim = "token-2";
    device.time += 60_000;
    device.server.scripts.set(URL_A, [failed("gone", { verdict: "gone" })]);
    const id = await save(library, URL_A);
    await stateOf(library, id, "failed");
    expect(engine.captures.connection.token).toBe("token-2");
    expect(device.server.asked.filter((what) => what === "claim")).toHaveLength(2);
  });

  it("[J14] needs the console's code where claiming is not free", async () => {
    device.server.freeClaim = null;
    const one = await tabOf();
    await first(one.library.status, ({ server }) => server.kind === "unclaimed");
    const id = await save(one.library, URL_A);
    await stateOf(one.library, id, "offline");
    device.server.scripts.set(URL_A, [failed("gone", { verdict: "gone" })]);
    expect(await one.library.claim("CODE")).toBe(true);
    await stateOf(one.library, id, "failed");
    one.close();
    const two = await tabOf();
    await first(two.library.status, ({ server }) => server.kind === "ready");
    expect(device.server.asked.filter((what) => what === "claim")).toHaveLength(2);
  });
});

describe("a stream of events", () => {
  it("[J15] is read whatever comes over it", () => {
    expect(parseCaptureEvent('{"type":"step","id":"c","step":"read","progress":7}')).toMatchObject({
      progress: 1,
    });
    expect(parseCaptureEvent('{"type":"done","id":"c","snapshot":{"id":1}}')).toMatchObject({
      type: "failed",
    });
    expect(parseCaptureEvent('{"type":"failed","id":"c","code":"odd"}')).toMatchObject({ code: "internal" });
    for (const line of ["", "{", "null", "[]", '{"type":"new"}', '{"type":"step","step":"fly"}'])
      expect(parseCaptureEvent(line)).toBeNull();
  });

  it("[J15] in lines, however they were cut, and not for ever when nothing comes", async () => {
    const bytes = new TextEncoder().encode('{"a":"链接"}\n\n{"b":1}\n{"c"');
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const lines: string[] = [];
    for await (const line of readLines(stream, 1000)) lines.push(line);
    expect(lines).toEqual(['{"a":"链接"}', '{"b":1}', '{"c"']);
    const silent = readLines(new ReadableStream<Uint8Array>(), 20);
    await expect(silent.next()).rejects.toThrow("silence");
  });
});
