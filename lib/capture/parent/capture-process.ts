/**
 * One child process: started in a process group of its own with an empty environment, given its job on standard input,
 * read line by line, and ended with everything it started — at its own end, at the deadline, on abort, or when it takes
 * too much memory. The promise resolves only when no process of it is left.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { readChildMessage, type ChildJob, type ChildMessage } from "../messages";
import type { Identity } from "./identity";
import { endTree, listProcesses, privateMemory, treeOf, type ProcessSet } from "../process-tree";

/** Why the child is over. */
export type ProcessEnd = "finished" | "deadline" | "aborted" | "memory" | "not-started";

export interface ProcessOptions {
  readonly command: readonly string[];
  readonly identity: Identity;
  /** Home, temporary and working folder of the child. */
  readonly scratch: string;
  readonly job: ChildJob;
  readonly signal: AbortSignal;
  readonly deadlineMs: number;
  readonly memoryBytes: number;
  readonly onMessage: (message: ChildMessage) => void;
}

/** A line longer than this is no message; it ends the child. */
const MAX_LINE = 64 * 1024;
const MAX_MESSAGES = 10_000;
const WATCH_MS = 500;

export interface ProcessOutcome {
  readonly end: ProcessEnd;
  /** The last of what the child wrote to standard error, for a person who looks for the cause. */
  readonly complaint: string;
  /** Processes that could not be ended. */
  readonly left: number;
}

function start({ command, identity, scratch }: ProcessOptions): ChildProcess {
  const [program = process.execPath, ...args] = command;
  return spawn(program, args, {
    ...identity,
    cwd: scratch,
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
    // Nothing of the server's environment: no secrets, no proxy settings, no switches of Playwright.
    env: {
      PATH: process.env["PATH"] ?? "/usr/local/bin:/usr/bin:/bin",
      NODE_ENV: "production",
      HOME: scratch,
      TMPDIR: scratch,
      XDG_CONFIG_HOME: scratch,
      XDG_CACHE_HOME: scratch,
      LANG: "C.UTF-8",
    },
  });
}

/** Calls `onMessage` for each message of the child; ends it when it babbles. */
function listen(child: ChildProcess, onMessage: (message: ChildMessage) => void): void {
  if (!child.stdout) return;
  let pending = 0;
  let count = 0;
  child.stdout.on("data", (chunk: Buffer) => {
    const newline = chunk.lastIndexOf(10);
    pending = newline === -1 ? pending + chunk.length : chunk.length - newline;
    if (pending > MAX_LINE) child.stdout?.destroy();
  });
  createInterface({ input: child.stdout }).on("line", (line) => {
    if (++count > MAX_MESSAGES || line.length > MAX_LINE) return;
    const message = readChildMessage(line);
    if (message) onMessage(message);
  });
}

function collectComplaint(child: ChildProcess): () => string {
  let complaint = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    complaint = (complaint + chunk.toString("utf8")).slice(-2_000);
  });
  return () => complaint;
}

/** Remembers the child's processes and says when they take more memory than they may. */
function watch(
  root: number,
  memoryBytes: number,
  onTooMuch: () => void,
): { known: () => ProcessSet; stop: () => void } {
  const known = new Map<number, string>();
  let busy = false;
  const look = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    const tree = treeOf(root, await listProcesses());
    for (const [pid, started] of tree) known.set(pid, started);
    if ((await privateMemory(tree.keys())) > memoryBytes) onTooMuch();
    busy = false;
  };
  const timer = setInterval(() => void look(), WATCH_MS);
  return { known: () => known, stop: () => clearInterval(timer) };
}

/** Runs the child to its end. Never rejects. */
export async function runCaptureProcess(options: ProcessOptions): Promise<ProcessOutcome> {
  if (options.signal.aborted) return { end: "aborted", complaint: "", left: 0 };
  const child = start(options);
  const complaint = collectComplaint(child);
  listen(child, options.onMessage);
  const end = await awaitEnd(child, options);
  const left = child.pid === undefined ? 0 : await endTree(child.pid, end.known());
  return { end: end.why, complaint: complaint(), left };
}

function awaitEnd(
  child: ChildProcess,
  { job, signal, deadlineMs, memoryBytes }: ProcessOptions,
): Promise<{ why: ProcessEnd; known: () => ProcessSet }> {
  return new Promise((resolve) => {
    const watcher = watch(child.pid ?? -1, memoryBytes, () => settle("memory"));
    const timer = setTimeout(() => settle("deadline"), deadlineMs);
    const onAbort = (): void => settle("aborted");
    function settle(why: ProcessEnd): void {
      watcher.stop();
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      resolve({ why, known: watcher.known });
    }
    signal.addEventListener("abort", onAbort, { once: true });
    child.once("error", () => settle("not-started"));
    // "close" comes after the last line has been read.
    child.once("close", () => settle("finished"));
    // A child that ended early cannot be written to; its end is reported above.
    child.stdin?.on("error", () => undefined);
    child.stdin?.write(`${JSON.stringify(job)}\n`);
  });
}
