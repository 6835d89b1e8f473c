import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CaptureEvent } from "../../domain/capture";
import type { LinkId } from "../../domain/ids";
import type { CaptureStream } from "../../ports/capture-server";
import type { UpdateLog } from "../../ports/update-log";
import type { CaptureState, Library } from "../library";
import { first, save, snapshotAt, TestDevice } from "../testing/harness";
import type { Tab } from "../testing/harness";
import { afterBusy, isDue, newTask } from "./task";

const URL_A = "https://example.org/a";
const URL_B = "https://other.example/b";
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

const stateOf = (library: Library, id: LinkId, kind: CaptureState["kind"]) =>
  first(library.link(id), (view) => view?.row.state.kind === kind).then((view) => view!.row.state);
const step: CaptureEvent = { type: "step", id: "c1", step: "load", progress: 0.1 };
const gone: CaptureEvent = {
  type: "failed",
  id: "c9",
  verdict: "gone",
  code: "gone",
  message: "",
};
/** A promise and what resolves it. */
const gate = () => {
  let openIt = (): void => undefined;
  const closed = new Promise<void>((resolve) => {
    openIt = resolve;
  });
  return { closed, open: () => openIt() };
};
/** The server hands out files only once the gate is open. */
const holdBlobs = () => {
  const hold = gate();
  const blob = device.server.blob.bind(device.server);
  device.server.blob = async (...args) => {
    await hold.closed;
    return blob(...args);
  };
  return hold;
};
const shared = () => snapshotAt(device.server, "SSSSSSSSSSSSSS", "hello");
async function keepBoth(library: Library) {
  const one = await shared();
  const own = await snapshotAt(device.server, "UUUUUUUUUUUUUU", "own");
  const both = { ...own, artifacts: [...own.artifacts, ...one.artifacts] };
  device.server.scripts.set(URL_A, [{ type: "done", id: "c1", snapshot: one }]);
  device.server.scripts.set(URL_B, [{ type: "done", id: "c2", snapshot: both }]);
  const a = await save(library, URL_A);
  const b = await save(library, URL_B);
  for (const id of [a, b]) await stateOf(library, id, "kept");
  return { a, b, hash: one.artifacts[0]!.hash };
}

describe("kept files", () => {
  it("[K2] a purge leaves files that another snapshot names, also after they had to be fetched again", async () => {
    const { library } = await tabOf();
    const { a, hash } = await keepBoth(library);
    device.cache.blobs.clear();
    expect(await library.fetchArtifacts(a)).toBe(true);
    await library.trash([a]);
    await library.purge([a]);
    expect(device.cache.blobs.has(hash)).toBe(true);
  });

  it("[K2] a purge never takes a file away that a capture is just claiming", async () => {
    const { library } = await tabOf();
    const { a, b } = await keepBoth(library);
    const hold = gate();
    const remove = device.cache.remove.bind(device.cache);
    device.cache.remove = async (hashes) => {
      await hold.closed;
      return remove(hashes);
    };
    await library.trash([a, b]);
    const purged = library.purge([a, b]);
    const snapshot = { ...(await shared()), id: "VVVVVVVVVVVVVV" as never };
    const url = "https://example.org/c";
    device.server.scripts.set(url, [{ type: "done", id: "c3", snapshot }]);
    const id = await save(library, url);
    await stateOf(library, id, "fetching");
    await new Promise((resolve) => setTimeout(resolve, 50));
    hold.open();
    await purged;
    await stateOf(library, id, "kept");
    expect(await library.artifactText(snapshot.artifacts[0]!)).toContain("hello");
    expect(device.cache.blobs.size).toBe(2);
  });

  it.each(["cancelled", "purged"] as const)(
    "[K5] CAP-061: files of a capture that was %s while they came do not stay",
    async (how) => {
      const hold = holdBlobs();
      device.server.scripts.set(URL_A, [{ type: "done", id: "c1", snapshot: await shared() }]);
      const { library, database } = await tabOf();
      const id = await save(library, URL_A);
      await stateOf(library, id, "fetching");
      if (how === "cancelled") await library.cancelCapture(id);
      else {
        await library.trash([id]);
        await library.purge([id]);
      }
      hold.open();
      await vi.waitFor(() => expect(device.server.asked.some((what) => what.startsWith("blob"))).toBe(true));
      await vi.waitFor(async () => expect(await database.blobs.count()).toBe(0));
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(device.cache.blobs.size).toBe(0);
      expect(await database.tasks.count()).toBe(0);
    },
  );

  it("[K3] opening a link tells which files the browser threw away", async () => {
    const one = await tabOf();
    const { a } = await keepBoth(one.library);
    device.cache.blobs.clear();
    const two = await tabOf();
    const view = await first(two.library.link(a), (seen) => seen?.held.size === 0);
    expect(view?.snapshots).toHaveLength(1);
  });

  it("[K3] a file that is here counts as held again although the register had lost it", async () => {
    const { library, database } = await tabOf();
    const { a, hash } = await keepBoth(library);
    await database.blobs.clear();
    device.server.isOnline = false;
    expect(await library.fetchArtifacts(a)).toBe(true);
    expect((await database.blobs.get(hash))?.bytes).toBe(device.server.blobs.get(hash)?.bytes.length);
    const view = await first(library.link(a), (seen) => seen?.held.has(hash) === true);
    expect(view).not.toBeNull();
  });
});

