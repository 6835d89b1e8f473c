/**
 * A device of the library as the tests of sync use it: a browser process with a profile of its own, and its library asked
 * directly. What the page's own screens show is not looked at here.
 */
import type { BrowserContext, Page } from "playwright/test";

interface Reply {
  readonly kind: "done" | "failed" | "push";
  readonly n: number;
  readonly value?: unknown;
  readonly message?: string;
}

export interface Sync {
  readonly kind: "alone" | "off" | "connecting" | "together" | "apart";
  readonly connected: number;
  readonly progress: { readonly done: number; readonly total: number } | null;
}

interface Pairing {
  readonly kind: string;
  readonly offer?: { readonly code: string };
  readonly words?: Readonly<Record<string, readonly string[]>>;
  readonly reason?: string;
}

export interface OtherDevice {
  readonly id: string;
  readonly name: string;
  readonly state: { readonly kind: string; readonly isEqual?: boolean };
  /** What it says it holds of snapshots. */
  readonly holds: { readonly artifacts: number } | null;
}

declare global {
  var libraryWorker: Worker;
  var askLibrary: (request: object) => Promise<Reply>;
  var cutConnections: () => number;
  var openSockets: () => number;
  var laneTraffic: (lane: string) => Promise<number>;
  var watchLibrary: (topic: string) => unknown;
}

/** Runs before any script of the page: keeps hold of the worker that the page starts. */
function keepWorker(): void {
  let last = 1_000_000_000;
  const waiting = new Map<number, (reply: Reply) => void>();
  const values = new Map<string, unknown>();
  const numbers = new Map<number, string>();
  // On a first visit it begins some time after the page has loaded. No function has a name here: what runs the benches
  // would have them named by a helper that the page does not have.
  const begins: (() => void)[] = [];
  const begun = new Promise<void>((resolve) => void begins.push(resolve));
  globalThis.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      // Others draw cards, for one.
      if (!String(url).includes("library.worker")) return;
      globalThis.libraryWorker = this;
      for (const begin of begins) begin();
      this.addEventListener("message", ({ data }: MessageEvent<Reply>) => {
        waiting.get(data.n)?.(data);
        const topic = numbers.get(data.n);
        if (topic !== undefined) values.set(topic, data.value);
      });
    }
  };
  const sockets = new Set<WebSocket>();
  globalThis.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      sockets.add(this);
      this.addEventListener("close", () => sockets.delete(this));
    }
  };
  globalThis.openSockets = () => sockets.size;
  const connections = new Set<RTCPeerConnection>();
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.add(this);
      this.addEventListener("connectionstatechange", () => {
        if (this.connectionState === "closed") connections.delete(this);
      });
    }
  };
  globalThis.cutConnections = () => {
    const open = [...connections].filter(({ connectionState }) => connectionState === "connected");
    for (const connection of open) connection.close();
    return open.length;
  };
  globalThis.laneTraffic = async (lane) => {
    let bytes = 0;
    for (const connection of connections)
      for (const [, stat] of await connection.getStats())
        if (stat.type === "data-channel" && stat.label === lane)
          bytes += Number(stat.bytesSent) + Number(stat.bytesReceived);
    return bytes;
  };
  globalThis.askLibrary = async (request) => {
    await begun;
    return new Promise((resolve) => {
      const n = ++last;
      waiting.set(n, (reply) => {
        waiting.delete(n);
        resolve(reply);
      });
      globalThis.libraryWorker.postMessage({ ...request, n });
    });
  };
  globalThis.watchLibrary = (topic) => {
    if (!values.has(topic)) {
      const n = ++last;
      numbers.set(n, topic);
      values.set(topic, undefined);
      globalThis.libraryWorker.postMessage({ kind: "watch", n, topic });
    }
    return values.get(topic);
  };
}

/** Rows in one window of a list, and windows asked for at once. */
const WINDOW = 64;
const AT_ONCE = 8;
let lists = 2_000_000_000;

export class Device {
  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  /** Opens the library in a browser and waits until it answers. */
  static async open(context: BrowserContext): Promise<Device> {
    const page = context.pages()[0] ?? (await context.newPage());
    await page.addInitScript(keepWorker);
    await page.goto("/");
    const device = new Device(context, page);
    await device.call("tagShares", []);
    return device;
  }

  /** Resolves to the library's answer; rejects with its words. */
  async call<T>(method: string, ...args: readonly unknown[]): Promise<T> {
    const reply = await this.page.evaluate((request) => globalThis.askLibrary(request), {
      kind: "call",
      method,
      args,
    });
    if (reply.kind === "failed") throw new Error(`${method}: ${reply.message}`);
    return reply.value as T;
  }

  /** The newest value of a topic; `undefined` before there is one. */
  async now<T>(topic: string): Promise<T | undefined> {
    return (await this.page.evaluate((name) => globalThis.watchLibrary(name), topic)) as T | undefined;
  }

  /** Waits until a topic is as wished. */
  async until<T>(topic: string, isSo: (value: T) => boolean, within = 60_000): Promise<T> {
    const end = Date.now() + within;
    for (;;) {
      const value = await this.now<T>(topic);
      if (value !== undefined && isSo(value)) return value;
      if (Date.now() > end) throw new Error(`${topic} stayed at ${JSON.stringify(value)}`);
      await this.page.waitForTimeout(50);
    }
  }

  /** Takes addresses in, as a file a person brings. */
  bringIn(addresses: readonly string[]): Promise<void> {
    return this.bringInFile("links.txt", addresses.join("\n"));
  }

