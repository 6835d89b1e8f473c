/**
 * Whether captures can be made here, found out by really starting the browser: first with its sandbox, then without.
 * The answer is kept; it never takes longer than two start limits.
 */
import type { CapturerHealth } from "../../ports/capturer";
import { defaultLimits } from "../limits";
import { runCaptureProcess } from "./capture-process";
import { findIdentity, type Identity } from "./identity";
import { createWorkFolder, openRootFor } from "./work-folder";

const PROBE_MS = 20_000;
const SECCOMP_FILTER = 2;

/** How captures are started on this machine. */
export interface Footing {
  readonly health: CapturerHealth;
  readonly identity: Identity;
}

export interface FootingOptions {
  readonly chromium: string;
  readonly childCommand: readonly string[];
  readonly workRoot: string;
  readonly signal: AbortSignal;
}

interface Probe {
  readonly browser: string;
  readonly seccomp: number;
  readonly detail: string;
}

async function probe(options: FootingOptions, identity: Identity, sandbox: boolean): Promise<Probe> {
  const folder = await createWorkFolder(options.workRoot, identity);
  let found: Probe = { browser: "", seccomp: 0, detail: "" };
  try {
    const outcome = await runCaptureProcess({
      command: options.childCommand,
      identity,
      scratch: folder.scratch,
      job: { type: "probe", folder: folder.files, chromium: options.chromium, sandbox },
      signal: options.signal,
      deadlineMs: PROBE_MS,
      memoryBytes: defaultLimits.memoryBytes,
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

/** Files the capture's user must be able to read: the program's own and the browser. */
const neededFiles = ({ childCommand, chromium }: FootingOptions): string[] => [
  ...childCommand.slice(1).filter((part) => part.startsWith("/")),
  chromium,
];

const none = (reason: string): Footing => ({
  health: { available: false, browser: "", sandbox: false, reason },
  identity: {},
});

/** Finds the safest way captures work here. Never rejects, never hangs. */
export async function findFooting(options: FootingOptions): Promise<Footing> {
  if (options.chromium === "") return none("no Chromium was found; set LINKSNAP_CHROMIUM to its path");
  try {
    return await tryFootings(options);
  } catch (error) {
    return none(`the capture folder cannot be used: ${error instanceof Error ? error.message : "unknown"}`);
  }
}

async function tryFootings(options: FootingOptions): Promise<Footing> {
  await openRootFor(options.workRoot, { uid: 0, gid: 0 });
  const identity = await findIdentity(neededFiles(options), [options.workRoot]);
  let weakness =
    "the server runs as root and its files cannot be read by an unprivileged user; start it as an ordinary user";
  if (identity) {
    const sandboxed = await probe(options, identity, true);
    const isProven = sandboxed.browser !== "" && provesSandbox(sandboxed);
    if (isProven) return { health: { available: true, browser: sandboxed.browser, sandbox: true }, identity };
    weakness = `this system does not let Chromium's sandbox start${sandboxed.detail ? ` (${sandboxed.detail})` : ""}`;
  }
  const bare = identity ?? {};
  const plain = await probe(options, bare, false);
  if (plain.browser === "") return none(`Chromium does not start: ${plain.detail || "no reason given"}`);
  const reason = `Chromium runs without its sandbox: ${weakness}`;
  return { health: { available: true, browser: plain.browser, sandbox: false, reason }, identity: bare };
}

/** On Linux the renderer must run under a seccomp filter; elsewhere Chromium's own word is taken. */
const provesSandbox = ({ seccomp }: Probe): boolean =>
  process.platform !== "linux" || seccomp === SECCOMP_FILTER;
