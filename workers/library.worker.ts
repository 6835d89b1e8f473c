/// <reference lib="webworker" />
/** The worker of the library: opens this tab's engine on the device's database and serves it to the page. */
import { HttpCaptureServer } from "../lib/library/captures/http-server";
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
import { openScratchFile, removeScratchFile } from "../lib/store/scratch";
import { DexieSearchStore } from "../lib/store/search-index";

/** The first tab to get it works on captures, until it closes. */
const CAPTURE_LOCK = "linksnap-captures";
/** Held for a moment by whoever changes files and their register. */
const FILES_LOCK = "linksnap-files";

const database = openDatabase("linksnap");
const now = (): number => Date.now();

const engine = new Engine({
  log: new DexieLog(database, now),
  device: new DexieDevice(database),
  cache: new CacheBlobs(),
  witness: new CacheWitness(),
  server: new HttpCaptureServer(),
  search: new DexieSearchStore("linksnap-search"),
  tabs: openTabs("linksnap-library"),
  scratch: openScratchFile,
  whenAlone: (work) => {
    const keep = new Promise<never>(() => undefined); // until this worker ends
    void navigator.locks.request(CAPTURE_LOCK, () => {
      work();
      return keep;
    });
  },
  exclusive: (work) => navigator.locks.request(FILES_LOCK, work),
  storage: storageFacts,
  now,
  random: Math.random,
  newId: randomId,
  writer: randomWriter(),
  defaultDeviceName: deviceNameFrom(navigator.userAgent),
  language: navigator.language,
});

serve(engine, self);
// What an earlier start left behind; a file that is still being written stays.
void removeScratchFile().catch(() => undefined);
