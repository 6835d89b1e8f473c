/** The built app in a real browser whose profile holds a library: opened as a person opens it, asked through the probe. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { chromium, type BrowserContext, type CDPSession, type Page } from "playwright/test";
import { canSandbox, findChromium } from "../support/tools";
import type * as Probe from "./inpage/probe";

/** Profiles belong to an address, port included. */
export const PORT = 18_618;

/** How many times slower the processor is made while interactions are timed. */
export const TOUCHED_SLOWER = 4;

export interface AppPage {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Runs one function of the probe in the page. */
  ask<Name extends keyof typeof Probe>(
    name: Name,
    ...args: Parameters<(typeof Probe)[Name]>
  ): Promise<Awaited<ReturnType<(typeof Probe)[Name]>>>;
  /** Slows page and, where the browser lets it, worker. Answers what was slowed. */
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly profile: string;
  /** The bundled probe, an expression. */
  readonly probe: string;
  /** How many times slower the processor is made to look; 1 = as it is. */
  readonly slower: number;
}

export async function openBrowser({ profile, probe }: OpenOptions): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    args: [
      ...(canSandbox() ? [] : ["--no-sandbox"]),
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
    viewport: { width: 1440, height: 900 },
    locale: "en-US",
  });
  await context.addInitScript(`globalThis.probe = ${probe}; globalThis.probe.install();`);
  return context;
}

/** What any document of this server costs in a new tab; the browser shows this one by itself. */
export const EMPTY = "/manifest.webmanifest";

/** Opens the app, another document of its server, or what another address holds. */
export async function openApp(context: BrowserContext, slower: number, path = "/"): Promise<AppPage> {
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  if (slower > 1) await throttle(cdp, slower);
  await page.goto(new URL(path, `http://127.0.0.1:${PORT}`).href);
  const ask: AppPage["ask"] = (name, ...args) =>
    page.evaluate(`globalThis.probe[${JSON.stringify(name)}](...${JSON.stringify(args)})`);
  return { context, page, ask, close: () => page.close() };
}

/** The page, and its workers as they start: Chromium slows each target apart. */
async function throttle(cdp: CDPSession, rate: number): Promise<void> {
  await cdp.send("Emulation.setCPUThrottlingRate", { rate });
  cdp.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => {
    if (targetInfo.type !== "worker") return;
    const message = JSON.stringify({ id: 1, method: "Emulation.setCPUThrottlingRate", params: { rate } });
    void cdp.send("Target.sendMessageToTarget", { sessionId, message }).catch(() => undefined); // said in README.md
  });
  await cdp.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
}

export interface Heaps {
  /** Bytes in use after a garbage collection, backing stores included. */
  readonly page: number;
  readonly worker: number;
}

/** Heap of the page and of its library worker. */
export async function heapsOf({ context, page }: AppPage): Promise<Heaps> {
  const cdp = await context.newCDPSession(page);
  const asked = new Map<number, (result: { usedSize?: number; backingStorageSize?: number }) => void>();
  const workers: string[] = [];
  cdp.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => {
    if (targetInfo.type === "worker") workers.push(sessionId);
  });
  cdp.on("Target.receivedMessageFromTarget", ({ message }) => {
    const { id, result }: { id: number; result: object } = JSON.parse(message);
    asked.get(id)?.(result);
  });
  await cdp.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  let next = 0;
  const inWorker = (
    sessionId: string,
    method: string,
  ): Promise<{ usedSize?: number; backingStorageSize?: number }> =>
    new Promise((resolve) => {
      const id = ++next;
      asked.set(id, resolve);
      void cdp.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method }) });
    });
  const used = ({ usedSize = 0, backingStorageSize = 0 }): number => usedSize + backingStorageSize;
  await cdp.send("HeapProfiler.collectGarbage");
  const own = used(await cdp.send("Runtime.getHeapUsage"));
  let worker = 0;
  for (const sessionId of workers) {
    await inWorker(sessionId, "HeapProfiler.collectGarbage");
    worker += used(await inWorker(sessionId, "Runtime.getHeapUsage"));
  }
  await cdp.detach();
  return { page: own, worker };
}

/** The built server's file. Throws, with what to do, when there is none. */
export function builtServer(): string {
  const file = join("dist", "server.js");
  if (!existsSync(file)) throw new Error("no build: run `npm run build` first");
  return file;
}