describe("the device's token", () => {
  it("[J13] is not thrown away for a refusal that its predecessor got", async () => {
    const { library, engine } = await tabOf();
    await first(library.status, ({ server }) => server.kind === "ready");
    const hold = gate();
    const start = device.server.start.bind(device.server);
    let isFirst = true;
    device.server.start = (token, request) => {
      if (request.url !== URL_B || !isFirst) return start(token, request);
      isFirst = false;
      return (async function* (): CaptureStream {
        await hold.closed;
        yield { ok: false, error: { kind: "unauthorised" } };
      })();
    };
    for (const url of [URL_A, URL_B]) device.server.scripts.set(url, [gone]);
    device.server.tokens.clear();
    device.server.freeClaim = "token-2";
    device.time += 60_000;
    const b = await save(library, URL_B);
    const a = await save(library, URL_A);
    await stateOf(library, a, "failed");
    expect(engine.captures.connection.token).toBe("token-2");
    hold.open();
    await stateOf(library, b, "failed");
    expect(engine.captures.connection).toMatchObject({ token: "token-2", status: { kind: "ready" } });
    expect(device.server.asked.filter((what) => what === "claim")).toHaveLength(2);
  });

  it("[J13] is claimed anew also when files are asked for", async () => {
    const { library } = await tabOf();
    const { a } = await keepBoth(library);
    device.cache.blobs.clear();
    device.server.tokens.clear();
    device.server.freeClaim = "token-2";
    device.time += 60_000;
    expect(await library.fetchArtifacts(a)).toBe(true);
  });
});

/** The next commit waits until it is let on; those after it pass. */
function holdNextCommit(log: UpdateLog): { readonly isHeld: () => boolean; readonly open: () => void } {
  const commit = log.commit.bind(log);
  const hold = gate();
  let held = 0;
  log.commit = async (...args) => {
    if (held++ === 0) await hold.closed;
    return commit(...args);
  };
  return { isHeld: () => held > 0, open: hold.open };
}

