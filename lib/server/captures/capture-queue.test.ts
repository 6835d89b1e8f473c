import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { CaptureEvent, CaptureStep } from "../../domain/capture";
import { fail, ok, type Result } from "../../domain/result";
import { createMemoryBlobStore } from "../../ports/memory/memory-blob-store";
import type { Captured, CapturedFile, CaptureFailed, Capturer, CaptureJob } from "../../ports/capturer";
import type { RunningCapture } from "../runtime";
import { openCaptureQueue, type ClosableCaptureQueue } from "./capture-queue";
import { openJournal } from "./journal";
import type { CaptureQueueOptions } from "./queue-options";

const DAY = 24 * 3600_000;
const root = await mkdtemp(join(tmpdir(), "linksnap-captures-"));
afterAll(() => rm(root, { recursive: true, force: true }));
let folders = 0;
const newFolder = async (): Promise<string> => {
  const path = join(root, String(folders++));
  await mkdir(path);
  return path;
};

async function fileOf(folder: string, kind: CapturedFile["kind"], content: string): Promise<CapturedFile> {
  const path = join(folder, `${kind}-${folders++}`);
  await writeFile(path, content);
  const sha256 = createHash("sha256").update(content).digest("hex");
  return { kind, path, sha256, bytes: Buffer.byteLength(content), mediaType: "text/plain" };
}

async function captured(
  files: readonly CapturedFile[] | null = null,
): Promise<Captured & { isDisposed: () => boolean }> {
  const folder = await newFolder();
  let disposed = false;
  return {
    files: files ?? [await fileOf(folder, "text", "words")],
    finalUrl: "http://site.example/final",
    httpStatus: 200,
    verdict: "good",
    page: { title: "T", site: "", author: "", published: "", language: "", description: "" },
    missing: [],
    words: 1,
    isArticle: true,
    dispose: async () => void (disposed = true),
    isDisposed: () => disposed,
  };
}

/** A capturer whose captures end when the test says so. */
class ManualCapturer implements Capturer {
  readonly jobs = new Map<string, CaptureJob>();
  readonly started: string[] = [];
  readonly #ends = new Map<string, (result: Result<Captured, CaptureFailed>) => void>();

  capture(job: CaptureJob): Promise<Result<Captured, CaptureFailed>> {
    this.jobs.set(job.url, job);
    this.started.push(job.url);
    return new Promise((resolve) => {
      this.#ends.set(job.url, resolve);
      job.signal.addEventListener("abort", () => this.#crash(job.url));
    });
  }
  #crash(url: string): void {
    this.end(url, fail({ code: "crashed", verdict: "error", message: "killed" }));
  }
  end(url: string, result: Result<Captured, CaptureFailed>): void {
    this.#ends.get(url)?.(result);
    this.#ends.delete(url);
  }
  step(url: string, step: CaptureStep, progress: number): void {
    this.jobs.get(url)!.onStep(step, progress);
  }
  health = async () => ({ available: true, browser: "Chromium 156", sandbox: true });
  async close(): Promise<void> {
    for (const url of this.#ends.keys()) this.#crash(url);
  }
}

interface World {
  readonly queue: ClosableCaptureQueue;
  readonly capturer: ManualCapturer;
  readonly folder: string;
  readonly reports: string[];
}
async function open(options: Partial<CaptureQueueOptions> & { folder?: string } = {}): Promise<World> {
  const capturer = new ManualCapturer();
  const reports: string[] = [];
  const folder = options.folder ?? (await newFolder());
  const queue = await openCaptureQueue({
    capturer,
    blobs: createMemoryBlobStore(),
    journal: await openJournal(folder, DAY),
    parallel: 2,
    report: (words) => reports.push(words),
    ...options,
  });
  return { queue, capturer, folder, reports };
}

const until = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
  for (let i = 0; i < 8_000; i++) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error("it never happened");
};
const all = async (capture: RunningCapture, signal?: AbortSignal): Promise<CaptureEvent[]> => {
  const events: CaptureEvent[] = [];
  for await (const event of capture.events(signal)) events.push(event);
  return events;
};
const start = (queue: ClosableCaptureQueue, url: string, linkId?: string): RunningCapture =>
  queue.start({ url, ...(linkId === undefined ? {} : { linkId }) })!;
