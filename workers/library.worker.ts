/// <reference lib="webworker" />
/** The worker of the library: opens this tab's engine on the device's database and serves it to the page. */
import { HttpCaptureServer } from "../lib/library/captures/http-server";
import { askSignalTicket } from "../lib/library/devices/direct/signal-ticket";
import { HttpMailbox } from "../lib/library/devices/sealed/http-mailbox";
import { Engine } from "../lib/library/engine/engine";
import { randomId, randomWriter } from "../lib/library/engine/randomness";
import { deviceNameFrom } from "../lib/library/engine/settings";
import { storageFacts } from "../lib/library/engine/storage-facts";
import { openTabs } from "../lib/library/engine/tabs";
import { serve } from "../lib/library/port/serve";
import { CacheBlobs } from "../lib/store/cache-blobs";
import { CacheWitness } from "../lib/store/cache-witness";
import { openDatabase } from "../lib/store/db";
import { DexieDevice } from "../lib/store/dexie-device";
import { DexieLog } from "../lib/store/log/dexie-log";
import { needsNewLog, renewLog } from "../lib/store/renew-log";
import { openScratchFile, removeScratchFile } from "../lib/store/scratch";
import { DexieSearchStore } from "../lib/store/search-index";

/** The first tab to get it works on captures, until it closes. */
const CAPTURE_LOCK = "linksnap-captures";
/** The first tab to get it talks to other devices, until it closes. */
const AIR_LOCK = "linksnap-air";
/** The first tab after a start of the browser gets it. */
const LOG_LOCK = "linksnap-log";
/** Held for a moment by whoever changes files and their register. */
const FILES_LOCK = "linksnap-files";

const database = openDatabase("linksnap");
const now = (): number => Date.now();

/** Calls `work` when no other tab has the lock, and keeps it until this worker ends. */
function keepAlone(lock: string, work: () => void): void {
  const keep = new Promise<never>(() => undefined);
  void navigator.locks.request(lock, () => {
    work();
    return keep;
  });
}

/** Does `work` unless another tab has the lock, which it keeps until this worker ends. Resolves when that is settled. */
function inFirstTab(lock: string, work: () => Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const keep = new Promise<never>(() => undefined);
    const holding = navigator.locks.request(lock, { ifAvailable: true }, async (granted) => {
      if (granted) await work();
      resolve();
      return granted ? keep : undefined;
    });
    // Without locks nobody can be first: edits go on as they would in a later tab.
    holding.catch(() => resolve());
  });
}

/** The first tab sees to it, at once, and none of its edits comes before. A disk that is full is told by whoever writes next. */
const renewed = needsNewLog(navigator.userAgent)
  ? inFirstTab(LOG_LOCK, () => renewLog().catch(() => undefined))
  : Promise.resolve();

const engine = new Engine({
  log: new DexieLog(database, now, renewed),
  device: new DexieDevice(database),
  cache: new CacheBlobs(),
  witness: new CacheWitness(),
  server: new HttpCaptureServer(),
  search: new DexieSearchStore("linksnap-search"),
  tabs: openTabs("linksnap-library"),
  scratch: openScratchFile,
  whenAlone: (work) => keepAlone(CAPTURE_LOCK, work),
  whenOnAir: (work) => keepAlone(AIR_LOCK, work),
  signalTicket: askSignalTicket,
  mailboxOf: (token) => new HttpMailbox(token),
  exclusive: (work) => navigator.locks.request(FILES_LOCK, work),
  storage: storageFacts,
  now,
  random: Math.random,
  newId: randomId,
  writer: randomWriter(),
  defaultDeviceName: deviceNameFrom(navigator.userAgent),
  language: navigator.language,
});

void serve(engine, self);
// What an earlier start left behind; a file that is still being written stays.
void removeScratchFile().catch(() => undefined);
