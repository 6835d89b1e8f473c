/**
 * One child process: started behind the walls of its enclosure, in a process group of its own, with an empty
 * environment; given orders on standard input, read line by line, and ended with everything it started — at its own end,
 * at the deadline, on abort, or when it takes too much memory. An end is told only when no process of it is left.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { readChildMessage, type ChildMessage, type ChildOrder } from "../messages";
import { endTree, listLately, memoryOf, treeOf } from "../process-tree";
import type { Enclosure } from "./enclosure";

/** Why the child is over. */
export type ProcessEnd = "finished" | "deadline" | "aborted" | "memory" | "not-started";

export interface ProcessOptions {
  readonly command: readonly string[];
  readonly enclosure: Enclosure;
  /** Home, temporary and working folder of the child. */
  readonly scratch: string;
  readonly memoryBytes: number;
}

export interface RunOptions {
  readonly orders: readonly ChildOrder[];
  readonly signal: AbortSignal;
  readonly deadlineMs: number;
  readonly onMessage: (message: ChildMessage) => void;
}

export interface ProcessOutcome {
  readonly end: ProcessEnd;
  /** The last of what the child wrote to standard error, for a person who looks for the cause. */
  readonly complaint: string;
  /** Processes that could not be ended. */
  readonly left: number;
}

/** A line longer than this is no message; it ends the child. */
const MAX_LINE = 64 * 1024;
const MAX_MESSAGES = 10_000;
const WATCH_MS = 250;
/** Stacks, tables and code that a browser's process has although its page is empty. */
const OWN_DATA_BYTES = 1536 * 1024 * 1024;

function start({ command, enclosure, scratch, memoryBytes }: ProcessOptions): ChildProcess {
  const bounds = { scratch, dataBytes: memoryBytes + OWN_DATA_BYTES };
  const [program = process.execPath, ...args] = enclosure.enter(command, bounds);
  return spawn(program, args, {
    ...enclosure.spawnAs,
    cwd: scratch,
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
    // Nothing of the server's environment: no secrets, no proxy settings, no switches of Playwright.
    env: {
      PATH: `${process.env["PATH"] ?? ""}:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin`,
      NODE_ENV: "production",
      HOME: scratch,
      TMPDIR: scratch,
      XDG_CONFIG_HOME: scratch,
      XDG_CACHE_HOME: scratch,
      LANG: "C.UTF-8",
    },
  });
}

/** A process that can be given its orders now or later; `run` and `end` never reject. */
export class CaptureProcess {
  private readonly child: ChildProcess;
  private readonly known = new Map<number, string>();
  private complaint = "";
  private onMessage: (message: ChildMessage) => void = () => undefined;
  private readonly over: Promise<ProcessEnd>;
  /** Whether it is over, by itself or by us. */
  isOver = false;

  constructor(private readonly options: ProcessOptions) {
    this.child = start(options);
    this.over = new Promise((resolve) => {
      const settle = (end: ProcessEnd): void => {
        this.isOver = true;
        resolve(end);
      };
      this.child.once("error", () => settle("not-started"));
      // "close" comes after the last line has been read.
      this.child.once("close", () => settle("finished"));
    });
    // A child that ended early cannot be written to; its end is reported above.
    this.child.stdin?.on("error", () => undefined);
    this.child.stderr?.on("data", (chunk: Buffer) => {
      this.complaint = (this.complaint + chunk.toString("utf8")).slice(-2_000);
    });
    this.listen();
  }

  /** Makes it ready for a job; resolves with its first message, or `null` when it ended instead. */
  async prepare(order: ChildOrder): Promise<ChildMessage | null> {
    const first = new Promise<ChildMessage>((resolve) => {
      this.onMessage = resolve;
    });
    this.write(order);
    const message = await Promise.race([first, this.over.then(() => null)]);
    if (!this.isOver) await this.look();
    return message;
  }

  /** Gives it its orders and follows it to its end. */
  async run({ orders, signal, deadlineMs, onMessage }: RunOptions): Promise<ProcessOutcome> {
    this.onMessage = onMessage;
    for (const order of orders) this.write(order);
    const why = signal.aborted ? "aborted" : await this.awaitEnd(signal, deadlineMs);
    return { end: why, left: await this.end(), complaint: this.complaint };
  }

  /** Ends it and everything it started; resolves to how many processes could not be ended. */
  async end(): Promise<number> {
    const left = this.child.pid === undefined ? 0 : await endTree(this.child.pid, this.known);
    this.isOver = true;
    return left;
  }

  private write(order: ChildOrder): void {
    this.child.stdin?.write(`${JSON.stringify(order)}\n`);
  }

  private awaitEnd(signal: AbortSignal, deadlineMs: number): Promise<ProcessEnd> {
    return new Promise((resolve) => {
      const settle = (why: ProcessEnd): void => {
        clearInterval(watcher);
        clearTimeout(timer);
        signal.removeEventListener("abort", onAbort);
        resolve(why);
      };
      const watcher = this.watch(() => settle("memory"));
      const timer = setTimeout(() => settle("deadline"), deadlineMs);
      const onAbort = (): void => settle("aborted");
      signal.addEventListener("abort", onAbort, { once: true });
      void this.over.then(settle);
    });
  }

  /** Passes on each message of the child; stops reading one that babbles, which ends it. */
  private listen(): void {
    const { stdout } = this.child;
    if (!stdout) return;
    let pending = 0;
    let count = 0;
    stdout.on("data", (chunk: Buffer) => {
      const newline = chunk.lastIndexOf(10);
      pending = newline === -1 ? pending + chunk.length : chunk.length - newline;
      if (pending > MAX_LINE) stdout.destroy();
    });
    createInterface({ input: stdout }).on("line", (line) => {
      if (++count > MAX_MESSAGES || line.length > MAX_LINE) return;
      const message = readChildMessage(line);
      if (message) this.onMessage(message);
    });
  }

  /** Remembers the child's processes, also for when their parent is gone, and returns them. */
  private async look(): Promise<readonly number[]> {
    const tree = treeOf(this.child.pid ?? -1, await listLately(WATCH_MS / 2));
    for (const [pid, started] of tree) this.known.set(pid, started);
    return [...tree.keys()];
  }

  private watch(onTooMuch: () => void): NodeJS.Timeout {
    let busy = false;
    const look = async (): Promise<void> => {
      if (busy) return;
      busy = true;
      if (memoryOf(await this.look()) > this.options.memoryBytes) onTooMuch();
      busy = false;
    };
    return setInterval(() => void look(), WATCH_MS);
  }
}
