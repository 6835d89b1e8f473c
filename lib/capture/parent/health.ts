/**
 * Whether and how captures can be made here, found out by really starting the browser behind each set of walls,
 * strongest first, until its sandbox is proven. Where it never is, captures are off, unless the owner has said that
 * they may go on without. The answer is kept.
 */
import { execFile } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { promisify } from "node:util";
import type { CapturerHealth, SandboxLayer } from "../../ports/capturer";
import { defaultLimits } from "../limits";
import type { Walls } from "../messages";
import { CaptureProcess } from "./capture-process";
import { enclosures, type Enclosure } from "./enclosure";
import { neededPaths, planMounts } from "./reach";
import { createWorkFolder, openRootFor } from "./work-folder";

const PROBE_MS = 40_000;
const ADMIT_MS = 20_000;
const SECCOMP_FILTER = 2;

/** How captures are started on this machine. */
export interface Footing {
  readonly health: CapturerHealth;
  /** `null` where there are no captures. */
  readonly enclosure: Enclosure | null;
}

export interface FootingOptions {
  readonly chromium: string;
  readonly childCommand: readonly string[];
  readonly workRoot: string;
  readonly signal: AbortSignal;
  /** Captures may go on where the browser's sandbox cannot be proven. */
  readonly allowUnproven: boolean;
}

interface Probe {
  readonly browser: string;
  readonly walls: Walls | null;
  readonly detail: string;
}

const run = promisify(execFile);

const none = (reason: string, code: CapturerHealth["code"] = "no-browser"): Footing => ({
  health: { available: false, browser: "", sandbox: false, code, reason },
  enclosure: null,
});

/** Finds the safest way captures work here. Never rejects, never hangs. */
export async function findFooting(options: FootingOptions): Promise<Footing> {
  const { chromium } = options;
  if (chromium === "") return none("no Chromium was found; set LINKSNAP_CHROMIUM to its path");
  if (chromium.includes("/") && !existsSync(chromium))
    return none(`Chromium does not start: there is no file ${chromium}`);
  try {
    return await tryFootings(options);
  } catch (error) {
    return none(`the capture folder cannot be used: ${error instanceof Error ? error.message : "unknown"}`);
  }
}

async function tryFootings(options: FootingOptions): Promise<Footing> {
  await openRootFor(options.workRoot);
  const plan = planMounts(neededPaths(options.childCommand, options.chromium, options.workRoot));
  let usable: Enclosure | null = null;
  let weakness = "";
  for (const enclosure of enclosures(plan)) {
    // Where the sandbox does not hold in one network of its own, it does not in another.
    if ((usable && enclosure.ownNetwork) || !(await admits(enclosure, options))) continue;
    usable ??= enclosure;
    const found = await probePatiently(options, enclosure);
    if (isProven(found, enclosure))
      return { health: { ...healthOf(found, true), ...aged(options) }, enclosure };
    weakness ||= found.detail;
  }
  return usable ? withoutProof(options, usable, weakness) : none(UNREADABLE);
}

const DAY = 24 * 3600_000;
const OLD_DAYS = 180;

/** A warning for a browser that was built long ago: holes that have become known since are what pages attack. */
export function ageWarning(builtAt: number, now: number): string | null {
  const days = Math.floor((now - builtAt) / DAY);
  return days > OLD_DAYS
    ? `the browser is ${days} days old; update it, since its known holes are open to pages`
    : null;
}

function aged({ chromium }: FootingOptions): { reason?: string } {
  const file = chromium.includes("/") ? statSync(chromium, { throwIfNoEntry: false }) : undefined;
  const reason = file ? ageWarning(file.mtimeMs, Date.now()) : null;
  return reason === null ? {} : { reason };
}

const UNREADABLE =
  "captures are off: the server runs as root, and an unprivileged user can neither read its files nor be shown them; start it as an ordinary user, or move its folder to where others may read";

