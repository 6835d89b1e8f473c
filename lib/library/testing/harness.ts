/** A whole library for tests: engine, database and wire are real, server and snapshot bytes lie in memory. */
import type { LinkId } from "../../domain/ids";
import type { Snapshot } from "../../domain/snapshot";
import type { MailboxServer } from "../../ports/mailbox-server";
import { MemoryBlobCache } from "../../ports/memory/memory-blob-cache";
import { memoryScratchFile } from "../../ports/memory/memory-scratch-file";
import { MemoryCaptureServer } from "../../ports/memory/memory-capture-server";
import { MemoryWitness } from "../../ports/memory/memory-witness";
import { MemorySearchStore } from "../../ports/memory/memory-search-store";
import { parseSnapshot } from "../../replica/parse-snapshot";
import { openDatabase } from "../../store/db";
import type { Database } from "../../store/db";
import { DexieDevice } from "../../store/dexie-device";
import { DexieLog } from "../../store/log/dexie-log";
import { Channel } from "../client/channel";
import { Engine } from "../engine/engine";
import type { EngineParts } from "../engine/engine-parts";
import { randomId, randomWriter } from "../engine/randomness";
import { openTabs } from "../engine/tabs";
import type { Library, Live } from "../library";
import { createLibrary } from "../open-library";
import { Recalled } from "../opening/recalled";
import { serve } from "../port/serve";

export interface Tab {
  readonly library: Library;
  readonly engine: Engine;
  readonly database: Database;
  close(): void;
}

export class TestDevice {
  readonly server = new MemoryCaptureServer();
  readonly cache = new MemoryBlobCache();
  readonly witness = new MemoryWitness();
  readonly search = new MemorySearchStore();
  /** What the server keeps sealed; `null` = this device has no server for it. */
  mailbox: MailboxServer | null = null;
  /** Ms since 1970; stands still until it is moved. */
  time = Date.UTC(2026, 4, 20, 12);
  readonly name = `test-${randomId()}`;
  #lastAlone: Promise<unknown> = Promise.resolve();
  #worker: { readonly tab: object; next: { readonly tab: object; readonly work: () => void }[] } | null =
    null;

  /** Opens a tab and waits until its library is loaded. The first tab works on captures, as with a Web Lock. */
  async open(): Promise<Tab> {
    const tab = this.openUnread();
    const list = tab.library.list({ place: "all", sort: "newest" });
    await list.ids(); // values may come earlier, as the last visit left them
    list.close();
    return tab;
  }

  /** Opens a tab and does not wait for its library. */
  openUnread(): Tab {
    const database = openDatabase(this.name);
    const tab = {};
    const engine = this.#engine(database, tab);
    const { port1, port2 } = new MessageChannel();
    void serve(engine, port1);
    port1.start();
    const library = createLibrary(new Channel(port2), () => undefined, { coming: recalledFrom(database) });
    port2.start();
    const close = (): void => {
      engine.close();
      port1.close();
      port2.close();
      this.#giveUp(tab);
      if (this.#worker?.tab === tab) this.#passOn();
    };
    return { library, engine, database, close };
  }

  #engine(database: Database, tab: object): Engine {
    return new Engine({
      log: new DexieLog(database, () => this.time),
      device: new DexieDevice(database),
      cache: this.cache,
      witness: this.witness,
      server: this.server,
      search: this.search,
      tabs: openTabs(this.name),
      scratch: async () => memoryScratchFile(),
      ...this.#sealed(),
      whenAlone: (work) => this.#whenAlone(tab, work),
      exclusive: (work) => this.#exclusive(work),
      storage: async () => ({ persisted: false, usedBytes: 1, quotaBytes: 2 }),
      now: () => this.time,
      random: () => 0.5,
      newId: randomId,
      writer: randomWriter(),
      defaultDeviceName: "Test on Node",
      language: "en",
    });
  }

  #sealed(): Pick<EngineParts, "mailboxOf"> {
    const { mailbox } = this;
    return mailbox ? { mailboxOf: () => mailbox } : {};
  }

  /** As with a Web Lock that is asked for again and again. */
  #exclusive<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#lastAlone.then(work, work);
    this.#lastAlone = turn.catch(() => undefined); // the caller gets the failure
    return turn;
  }

  #whenAlone(tab: object, work: () => void): void {
    if (this.#worker) {
      this.#worker.next.push({ tab, work });
      return;
    }
    this.#worker = { tab, next: [] };
    work();
  }

  #passOn(): void {
    const next = this.#worker?.next ?? [];
    this.#worker = null;
    for (const { tab, work } of next) this.#whenAlone(tab, work);
  }

  /** Whoever is closed waits for nothing any more. */
  #giveUp(tab: object): void {
    if (this.#worker) this.#worker.next = this.#worker.next.filter((one) => one.tab !== tab);
  }
}

/** As the head of the page reads it (lib/ui/pre-paint.ts). */
async function recalledFrom(database: Database): Promise<Recalled | null> {
  const [settings, firstScreen] = await database.settings.bulkGet(["settings", "firstScreen"]);
  return Recalled.from({ settings: settings?.value, firstScreen: firstScreen?.value }, "");
}

/** The value of a live, as soon as it has one that will do. */
export function first<T>(live: Live<T>, willDo: (value: T) => boolean = () => true): Promise<T> {
  return new Promise((resolve) => {
    let stop = (): void => undefined;
    const look = (): void => {
      const value = live.get();
      if (value === undefined || !willDo(value)) return;
      stop();
      resolve(value);
    };
    stop = live.subscribe(look);
    look();
  });
}

/** Saves an address that must be new, and answers its id. */
export async function save(library: Library, url: string): Promise<LinkId> {
  const outcome = await library.add(url);
  if (outcome.kind !== "saved") throw new Error(`${url}: ${outcome.kind}`);
  return outcome.id;
}

/** A snapshot whose only files are a reader text and a picture it names, with their bytes at the server. */
export async function snapshotAt(server: MemoryCaptureServer, id: string, text: string): Promise<Snapshot> {
  const picture = await putBlob(server, `picture of ${id}`, "image/webp");
  const reader = await putBlob(server, `<p>${text}<img src="cas:${picture.hash}">`, "text/html");
  const page = {
    title: `Title ${id}`,
    site: "Site",
    author: "",
    published: "",
    language: "en",
    description: text,
  };
  const manifest = {
    id,
    linkId: "",
    url: "",
    finalUrl: "",
    capturedAt: Date.UTC(2026, 4, 20),
    capturedBy: "server",
    httpStatus: 200,
    verdict: "good",
    page,
    artifacts: [{ kind: "reader", mediaType: "text/html", ...reader }],
    missing: [],
    textHash: "",
    words: 3,
    isArticle: true,
  };
  const snapshot = parseSnapshot(manifest, "");
  if (!snapshot) throw new Error("no manifest");
  return snapshot;
}

async function putBlob(server: MemoryCaptureServer, text: string, mediaType: string) {
  const bytes = new TextEncoder().encode(text);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hash = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  server.blobs.set(hash, { bytes, mediaType, headers: [["content-type", mediaType]] });
  return { hash, bytes: bytes.length };
}