  async bringInFile(name: string, content: string): Promise<void> {
    const read = await this.page.evaluate(
      ({ called, text }) => {
        const file = { name: called, bytes: new TextEncoder().encode(text) };
        return globalThis.askLibrary({ kind: "call", method: "readImport", args: [file] });
      },
      { called: name, text: content },
    );
    if (read.kind === "failed") throw new Error(read.message);
    const { id } = read.value as { id: string };
    await this.call("importLinks", id, { foldersAsTags: false, tags: [], snapshots: false });
  }

  /** Ends the connections to other devices as a network does that goes away. Resolves to how many there were. */
  cut(): Promise<number> {
    return this.page.evaluate(() => globalThis.cutConnections());
  }

  /** WebSockets that are open or being opened. */
  sockets(): Promise<number> {
    return this.page.evaluate(() => globalThis.openSockets());
  }

  /** Bytes on a lane, both ways, of the connections that are open now. */
  traffic(lane: "sync" | "blobs" = "sync"): Promise<number> {
    return this.page.evaluate((name) => globalThis.laneTraffic(name), lane);
  }

  /** Waits until the files of so many snapshots are here. */
  async holdsFiles(artifacts: number, within?: number): Promise<void> {
    const has = (all: readonly OtherDevice[]): boolean =>
      all.some(({ state, holds }) => state.kind === "here" && holds?.artifacts === artifacts);
    await this.until("devices", has, within);
  }

  /** Brings back a backup that lies in a file. */
  async restore(path: string): Promise<void> {
    await this.page.evaluate(() => {
      const input = document.createElement("input");
      input.type = "file";
      input.id = "given-file";
      document.body.append(input);
    });
    await this.page.setInputFiles("#given-file", path);
    const answer = await this.page.evaluate(async () => {
      const input = document.querySelector<HTMLInputElement>("#given-file");
      const opened = await globalThis.askLibrary({
        kind: "call",
        method: "openBackup",
        args: [input?.files?.[0]],
      });
      input?.remove();
      return opened.value;
    });
    if ((answer as { kind: string }).kind !== "ready") throw new Error(JSON.stringify(answer));
    await this.call("restoreBackup");
  }

  /** Waits until the library has so many links outside the trash. */
  async holds(links: number, within?: number): Promise<void> {
    await this.until<{ all: number; archive: number }>("counts", (now) => now.all === links, within);
  }

  /** Every link with its title and tags, as one text that is the same for equal libraries. */
  async content(): Promise<string> {
    const list = ++lists;
    const ids = await this.page.evaluate(async (n) => {
      globalThis.libraryWorker.postMessage({ kind: "open-list", n, spec: { place: "all", sort: "newest" } });
      return (await globalThis.askLibrary({ kind: "call", method: "listIds", args: [n] })).value;
    }, list);
    const rows: string[] = [];
    for (let first = 0; first * WINDOW < (ids as string[]).length; first += AT_ONCE)
      rows.push(...(await this.#windows(list, first)));
    return rows.toSorted().join("\n");
  }

  #windows(n: number, first: number): Promise<string[]> {
    return this.page.evaluate(
      ({ list, from, count }) =>
        new Promise<string[]>((resolve) => {
          interface Row {
            readonly id: string;
            readonly title: string;
            readonly tags: readonly string[];
            readonly starred: boolean;
          }
          const worker = globalThis.libraryWorker;
          const look = { kind: "look", n: list, windows: Array.from({ length: count }, (_, i) => from + i) };
          // Windows may come in several pushes; the last one of a list is short, or empty.
          const found = new Map<number, readonly Row[]>();
          const hear = ({ data }: MessageEvent): void => {
            if (data.n !== list) return;
            const { windows = [], more = [] } = (data.value ?? {}) as Record<string, [number, Row[]][]>;
            for (const [window, rows] of [...windows, ...more]) found.set(window, rows);
            if (!look.windows.every((window) => found.has(window))) return;
            worker.removeEventListener("message", hear);
            const all = look.windows.flatMap((window) => found.get(window) ?? []);
            resolve(all.map(({ id, title, tags, starred }) => JSON.stringify([id, title, tags, starred])));
          };
          worker.addEventListener("message", hear);
          // Only what was not looked at before is sent: nothing was, then.
          worker.postMessage({ ...look, windows: [] });
          worker.postMessage(look);
        }),
      { list: n, from: first, count: AT_ONCE },
    );
  }

  /** Waits until this device and the others that are there hold the same. */
  async equal(within = 120_000): Promise<void> {
    const isEqual = (all: readonly OtherDevice[]): boolean => {
      const there = all.filter(({ state }) => state.kind === "connected");
      return there.length > 0 && there.every(({ state }) => state.isEqual === true);
    };
    await this.until("devices", isEqual, within);
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}

const isComparing = (now: Pairing | null): boolean => now?.kind === "compare" || now?.kind === "failed";
const isOver = (now: Pairing | null): boolean =>
  now === null || ["done", "choose", "failed", "receiving"].includes(now.kind);

/** Takes `joining` into the library of `owner`, as two people with two screens do. */
export async function pair(owner: Device, joining: Device): Promise<void> {
  await owner.call("offerPairing");
  const offered = await owner.until<Pairing | null>("pairing", (now) => now?.kind === "offered");
  void joining.call("joinPairing", offered?.offer?.code ?? "").catch(() => undefined);
  const compared = await Promise.all(
    [owner, joining].map((one) => one.until<Pairing | null>("pairing", isComparing)),
  );
  const [words, others] = compared.map((now) => JSON.stringify(now?.words));
  if (words === undefined || words !== others) throw new Error(JSON.stringify(compared));
  await Promise.all([owner.call("confirmPairing", true), joining.call("confirmPairing", true)]);
  const now = await joining.until<Pairing | null>("pairing", isOver);
  if (now?.kind === "failed") throw new Error(`pairing failed: ${now.reason}`);
  if (now?.kind === "choose") await joining.call("chooseJoin", "merge");
}
