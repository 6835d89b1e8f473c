/**
 * Every hostile page of the threat model (capture cases), captured for real: each capture ends in time with an answer
 * and with its browser gone, and the next page is captured as ever.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { ArtifactKind } from "../../domain/artifact";
import type { Capturer } from "../../ports/capturer";
import { buildCapture } from "../build";
import { createCapturer, type CapturerOptions } from "../capturer";
import { Budget } from "../child/budget";
import { listProcesses, treeOf } from "../process-tree";
import { hostilePages, openHostileSite, type HostileSite } from "./hostile-site";

const DEADLINE_MS = 8_000;
/** As the default: a busy machine must not end what should end by itself. */
const USUAL_MS = 45_000;
const MB = 1024 * 1024;
/** Ending a tree of processes on a loaded machine. */
const GRACE_MS = 20_000;
const AT_ONCE = 4;

const root = join(import.meta.dirname, "..", "..", "..");
const outdir = join(root, "node_modules", ".cache", `linksnap-hostile-${process.pid}`);
const workRoot = mkdtempSync(join(tmpdir(), "linksnap-hostile-"));
let site: HostileSite;
let short: Capturer;
let bounded: Capturer;
let usual: Capturer;
let options: CapturerOptions;

beforeAll(async () => {
  await buildCapture(outdir);
  site = await openHostileSite();
  options = {
    chromium: process.env["LINKSNAP_CHROMIUM"] || "/usr/bin/chromium",
    allowPrivate: new Set([site.host]),
    workRoot,
    allowUnproven: true,
    childCommand: [process.execPath, join(outdir, "capture.js")],
  };
  const limits = { memoryBytes: 900 * MB, totalBytes: 20 * MB, decodedBytes: 40 * MB };
  short = createCapturer({ ...options, limits: { ...limits, deadlineMs: DEADLINE_MS } });
  bounded = createCapturer({ ...options, limits: { ...limits, deadlineMs: USUAL_MS } });
  usual = createCapturer(options);
  await Promise.all([short.health(), bounded.health(), usual.health()]);
}, 90_000);

afterAll(async () => {
  await Promise.all([short.close(), bounded.close(), usual.close()]);
  site.close();
  rmSync(outdir, { recursive: true, force: true });
  rmSync(workRoot, { recursive: true, force: true });
}, 30_000);

const capture = (capturer: Capturer, path: string, artifacts: readonly ArtifactKind[] = ["text", "page"]) =>
  capturer.capture({
    id: path,
    url: `http://${site.host}/${path}`,
    artifacts,
    signal: new AbortController().signal,
    onStep: () => undefined,
  });

/** Everything that captures of this file have started and that still runs. */
async function ownProcesses(): Promise<{ pid: number; command: string }[]> {
  const rows = (await listProcesses()).filter((row) => !row.isZombie);
  const commands = new Map<number, string>();
  for (const { pid } of rows)
    commands.set(pid, await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => ""));
  const roots = rows.filter(({ pid }) => commands.get(pid)?.includes(outdir));
  const pids = new Set(roots.flatMap(({ pid }) => [...treeOf(pid, rows).keys()]));
  return [...pids].map((pid) => ({ pid, command: commands.get(pid) ?? "" }));
}

const leftovers = async (): Promise<number> => (await ownProcesses()).length;

/**
 * How each must end: mostly kept, since what it does harms nobody. `may` is where a page fights for its own end: in part,
 * for want of time or memory, and in the short time it is given.
 */
const MAY = /^(kept|timeout|crashed|too-large|unreachable)$/;
const ENDS: Readonly<Record<string, RegExp>> = {
  "CAP-001": /^(too-large|timeout)$/,
  "CAP-002": /^(too-large|timeout)$/,
  "CAP-004": /^(unreachable|timeout)$/,
  "CAP-006-never": /^(unreachable|timeout)$/,
  "CAP-006-reset": /^unreachable$/,
  "CAP-008": MAY,
  "CAP-010": MAY,
  "CAP-016": MAY,
  "CAP-018": /^(crashed|too-large|timeout)$/,
  "CAP-021": MAY,
  "CAP-023": MAY,
  "CAP-024": /^redirect-loop$/,
  "CAP-025": /^redirect-loop$/,
  "CAP-030": /^login$/,
  "CAP-034": MAY,
  "CAP-040": /^(challenge|captcha|forbidden)$/,
  "CAP-048": MAY,
  "CAP-050": MAY,
  "CAP-055": MAY,
};
/** These get a short time; all others the usual one, in which they must end as they should. */
const isFighting = (id: string): boolean =>
  ENDS[id] === MAY || ["CAP-004", "CAP-006-never", "CAP-018"].includes(id);

