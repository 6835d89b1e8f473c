/**
 * One mailbox: sealed parcels in the order they came, each a file, and at most one sealed base that stands for
 * everything up to its number. What was confirmed is on the disk; a cut-off write or compaction leaves the state before
 * it or after it. Nothing here can be read by this server: it counts bytes and numbers.
 */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { lstat, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { fail, ok, type Result } from "../../domain/result";
import { flushFolder, makeFolder, TEMPORARY, writeDurably } from "../durable-file";

export interface BoxBase {
  readonly id: string;
  /** Parcels up to this number are in it. */
  readonly upTo: number;
  readonly bytes: number;
}

export interface BoxEntry {
  readonly seq: number;
  readonly bytes: number;
}

export type BoxRefusal =
  /** The write capability is not the one this mailbox was made with. */
  | "forbidden"
  /** The group's budget is used up. */
  | "full"
  /** The base or the number is another one by now. */
  | "stale";

/** Where a received body lies until it gets its place. */
export interface ReceivedFile {
  readonly path: string;
  readonly bytes: number;
}

const digits = (seq: number): string => String(seq).padStart(15, "0");
const PARCEL = /^(\d{15})\.parcel$/;
const BASE = /^(\d{15})-([0-9a-f]{16})\.base$/;
const CAPABILITY = "capability";

const hashOf = (capability: string): Buffer => createHash("sha256").update(capability).digest();

/** What lies in the folder of a box, in order. */
async function readFolder(folder: string): Promise<{ entries: BoxEntry[]; bases: BoxBase[]; odd: string[] }> {
  const found = { entries: new Array<BoxEntry>(), bases: new Array<BoxBase>(), odd: new Array<string>() };
  for (const name of (await readdir(folder)).toSorted()) {
    const { size } = await lstat(join(folder, name));
    const [parcel, base] = [PARCEL.exec(name), BASE.exec(name)];
    if (parcel) found.entries.push({ seq: Number(parcel[1]), bytes: size });
    else if (base) found.bases.push({ upTo: Number(base[1]), id: base[2] ?? "", bytes: size });
    else if (name.startsWith(TEMPORARY)) found.odd.push(name);
  }
  return found;
}

export class Box {
  #entries: BoxEntry[] = [];
  #base: BoxBase | null = null;
  #capability: Buffer | null = null;
  #writing: Promise<unknown> = Promise.resolve();
  readonly #waiting = new Set<() => void>();

  private constructor(readonly folder: string) {}

  /** Opens a box, and clears away what a cut-off write or compaction left. */
  static async open(folder: string): Promise<Box> {
    await makeFolder(folder);
    const box = new Box(folder);
    const { entries, bases, odd } = await readFolder(folder);
    box.#base = bases.at(-1) ?? null;
    const upTo = box.#base?.upTo ?? 0;
    box.#entries = entries.filter(({ seq }) => seq > upTo);
    for (const name of odd) await rm(join(folder, name), { force: true });
    for (const base of bases.slice(0, -1)) await rm(box.basePath(base), { force: true });
    for (const { seq } of entries) if (seq <= upTo) await rm(box.#parcelPath(seq), { force: true });
    const text = await readFile(join(folder, CAPABILITY), "utf8").catch(() => ""); // none yet: it is new
    if (/^[0-9a-f]{64}$/.test(text)) box.#capability = Buffer.from(text, "hex");
    return box;
  }

  get base(): BoxBase | null {
    return this.#base;
  }

  /** Number of the newest parcel there ever was. */
  get head(): number {
    return this.#entries.at(-1)?.seq ?? this.#base?.upTo ?? 0;
  }

  get bytes(): number {
    return this.#entries.reduce((sum, { bytes }) => sum + bytes, this.#base?.bytes ?? 0);
  }

  basePath({ upTo, id }: BoxBase): string {
    return join(this.folder, `${digits(upTo)}-${id}.base`);
  }

  #parcelPath(seq: number): string {
    return join(this.folder, `${digits(seq)}.parcel`);
  }

  /** Parcels after a number, as many as fit into `maxBytes` but one at least. */
  after(seq: number, maxBytes: number): BoxEntry[] {
    let room = maxBytes;
    const found: BoxEntry[] = [];
    for (const entry of this.#entries) {
      if (entry.seq <= seq) continue;
      room -= entry.bytes;
      if (room < 0 && found.length > 0) break;
      found.push(entry);
    }
    return found;
  }

  /** `null`: compacted away meanwhile. */
  async read({ seq }: BoxEntry): Promise<Buffer | null> {
    try {
      return await readFile(this.#parcelPath(seq));
    } catch {
      return null; // it is in a base by now, which the reader is told of
    }
  }

  /** The first to write decides which capability it takes from then on. */
  async mayWrite(capability: string): Promise<boolean> {
    const hash = hashOf(capability);
    return this.#inTurn(async () => {
      if (!this.#capability) {
        await writeDurably(join(this.folder, CAPABILITY), hash.toString("hex"));
        this.#capability = hash;
      }
      return timingSafeEqual(hash, this.#capability);
    });
  }

  /** Whether this is its capability, of a box that has one already. */
  isCapability(capability: string): boolean {
    return this.#capability !== null && timingSafeEqual(hashOf(capability), this.#capability);
  }

  /** Durable when it resolves. `room` in bytes, asked when its turn comes. */
  append(bytes: Uint8Array, room: () => number): Promise<Result<number, BoxRefusal>> {
    return this.#inTurn(async () => {
      if (bytes.byteLength > room()) return fail("full");
      const seq = this.head + 1;
      await writeDurably(this.#parcelPath(seq), bytes);
      this.#entries.push({ seq, bytes: bytes.byteLength });
      this.#wake();
      return ok(seq);
    });
  }

  /**
   * Puts a base in the place of the one named and of the parcels up to a number. The file is taken over when it is
   * accepted. Refused as "stale" when the asker did not read what stands here.
   */
  compact(
    file: ReceivedFile,
    read: { readonly base: string; readonly upTo: number },
  ): Promise<Result<BoxBase, BoxRefusal>> {
    return this.#inTurn(async () => {
      const before = this.#base;
      if (read.base !== (before?.id ?? "") || read.upTo > this.head) return fail("stale");
      if (before && read.upTo <= before.upTo) return fail("stale");
      const base = { id: randomBytes(8).toString("hex"), upTo: read.upTo, bytes: file.bytes };
      await rename(file.path, this.basePath(base));
      await flushFolder(this.folder);
      const gone = this.#entries.filter(({ seq }) => seq <= read.upTo);
      this.#base = base;
      this.#entries = this.#entries.filter(({ seq }) => seq > read.upTo);
      for (const { seq } of gone) await rm(this.#parcelPath(seq), { force: true });
      if (before) await rm(this.basePath(before), { force: true });
      this.#wake();
      return ok(base);
    });
  }

  /** Resolves when something is written, when the time is over, or at once when the signal aborts. */
  async changed(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(end);
        signal.removeEventListener("abort", end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      this.#waiting.add(end);
      signal.addEventListener("abort", end);
    });
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  #wake(): void {
    for (const end of this.#waiting) end();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#writing.then(work);
    this.#writing = turn.catch(() => undefined); // the caller gets the failure
    return turn;
  }
}
