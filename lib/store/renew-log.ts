/**
 * Keeps a killed browser from costing the whole library. Chromium keeps all databases of a site in one LevelDB and goes on
 * with its log at the next start. A process that was killed may have left half a record at the log's end: the next start
 * passes over it, but once records follow it, the start after that takes the log for damaged and throws all of it away.
 * So each start first makes LevelDB begin another log, and nothing follows what may be half.
 */
import { Dexie } from "dexie";

const NAME = "linksnap-filling";
/** More than the 4 MB with which LevelDB begins another log. */
const PIECES = 160;
/** Bytes of a piece. A value of more than 64 kB would lie in a file of its own. */
const PIECE = 32 * 1024;

/** Other browsers keep their databases in another way. */
export const needsNewLog = (userAgent: string): boolean => /Chrom(e|ium)\//.test(userAgent);

/** Writes what fills the log, and takes it away again. Rejects where the disk is full, say: then the log stays as it is. */
export async function renewLog(): Promise<void> {
  const database = new Dexie(NAME, { chromeTransactionDurability: "relaxed" });
  database.version(1).stores({ pieces: "++" });
  try {
    const pieces = database.table<Uint8Array, number>("pieces");
    await pieces.clear();
    // By chance, as values that can be compressed are.
    await pieces.bulkAdd(Array.from({ length: PIECES }, () => crypto.getRandomValues(new Uint8Array(PIECE))));
    await pieces.clear();
  } finally {
    database.close();
  }
}