/** The sandbox does not start, or starts and holds nothing. */
async function withoutProof(
  options: FootingOptions,
  enclosure: Enclosure,
  weakness: string,
): Promise<Footing> {
  const plain = await probe(options, enclosure, false);
  if (plain.browser === "")
    return none(`Chromium does not start: ${plain.detail || weakness || "no reason given"}`);
  const why = `Chromium's sandbox cannot be shown to hold on this system${weakness ? ` (${weakness})` : ""}`;
  if (!options.allowUnproven && process.getuid?.() === 0 && enclosure.owner.uid === undefined)
    return none(UNREADABLE, "no-sandbox");
  if (options.allowUnproven)
    return {
      health: { ...healthOf(plain, false), reason: `captures run without a sandbox: ${why}` },
      enclosure,
    };
  return none(
    `captures are off: ${why}. Allow user namespaces to unprivileged users; README.md says how, and what LINKSNAP_SANDBOX=off would risk`,
    "no-sandbox",
  );
}

/** Whether a process gets behind these walls and finds its files there. */
async function admits(enclosure: Enclosure, options: FootingOptions): Promise<boolean> {
  const node = process.execPath;
  const files = options.childCommand.filter((part) => part.startsWith("/"));
  const check = `
    const { accessSync, constants } = require("node:fs");
    for (const path of ${JSON.stringify(files)}) accessSync(path, constants.R_OK);
    accessSync(${JSON.stringify(options.workRoot)}, constants.X_OK);`;
  const folder = await createWorkFolder(options.workRoot, enclosure.owner);
  try {
    const bounds = { scratch: folder.scratch, dataBytes: 8 * defaultLimits.memoryBytes };
    const [program = node, ...args] = enclosure.enter([node, "-e", check], bounds);
    const PATH = `${process.env["PATH"] ?? ""}:/usr/bin:/bin:/usr/sbin:/sbin`;
    await run(program, args, {
      ...enclosure.spawnAs,
      env: { NODE_ENV: "production", PATH },
      cwd: "/",
      timeout: ADMIT_MS,
      killSignal: "SIGKILL",
    });
    return true;
  } catch {
    // A tool is missing, the system forbids it, or the files lie where that user may not look.
    return false;
  } finally {
    await folder.remove();
  }
}

/** A machine that is busy at its start gets a second chance: weaker walls would not make it faster. */
async function probePatiently(options: FootingOptions, enclosure: Enclosure): Promise<Probe> {
  const found = await probe(options, enclosure, true);
  const isSlow = found.browser === "" && /deadline|timeout/i.test(found.detail);
  return isSlow ? probe(options, enclosure, true) : found;
}

async function probe(options: FootingOptions, enclosure: Enclosure, sandbox: boolean): Promise<Probe> {
  const folder = await createWorkFolder(options.workRoot, enclosure.owner);
  let found: Probe = { browser: "", walls: null, detail: "" };
  try {
    const process = new CaptureProcess({
      command: options.childCommand,
      enclosure,
      scratch: folder.scratch,
      memoryBytes: defaultLimits.memoryBytes,
    });
    const outcome = await process.run({
      orders: [{ type: "probe", folder: folder.files, chromium: options.chromium, sandbox }],
      signal: options.signal,
      deadlineMs: PROBE_MS,
      onMessage: (message) => {
        if (message.type === "probed") found = message;
      },
    });
    if (found.browser === "" && found.detail === "")
      found = { ...found, detail: outcome.complaint.trim().split("\n").at(-1) ?? outcome.end };
  } finally {
    await folder.remove();
  }
  return found;
}

/** On Linux /proc must show the walls; elsewhere Chromium's own word is taken. */
function isProven({ browser, walls }: Probe, { ownNetwork }: Enclosure): boolean {
  if (browser === "") return false;
  if (process.platform !== "linux") return true;
  if (!walls || walls.uid === 0) return false;
  const isAlone = walls.interfaces.every((name) => name === "lo");
  const isShutIn = walls.seccomp === SECCOMP_FILTER && walls.ownProcesses && walls.ownNetwork;
  return isShutIn && (isAlone || !ownNetwork);
}

function healthOf({ browser, walls }: Probe, sandbox: boolean): CapturerHealth {
  const holds: readonly (readonly [SandboxLayer, boolean | undefined])[] = [
    ["user", walls?.uid !== (process.getuid?.() ?? -1)],
    ["seccomp", walls?.seccomp === SECCOMP_FILTER],
    ["namespaces", walls?.ownProcesses && walls.ownNetwork],
    ["network", walls?.interfaces.every((name) => name === "lo")],
    ["no-new-privileges", walls?.noNewPrivileges],
  ];
  const layers = process.platform === "linux" ? holds.filter(([, on]) => on).map(([layer]) => layer) : [];
  return { available: true, browser, sandbox, layers };
}
