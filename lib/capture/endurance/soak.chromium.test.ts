/**
 * Many captures at once beside a steady stream, some of them given up or killed: nothing is left of any, and memory
 * comes back to what it was. The long form is `npm run bench:soak`.
 */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Capturer } from "../../ports/capturer";
import { buildCapture } from "../build";
import { createCapturer } from "../capturer";
import { listProcesses, memoryOf, treeOf } from "../process-tree";
import { openHostileSite, type HostileSite } from "./hostile-site";

const root = join(import.meta.dirname, "..", "..", "..");
const outdir = join(root, "node_modules", ".cache", `linksnap-soak-${process.pid}`);
const workRoot = mkdtempSync(join(tmpdir(), "linksnap-soak-"));
const MB = 1024 * 1024;
/** What the machine is said to have free. */
let free = Number.POSITIVE_INFINITY;
let site: HostileSite;
let capturer: Capturer;

beforeAll(async () => {
  await buildCapture(outdir);
  site = await openHostileSite();
  capturer = createCapturer({
    chromium: process.env["LINKSNAP_CHROMIUM"] || "/usr/bin/chromium",
    allowPrivate: new Set([site.host]),
    workRoot,
    allowUnproven: true,
    keepReady: true,
    freeBytes: () => free,
    childCommand: [process.execPath, join(outdir, "capture.js")],
  });
}, 60_000);

afterAll(async () => {
  await capturer.close();
  site.close();
  rmSync(outdir, { recursive: true, force: true });
  rmSync(workRoot, { recursive: true, force: true });
}, 30_000);

/** Numbers of the processes of captures, and of those among them that are a capture's first. */
async function processes(): Promise<{ all: number[]; children: number[] }> {
  const rows = (await listProcesses()).filter((row) => !row.isZombie);
  const children: number[] = [];
  for (const { pid } of rows)
    if ((await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).includes(outdir)) children.push(pid);
  return { all: [...new Set(children.flatMap((pid) => [...treeOf(pid, rows).keys()]))], children };
}

/** What the processes of captures hold once it no longer changes. */
async function atRest(most: number): Promise<{ count: number; bytes: number }> {
  return vi.waitFor(
    async () => {
      const { all } = await processes();
      if (all.length > most) throw new Error(`${all.length} processes`);
      return { count: all.length, bytes: memoryOf(all) };
    },
    { timeout: 60_000, interval: 500 },
  );
}

const capture = async (path: string, signal = new AbortController().signal): Promise<string> => {
  const result = await capturer.capture({
    id: path,
    url: `http://${site.host}/${path}`,
    artifacts: ["text"],
    signal,
    onStep: () => undefined,
  });
  if (result.ok) await result.value.dispose();
  return result.ok ? "kept" : result.error.code;
};

/** Numbers of the browsers that captures run: Chromium's own children have a type, the browser itself has none. */
async function browsers(): Promise<number[]> {
  const found: number[] = [];
  for (const pid of (await processes()).all) {
    const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    if (command.includes("--remote-debugging-pipe") && !command.includes("--type=")) found.push(pid);
  }
  return found;
}

/** Waits until one browser is there that is not `before`, and no other. */
const standing = (before = -1): Promise<number> =>
  vi.waitFor(
    async () => {
      const [pid = before, ...others] = await browsers();
      if (pid === before || others.length > 0) throw new Error("no other browser stands ready");
      return pid;
    },
    { timeout: 60_000, interval: 200 },
  );

const none = (): Promise<void> =>
  vi.waitFor(async () => expect((await processes()).all).toEqual([]), { timeout: 60_000, interval: 200 });

const isAsked = (path: string): Promise<void> =>
  vi.waitFor(() => expect(site.asked.some((one) => one.path === path)).toBe(true), {
    timeout: 60_000,
    interval: 100,
  });

describe("the browser that stands ready", () => {
  it("[C49] is the one a capture is made in, is followed by another, and goes where memory is short", async () => {
    expect((await capturer.health()).available).toBe(true);
    const first = await standing();
    const gaveUp = new AbortController();
    const running = capture("CAP-006-never", gaveUp.signal);
    await isAsked("CAP-006-never");
    // The page is being loaded, and nobody has started another browser for it.
    expect(await browsers()).toEqual([first]);
    gaveUp.abort();
    expect(await running).toBe("cancelled");
    await standing(first);
    free = 0;
    expect((await capturer.health()).available).toBe(true);
    await none();
    expect(await capture("normal")).toBe("kept");
    await none();
    free = Number.POSITIVE_INFINITY;
  }, 240_000);
});

describe("many captures", () => {
  it("[E22] ten at once beside a stream, some given up or killed, leave nothing and no memory behind", async () => {
    expect((await capturer.health()).available).toBe(true);
    // That is the base.
    await standing();
    site.asked.length = 0;
    const base = await atRest(30);
    const gaveUp = new AbortController();
    const crowd = Array.from({ length: 10 }, (_, i) =>
      i < 2 ? capture("CAP-006-never", gaveUp.signal) : capture("normal"),
    );
    const stream = (async () => {
      const ends: string[] = [];
      for (let i = 0; i < 3; i++) ends.push(await capture("normal"));
      return ends;
    })();
    await isAsked("CAP-006-never");
    gaveUp.abort();
    const victim = (await processes()).children.at(-1);
    if (victim !== undefined) process.kill(victim, "SIGKILL");
    const ends = [...(await Promise.all(crowd)), ...(await stream)];
    expect(ends.filter((end) => end === "cancelled")).toHaveLength(2);
    expect(ends.filter((end) => end === "kept").length).toBeGreaterThanOrEqual(10);
    // A capture that was killed failed; no other was touched.
    expect(ends.filter((end) => end === "crashed").length).toBeLessThanOrEqual(1);
    const after = await atRest(base.count + 2);
    expect(after.bytes).toBeLessThan(base.bytes * 1.3 + 60 * MB);
    expect(readdirSync(workRoot).length).toBeLessThanOrEqual(2);
    await capturer.close();
    expect((await processes()).all).toEqual([]);
    expect(readdirSync(workRoot)).toEqual([]);
  }, 240_000);
});