describe("the queue", () => {
  it("[J10] a task that was taken away is not written back by what was under way", async () => {
    const end = gate();
    device.server.scripts.set(URL_A, [
      step,
      end.closed,
      { type: "done", id: "c1", snapshot: await shared() },
    ]);
    const { library, engine, database } = await tabOf();
    const id = await save(library, URL_A);
    await vi.waitFor(() => expect(engine.captures.board.get(id)?.captureId).toBe("c1"));
    const commit = holdNextCommit(engine.parts.log);
    end.open();
    await vi.waitFor(() => expect(commit.isHeld()).toBe(true));
    await library.cancelCapture(id);
    commit.open();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await database.tasks.count()).toBe(0);
    expect(await stateOf(library, id, "none")).toEqual({ kind: "none" });
  });

  it("[C65] what was under way does not take the place of a page that was brought meanwhile", async () => {
    const end = gate();
    const kept = await shared();
    device.server.scripts.set(URL_A, [step, end.closed, gone]);
    const { library, engine, database } = await tabOf();
    const id = await save(library, URL_A);
    await vi.waitFor(() => expect(engine.captures.board.get(id)?.captureId).toBe("c1"));
    const commit = holdNextCommit(engine.parts.log);
    // The end of the visit is about to be stored when the page comes.
    end.open();
    await vi.waitFor(() => expect(commit.isHeld()).toBe(true));
    device.server.scripts.set(URL_A, [{ type: "done", id: "c2", snapshot: kept }]);
    const bytes = new TextEncoder().encode("<!doctype html><title>Brought</title>");
    expect(await library.bring(id, { type: "text/html", bytes })).toBeNull();
    commit.open();
    await first(library.link(id), (view) => view?.row.state.kind === "kept");
    expect(device.server.asked).toContain(`bring ${URL_A} text/html ${bytes.length}`);
    expect(await database.tasks.count()).toBe(0);
  });

  it("[J16] asking for a snapshot or cancelling one is not acknowledged when it could not be stored", async () => {
    device.server.isOnline = false;
    const { library, engine } = await tabOf();
    const id = await save(library, URL_A);
    const { log } = engine.parts;
    const commit = log.commit.bind(log);
    log.commit = async () => ({ ok: false, error: { kind: "quota" } });
    await expect(library.cancelCapture(id)).rejects.toMatchObject({ trouble: { kind: "quota" } });
    expect(engine.captures.board.get(id)).toBeDefined();
    log.commit = commit;
    await library.cancelCapture(id);
    log.commit = async () => ({ ok: false, error: { kind: "quota" } });
    await expect(library.capture(id)).rejects.toMatchObject({ trouble: { kind: "quota" } });
    expect(engine.captures.board.get(id)).toBeUndefined();
  });

  it("[J6] a stream that ends without an end is taken up again, not begun anew", async () => {
    device.server.scripts.set(URL_A, [step]);
    const { library, engine } = await tabOf();
    const id = await save(library, URL_A);
    await stateOf(library, id, "waiting");
    expect(engine.captures.board.get(id)).toMatchObject({ captureId: "c1", tries: 0 });
  });

  it("[J17] no clock that was set back, and no odd answer, makes a capture wait for more than a day", () => {
    const task = newTask({ id: "AAAAAAAAAAAAAA" as LinkId, url: URL_A }, 0);
    const waiting = (nextAt: number) =>
      ({ ...task, phase: { kind: "waiting", nextAt, code: "timeout" } }) as const;
    const day = 86_400_000;
    expect(isDue(waiting(1000 + 10_000), 1000)).toBe(false);
    expect(isDue(waiting(1000 + 40 * day), 1000)).toBe(true);
    for (const retryAfter of [1e12, Number.POSITIVE_INFINITY]) {
      const { phase } = afterBusy(task, retryAfter, { now: 1000, chance: 1 });
      expect(phase.kind === "waiting" && phase.nextAt).toBeLessThanOrEqual(1000 + day);
    }
  });
});

it("[J18] a task that cannot even be begun is tried a few times, then rests", async () => {
  const { library, engine } = await tabOf();
  const asked = vi.spyOn(engine, "snapshotsOf").mockRejectedValue(new Error("the database was closed"));
  await save(library, URL_A);
  await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(3));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(asked).toHaveBeenCalledTimes(3);
  expect((await first(library.status, ({ trouble }) => trouble !== null)).trouble?.kind).toBe("database");
});