const left = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter((name) => name.endsWith(".json"));

const A = "http://a.example/1";
const B = "http://b.example/1";
const C = "http://c.example/1";

describe("capture queue", () => {
  it("[S3] tells what happens and ends with the manifest of what it stored", async () => {
    const blobs = createMemoryBlobStore();
    const { queue, capturer } = await open({ blobs, now: () => 1234 });
    const folder = await newFolder();
    const image = await fileOf(folder, "resource", "pixels");
    const page = await fileOf(
      folder,
      "page",
      `<img src="cas:${image.sha256}"><img src="cas:${"0".repeat(64)}">`,
    );
    const text = await fileOf(folder, "text", "words");
    const events = all(start(queue, A, "0123456789abcd"));
    await until(() => capturer.jobs.has(A));
    capturer.step(A, "load", 0.2);
    const result = await captured([text, image, page]);
    capturer.end(A, ok(result));
    const told = await events;
    const [queued, step, done] = [told[0], told.at(-2), told.at(-1)];
    expect(queued).toMatchObject({ type: "queued", position: 0 });
    expect(step).toMatchObject({ type: "step", step: "load", progress: 0.2 });
    if (done?.type !== "done") throw new Error("not done");
    expect(done.snapshot).toMatchObject({
      linkId: "0123456789abcd",
      url: A,
      finalUrl: "http://site.example/final",
      capturedAt: 1234,
      capturedBy: "server",
      textHash: text.sha256,
    });
    expect(done.snapshot.id).toMatch(/^[0-9A-Za-z]{14}$/);
    expect(
      done.snapshot.artifacts.map(({ kind, bytes, resourceBytes }) => ({ kind, bytes, resourceBytes })),
    ).toEqual([
      { kind: "text", bytes: 5, resourceBytes: undefined },
      { kind: "page", bytes: page.bytes, resourceBytes: 6 },
    ]);
    for (const hash of [image.sha256, page.sha256, text.sha256])
      expect(await blobs.info(hash)).not.toBeNull();
    await until(() => result.isDisposed());
  });

  it("[M21] calls a page unchanged for a watch by what it says, for a person only when all its files are the same", async () => {
    const seen = { text: "a".repeat(64), page: "b".repeat(64), look: "" };
    const end = async (url: string, rest: string, watch: boolean): Promise<string | undefined> => {
      const { queue, capturer } = await open();
      const base = {
        id: "0123456789abcd",
        prints: { ...seen, rest: "c".repeat(64) },
        kinds: ["text" as const],
      };
      const capture = queue.start({ url, base, ...(watch ? { watch } : {}) });
      if (!capture) throw new Error("not taken");
      const events = all(capture);
      await until(() => capturer.jobs.has(url));
      capturer.end(url, ok({ ...(await captured()), prints: { ...seen, rest } }));
      return (await events).at(-1)?.type;
    };
    expect(await end(A, "c".repeat(64), false)).toBe("same");
    expect(await end(A, "d".repeat(64), false)).toBe("done");
    expect(await end(A, "d".repeat(64), true)).toBe("same");
    expect(await end(A, "", false)).toBe("done");
  });

  it("[S3] stores nothing whose bytes are not what was measured", async () => {
    const { queue, capturer, reports } = await open();
    const file = await fileOf(await newFolder(), "text", "words");
    const events = all(start(queue, A));
    await until(() => capturer.jobs.has(A));
    const result = await captured([{ ...file, sha256: "0".repeat(64) }]);
    capturer.end(A, ok(result));
    expect((await events).at(-1)).toMatchObject({ type: "failed", code: "internal" });
    expect(reports.join()).toContain("changed");
    expect(result.isDisposed()).toBe(true);
  });

  it("[S4] runs a bounded number at once and one per site, by whatever host, in the order they came", async () => {
    const { queue, capturer } = await open({ parallel: 2 });
    for (const url of [A, "http://m.a.example/2", B, C]) start(queue, url);
    await until(() => capturer.started.length === 2);
    expect(capturer.started).toEqual([A, B]);
    capturer.end(B, ok(await captured()));
    await until(() => capturer.started.length === 3);
    expect(capturer.started[2]).toBe(C);
    capturer.end(A, ok(await captured()));
    await until(() => capturer.started.length === 4);
    expect(capturer.started[3]).toBe("http://m.a.example/2");
  });

  it("[S4] SSRF-235: of a hundred captures of one slow host one runs, the next host's run, and each is told its turn", async () => {
    const { queue, capturer } = await open({ parallel: 2, maxWaiting: 200 });
    const slow = Array.from({ length: 100 }, (_, i) => start(queue, `http://slow.example/${i}`));
    start(queue, B);
    await until(() => capturer.started.length === 2);
    expect(capturer.started).toEqual(["http://slow.example/0", B]);
    for (const capture of slow.slice(1)) expect(queue.get(capture.id)).not.toBeNull();
    capturer.end("http://slow.example/0", ok(await captured()));
    await until(() => capturer.started.length === 3);
    expect(capturer.started[2]).toBe("http://slow.example/1");
    await queue.close();
  });

  it("[S42] lets a site rest between two captures, longer where it asked; other sites go on meanwhile", async () => {
    const { queue, capturer } = await open({ parallel: 1, sitePauseMs: 150 });
    const first = start(queue, A);
    const events = all(start(queue, "http://a.example/2"));
    start(queue, "http://a.example/3");
    start(queue, B);
    await until(() => capturer.started.length === 1);
    let ended = performance.now();
    capturer.end(A, ok(await captured()));
    await all(first);
    await until(() => capturer.started.length === 2);
    expect(capturer.started[1]).toBe(B);
    capturer.end(B, ok(await captured()));
    await until(() => capturer.started.length === 3);
    expect(capturer.started[2]).toBe("http://a.example/2");
    expect(performance.now() - ended).toBeGreaterThanOrEqual(149);
    ended = performance.now();
    const busy = { code: "rate-limited", verdict: "error", message: "slow down", retryAfter: 0.4 } as const;
    capturer.end("http://a.example/2", fail(busy));
    expect((await events).map((event) => event.type === "queued" && event.position).slice(0, 2)).toEqual([
      1, 0,
    ]);
    await until(() => capturer.started.length === 4);
    expect(performance.now() - ended).toBeGreaterThanOrEqual(399);
  });

  it("[S4] tells those that wait how many are ahead", async () => {
    const { queue, capturer } = await open({ parallel: 1 });
    start(queue, A);
    start(queue, B);
    await until(() => capturer.started.length === 1);
    const third = start(queue, C).events()[Symbol.asyncIterator]();
    expect((await third.next()).value).toMatchObject({ type: "queued", position: 2 });
    capturer.end(A, ok(await captured()));
    expect((await third.next()).value).toMatchObject({ type: "queued", position: 1 });
  });

  it("[S4] what runs is not said to wait, also before its browser has started", async () => {
    const { queue, capturer } = await open({ parallel: 1 });
    start(queue, A);
    const second = start(queue, B).events()[Symbol.asyncIterator]();
    expect((await second.next()).value).toMatchObject({ type: "queued", position: 1 });
    await until(() => capturer.started.length === 1);
    capturer.end(A, ok(await captured()));
    expect((await second.next()).value).toMatchObject({ type: "step", step: "load", progress: 0 });
  });

  it("[S4] HTTP-058: takes no more than may wait", async () => {
    const { queue, capturer } = await open({ parallel: 1, maxWaiting: 2 });
    start(queue, A);
    await until(() => capturer.started.length === 1);
    expect([queue.start({ url: B }), queue.start({ url: C })]).not.toContain(null);
    expect(queue.start({ url: "http://d.example/" })).toBeNull();
  });

  it("[S5] the same url and link asked twice while one runs is one capture; afterwards it is a new one", async () => {
    const { queue, capturer } = await open();
    const first = start(queue, A, "0123456789abcd");
    expect(start(queue, A, "0123456789abcd").id).toBe(first.id);
    expect(start(queue, A, "0123456789abce").id).not.toBe(first.id);
    await until(() => capturer.jobs.has(A));
    capturer.end(A, ok(await captured()));
    await all(first);
    expect(start(queue, A, "0123456789abcd").id).not.toBe(first.id);
  });

  it("[S6] a reader that went away can come back and gets the past in short, then the rest", async () => {
    const { queue, capturer } = await open();
    const capture = start(queue, A);
    const leaving = new AbortController();
    const partial = all(capture, leaving.signal);
    await until(() => capturer.jobs.has(A));
    for (let i = 1; i <= 1000; i++) capturer.step(A, "load", i / 4000);
    capturer.step(A, "read", 0.5);
    leaving.abort();
    await partial;
    const resumed = all(queue.get(capture.id)!);
    capturer.end(A, ok(await captured()));
    expect((await resumed).map((event) => event.type)).toEqual(["queued", "step", "step", "done"]);
    expect((await resumed)[1]).toMatchObject({ step: "load", progress: 0.25 });
  });

  it("[S6] progress never goes back and never passes 1", async () => {
    const { queue, capturer } = await open();
    const reader = start(queue, A).events()[Symbol.asyncIterator]();
    await until(() => capturer.jobs.has(A));
    await reader.next();
    await reader.next();
    const seen: number[] = [];
    for (const progress of [0.4, 0.2, 7]) {
      capturer.step(A, "load", progress);
      const { value } = (await reader.next()) as { value: CaptureEvent };
      if (value.type === "step") seen.push(value.progress);
    }
    expect(seen).toEqual([0.4, 0.4, 1]);
  });

  it("[S7] cancelling ends what runs and what waits, and says so", async () => {
    const { queue, capturer, folder } = await open({ parallel: 1 });
    const [running, waiting] = [start(queue, A), start(queue, B)];
    await until(() => capturer.jobs.has(A));
    const events = [all(running), all(waiting)];
    expect(queue.cancel(waiting.id)).toBe(true);
    expect(queue.cancel(running.id)).toBe(true);
    for (const list of events)
      expect((await list).at(-1)).toMatchObject({ type: "failed", code: "cancelled" });
    expect(capturer.jobs.get(A)!.signal.aborted).toBe(true);
    expect(capturer.jobs.has(B)).toBe(false);
    expect(queue.cancel(running.id)).toBe(false);
    expect(queue.cancel("nothing")).toBe(false);
    await until(async () => (await left(folder)).length === 0);
  });

  it("[S7] cancelling at once, before it is confirmed, works too", async () => {
    const { queue, capturer, folder } = await open();
    const capture = start(queue, A);
    queue.cancel(capture.id);
    expect((await all(capture)).at(-1)).toMatchObject({ type: "failed", code: "cancelled" });
    expect(capturer.started).toEqual([]);
    expect(await left(folder)).toEqual([]);
  });

  it("[S7] asking again while a cancelled capture is still being ended is a new capture", async () => {
    const { queue, capturer } = await open();
    const first = start(queue, A);
    await until(() => capturer.jobs.has(A));
    const ended = all(first);
    queue.cancel(first.id);
    const second = start(queue, A);
    expect(second.id).not.toBe(first.id);
    expect((await ended).at(-1)).toMatchObject({ type: "failed", code: "cancelled" });
    await until(() => capturer.started.length === 2);
    capturer.end(A, ok(await captured()));
    expect((await all(second)).at(-1)?.type).toBe("done");
  });

  it("[S8] what ran and what waited when the server stopped runs at the next start, under the same id", async () => {
    const before = await open({ parallel: 1 });
    const [running, waiting] = [start(before.queue, A), start(before.queue, B)];
    await until(() => before.capturer.jobs.has(A));
    await until(async () => (await left(before.folder)).length === 2);
    const cut = all(running);
    await before.queue.close();
    expect((await cut).map((event) => event.type)).toEqual(["queued", "step"]);

    const after = await open({ folder: before.folder, parallel: 2 });
    await until(() => after.capturer.started.length === 2);
    after.capturer.end(A, ok(await captured()));
    expect((await all(after.queue.get(running.id)!)).at(-1)?.type).toBe("done");
    expect(after.queue.get(waiting.id)).not.toBeNull();
  });

  it("[S8] a capture that was cut off without warning runs again too, but not for ever", async () => {
    const folder = await newFolder();
    let id = "";
    for (let attempt = 1; attempt <= 3; attempt++) {
      // Not closed: as if the process had been killed.
      const { queue, capturer } = await open({ folder });
      if (attempt === 1) id = start(queue, A).id;
      await until(() => capturer.started.length === 1);
    }
    const { queue, capturer } = await open({ folder });
    expect((await all(queue.get(id)!)).at(-1)).toMatchObject({ type: "failed", code: "interrupted" });
    expect(capturer.started).toEqual([]);
    await until(async () => (await left(folder)).length === 0);
  });

  it("[S8] CAP-059: power that goes between the files and the manifest costs a second run and nothing else", async () => {
    const folder = await newFolder();
    const blobs = createMemoryBlobStore();
    const before = await open({ folder, blobs });
    const { id } = start(before.queue, A);
    await until(() => before.capturer.started.length === 1);
    await until(async () => (await left(folder)).length === 1);
    // The files are stored, the manifest is not: nothing more happens in the old process.
    const hash = await blobs.put(new TextEncoder().encode("words"), "text/plain");
    const after = await open({ folder, blobs });
    await until(() => after.capturer.started.length === 1);
    after.capturer.end(A, ok(await captured()));
    const end = (await all(after.queue.get(id)!)).at(-1)!;
    expect(end.type === "done" && end.snapshot.artifacts).toMatchObject([{ kind: "text", hash, bytes: 5 }]);
    expect(await blobs.info(hash)).toMatchObject({ bytes: 5 });
  });

  it("[S8] orderly stops do not count as attempts", async () => {
    const folder = await newFolder();
    let id = "";
    for (let stop = 1; stop <= 5; stop++) {
      const { queue, capturer } = await open({ folder });
      if (stop === 1) id = start(queue, A).id;
      await until(() => capturer.started.length === 1);
      await queue.close();
    }
    expect((await open({ folder })).queue.get(id)).not.toBeNull();
  });

  it("[S9] a manifest waits for its device through a restart, and is kept until it was handed over", async () => {
    const before = await open();
    const { id } = start(before.queue, A);
    await until(() => before.capturer.jobs.has(A));
    before.capturer.end(A, ok(await captured()));
    await until(async () =>
      (await import("node:fs")).readFileSync(join(before.folder, `${id}.json`), "utf8").includes("snapshot"),
    );
    await before.queue.close();

    const after = await open({ folder: before.folder, keepEnded: 30 });
    expect((await all(after.queue.get(id)!)).at(-1)).toMatchObject({ type: "done", snapshot: { id } });
    expect(after.capturer.started).toEqual([]);
    await until(async () => (await left(before.folder)).length === 0);
    expect((await open({ folder: before.folder })).queue.get(id)).toBeNull();
  });

  it("[S9] a manifest that was handed over can be asked for again after a restart: the answer may have been lost", async () => {
    const before = await open();
    const capture = start(before.queue, A);
    await until(() => before.capturer.jobs.has(A));
    before.capturer.end(A, ok(await captured()));
    expect((await all(capture)).at(-1)?.type).toBe("done");
    await before.queue.close();
    const after = await open({ folder: before.folder });
    expect((await all(after.queue.get(capture.id)!)).at(-1)).toMatchObject({
      type: "done",
      snapshot: { id: capture.id },
    });
  });

  it("[S9] what ended is forgotten after its time, a manifest nobody fetched only after a day", async () => {
    const { queue, capturer } = await open({ keepEnded: 30 });
    const failed = start(queue, A);
    const waited = start(queue, B);
    await until(() => capturer.started.length === 2);
    capturer.end(A, fail({ code: "gone", verdict: "gone", message: "404" }));
    capturer.end(B, ok(await captured()));
    await until(() => queue.get(failed.id) === null);
    expect((await all(queue.get(waited.id)!)).at(-1)?.type).toBe("done");
    await until(() => queue.get(waited.id) === null);
  });

  it("[S10] a journal that cannot be written fails its capture in words and nothing else", async () => {
    const folder = await newFolder();
    const journal = await openJournal(folder, DAY);
    const { queue, capturer, reports } = await open({
      journal: {
        ...journal,
        save: async (entry) => {
          if (entry.request.url === A) throw new Error("ENOSPC: no space left");
          await journal.save(entry);
        },
      },
    });
    expect((await all(start(queue, A))).at(-1)).toMatchObject({ type: "failed", code: "internal" });
    expect(reports.join()).toContain("ENOSPC");
    start(queue, B);
    await until(() => capturer.started.includes(B));
  });

  it("[S10] a capture that failed for a reason of the disk does not run again at the next start", async () => {
    const before = await open();
    const capture = start(before.queue, A);
    await until(() => before.capturer.jobs.has(A));
    const file = await fileOf(await newFolder(), "text", "words");
    before.capturer.end(A, ok(await captured([{ ...file, path: `${file.path}-gone` }])));
    expect((await all(capture)).at(-1)).toMatchObject({ type: "failed", code: "internal" });
    await until(async () => (await left(before.folder)).length === 0);
  });

  it("[S10] a stop while a capture is being written down begins none after it", async () => {
    const { queue, capturer, folder } = await open();
    const { id } = start(queue, A);
    await until(async () => (await left(folder)).length === 1);
    await queue.close();
    expect(capturer.started.length).toBeLessThanOrEqual(1);
    const after = await open({ folder });
    expect(after.queue.get(id)).not.toBeNull();
    await after.queue.close();
  });

  it("[S10] a damaged journal file costs only itself", async () => {
    const before = await open();
    const { id } = start(before.queue, A);
    await until(async () => (await left(before.folder)).length === 1);
    await before.queue.close();
    await writeFile(join(before.folder, "zzzzzzzzzzzzzz.json"), '{"id":"zz');
    await writeFile(join(before.folder, "yyyyyyyyyyyyyy.json"), '{"id":"other"}');
    await mkdir(join(before.folder, "xxxxxxxxxxxxxx.json"));
    const after = await open({ folder: before.folder });
    expect(after.queue.get(id)).not.toBeNull();
    expect((await readdir(before.folder)).filter((name) => name.endsWith(".damaged"))).toHaveLength(3);
  });

  it("[MB30] lets go of a capture as soon as its device has every file, but of nothing others wait for", async () => {
    const blobs = createMemoryBlobStore();
    const { queue, capturer, folder } = await open({ blobs });
    const own: string[] = [];
    const made = async (url: string): Promise<string> => {
      const capture = start(queue, url);
      await until(() => capturer.jobs.has(url));
      const at = await newFolder();
      const files = [await fileOf(at, "text", `words of ${url}`), await fileOf(at, "favicon", "shared")];
      own.push(...files.map(({ sha256 }) => sha256));
      capturer.end(url, ok(await captured(files)));
      expect((await all(capture)).at(-1)?.type).toBe("done");
      return capture.id;
    };
    const [first, second] = [await made(A), await made(B)];
    const [text = "", shared = ""] = own;
    expect(queue.cancel(first)).toBe(true);
    expect(queue.get(first)).toBeNull();
    await until(async () => (await blobs.info(text)) === null);
    expect(await blobs.info(shared)).not.toBeNull();
    queue.cancel(second);
    await until(async () => (await blobs.info(shared)) === null);
    await until(async () => (await left(folder)).length === 0);
  });
});
