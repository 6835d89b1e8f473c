/**
 * The built app as a person runs it: `dist/server.js` in a process of its own, on a free port, with a data folder that
 * lives as long as the test. It can be stopped, killed and started again on the same port and data.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { killNow, watchProcesses, type ProcessInfo } from "./processes";

const stamp = "node_modules/.cache/linksnap-setup/chromium";

/** The Chromium that set-up found, or the one the environment names. */
export function chromiumPath(): string {
  const named = process.env["LINKSNAP_CHROMIUM"];
  if (named) return named;
  if (existsSync(stamp)) return readFileSync(stamp, "utf8").trim();
  throw new Error("no Chromium is known: run `npm run setup` first, or set LINKSNAP_CHROMIUM");
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

export interface AppOptions {
  /** A folder of this test's own; data and profiles live in it. */
  readonly folder: string;
  /** `host:port` pairs that captures may reach although private. */
  readonly allowPrivate: string;
  /** Folder the built app lies in; this repository when absent. */
  readonly root?: string;
  /** Further settings of the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface App {
  /** `http://127.0.0.1:<port>`, the same over restarts. */
  readonly origin: string;
  readonly port: number;
  readonly dataDir: string;
  /** Everything the server printed, over all its runs. */
  readonly output: () => string;
  start(): Promise<void>;
  /** SIGTERM, and waits for the end. Resolves to the exit code, null when a signal ended it. */
  stop(): Promise<number | null>;
  /** SIGKILL: what a crash or a pulled plug looks like. */
  kill(): Promise<void>;
  /** Processes the server started that are alive, the server itself included. */
  running(): ProcessInfo[];
  /** The same once the server has ended and others had up to `withinMs` to follow: must be empty. */
  leftovers(withinMs?: number): Promise<string[]>;
  /** Ends everything that is left. */
  dispose(): Promise<void>;
}

async function untilReady(origin: string, child: ChildProcess, output: () => string): Promise<void> {
  const end = performance.now() + 60_000;
  while (performance.now() < end) {
    if (child.exitCode !== null) throw new Error(`the server ended at its start:\n${output()}`);
    const ready = await fetch(`${origin}/api/health`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await sleep(100);
  }
  throw new Error(`the server did not answer within a minute:\n${output()}`);
}

const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once("exit", (code) => resolve(code)));

const settings = (options: AppOptions, port: number, dataDir: string): NodeJS.ProcessEnv => ({
  ...process.env,
  NODE_ENV: "production",
  PORT: String(port),
  HOST: "127.0.0.1",
  LINKSNAP_DATA: dataDir,
  LINKSNAP_ALLOW_PRIVATE: options.allowPrivate,
  LINKSNAP_CHROMIUM: chromiumPath(),
  // Where the system lets no sandbox start, everything else is still worth proving.
  LINKSNAP_SANDBOX: "off",
  // One site serves all pages of a test.
  LINKSNAP_SITE_PAUSE: "0",
  ...options.env,
});

/** An app that is not running yet: call `start()`. */
export async function createApp(options: AppOptions): Promise<App> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const dataDir = join(options.folder, "data");
  const watch = watchProcesses(dataDir);
  let text = "";
  let child: ChildProcess | undefined;
  const output = (): string => text;

  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    const running = child;
    child = undefined;
    if (!running) return null;
    watch.alive();
    running.kill(signal);
    return ended(running);
  };
  const leftovers = async (withinMs = 5000): Promise<string[]> => {
    const deadline = performance.now() + withinMs;
    while (watch.alive().length > 0 && performance.now() < deadline) await sleep(100);
    return watch.alive().map((one) => `${one.pid} ${one.command.slice(0, 200)}`);
  };

  return {
    origin,
    port,
    dataDir,
    output,
    running: () => watch.alive(),
    leftovers,
    start: async () => {
      const started = spawn(process.execPath, [join(options.root ?? ".", "dist/server.js")], {
        cwd: options.root ?? ".",
        env: settings(options, port, dataDir),
      });
      child = started;
      started.stdout.on("data", (data: Buffer) => (text += data.toString()));
      started.stderr.on("data", (data: Buffer) => (text += data.toString()));
      if (started.pid !== undefined) watch.add(started.pid);
      await untilReady(origin, started, output);
    },
    stop: () => end("SIGTERM"),
    kill: async () => {
      await end("SIGKILL");
    },
    dispose: async () => {
      await end("SIGTERM");
      await leftovers();
      for (const one of watch.alive()) killNow(one.pid);
      watch.stop();
    },
  };
}