describe("hostile pages", () => {
  const ids = Object.keys(hostilePages).toSorted((a, b) => Number(isFighting(a)) - Number(isFighting(b)));
  /** The end of each, and the time it took; a few at once, so that those that only wait do it together. */
  const ends = new Map<string, Promise<{ readonly code: string; readonly ms: number }>>();

  async function endOf(id: string): Promise<{ code: string; ms: number }> {
    const started = performance.now();
    const result = await capture(isFighting(id) ? short : bounded, id);
    const ms = performance.now() - started;
    if (result.ok) await result.value.dispose();
    return { code: result.ok ? "kept" : result.error.code, ms };
  }

  beforeAll(() => {
    const lanes: Promise<unknown>[] = Array.from({ length: AT_ONCE }, () => Promise.resolve());
    for (const [i, id] of ids.entries()) {
      const end = (lanes[i % AT_ONCE] ?? Promise.resolve()).then(() => endOf(id));
      lanes[i % AT_ONCE] = end;
      ends.set(id, end);
    }
  });

  it.each(ids)(
    "[E20] %s ends in time and as it should",
    async (id) => {
      const end = await ends.get(id);
      expect(end?.code, id).toMatch(ENDS[id] ?? /^kept$/);
      expect(end?.ms, id).toBeLessThan((isFighting(id) ? DEADLINE_MS : USUAL_MS) + GRACE_MS);
    },
    240_000,
  );

  it("[E20] CAP-057: of all of them nothing is left", async () => {
    await Promise.all(ends.values());
    expect(await leftovers()).toBe(0);
  });

  it("[E20] CAP-045 CAP-046 CAP-060: captures know nothing of each other, also at the same time", async () => {
    for (const results of [
      [await capture(usual, "cookie", ["text"])],
      await Promise.all([capture(usual, "cookie", ["text"]), capture(usual, "cookie", ["text"])]),
    ])
      for (const result of results) {
        expect(result.ok || result.error).toBe(true);
        if (result.ok) await result.value.dispose();
      }
    const asked = site.asked.filter(({ path }) => path === "cookie" || path === "kept.gif");
    expect(asked.filter(({ path }) => path === "kept.gif").length).toBe(3);
    // The page's own cookie goes with its picture, and never with the page of another capture.
    expect(asked.filter(({ path, cookie }) => path === "cookie" && cookie !== "")).toEqual([]);
  }, 120_000);

  it("[E20] CAP-001: after all of them a page is captured as ever", async () => {
    const result = await capture(usual, "normal");
    expect(result.ok && result.value.verdict).toBe("good");
    if (result.ok) await result.value.dispose();
    expect(await leftovers()).toBe(0);
  }, 60_000);

  const isBrowser = (command: string): boolean =>
    command.includes("--remote-debugging-pipe") && !command.includes("--type=");
  const isChild = (command: string): boolean =>
    command.startsWith(process.execPath) && command.includes("capture.js");

  it.each([
    ["browser that waits for a page", "CAP-006-never", "CAP-006-never", isBrowser],
    ["browser whose page stands", "CAP-035", "tick", isBrowser],
    ["process", "CAP-006-never", "CAP-006-never", isChild],
  ])(
    "[E20] CAP-057: a %s killed in the middle is told as that, whatever it did, and leaves nothing",
    async (_what, path, sign, isIt) => {
      const before = site.asked.length;
      const running = capture(usual, path, ["text", "screenshot", "page"]);
      const found = await vi.waitFor(
        async () => {
          const isThere = site.asked.slice(before).some((asked) => asked.path === sign);
          const one = (await ownProcesses()).find(({ command }) => isIt(command));
          if (!isThere || !one) throw new Error("not there yet");
          return one;
        },
        { timeout: 60_000, interval: 50 },
      );
      process.kill(found.pid, "SIGKILL");
      const result = await running;
      expect(!result.ok && result.error.code).toBe("crashed");
      expect(await leftovers()).toBe(0);
    },
    120_000,
  );

  it("[E20] CAP-057: a browser killed while it stands ready costs no capture", async () => {
    const keeping = createCapturer({ ...options, keepReady: true });
    expect((await keeping.health()).available).toBe(true);
    const find = async (isIt: (command: string) => boolean): Promise<number | undefined> =>
      (await ownProcesses()).find(({ command }) => isIt(command))?.pid;
    const patience = { timeout: 60_000, interval: 50 };
    const ready = await vi.waitFor(async () => {
      const pid = await find(isBrowser);
      if (pid === undefined) throw new Error("none stands ready");
      return pid;
    }, patience);
    process.kill(ready, "SIGKILL");
    await vi.waitFor(async () => expect(await find(isChild)).toBeUndefined(), patience);
    const result = await capture(keeping, "normal");
    expect(result.ok && result.value.verdict).toBe("good");
    if (result.ok) await result.value.dispose();
    await keeping.close();
    expect(await leftovers()).toBe(0);
  }, 180_000);

  it("[E20] CAP-063: a clock that is set changes no capture's time", () => {
    const budget = new Budget(10_000);
    vi.useFakeTimers({ toFake: ["Date"] });
    vi.setSystemTime(Date.now() + 3600_000);
    expect(budget.left()).toBeGreaterThan(9_000);
    vi.useRealTimers();
  });
});
