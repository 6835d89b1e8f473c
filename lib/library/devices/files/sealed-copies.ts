/**
 * The sealed copies of files on the server: which there are, known also to a tab that never asked and while the server is
 * away; laid under the newest epoch's key alone, so that a device that was taken out reads none of them; and removed when
 * no snapshot names the file any more, at the latest when the server is met again.
 */
import type { DeviceStore } from "../../../ports/device-store";
import type { MailboxServer } from "../../../ports/mailbox-server";
import type { BlobShelf, ServedBlob } from "../../../sync/blobs/blob-line";
import { openBlob, sealBlob } from "../../../sync/blobs/sealed-blob";
import type { EpochKeys, LibraryKeys } from "../../../sync/types";

export interface SealedCopiesParts {
  readonly keys: LibraryKeys;
  readonly shelf: Pick<BlobShelf, "get">;
  /** `null` where there is no server to have copies. */
  readonly server: MailboxServer | null;
  readonly device: DeviceStore;
  readonly now: () => number;
}

/** Settings: names as last read, and hashes of files whose copies are to go. */
const NAMES = "sealedNames";
const TO_DROP = "sealedToDrop";
/** Hex digits that tell one name from another. */
const SHORT = 16;
/** Ms after which the list is read anew when somebody asks. */
const FRESH = 60_000;

const short = (name: string): string => name.slice(0, SHORT);
const textsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one: unknown) => typeof one === "string") : [];

export class SealedCopies {
  #names = new Set<string>();
  #readAt = 0;
  #isChanged = false;
  #reading: Promise<boolean> | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: SealedCopiesParts) {}

  get #epochs(): readonly EpochKeys[] {
    const { current, older } = this.parts.keys;
    return [...(current ? [current] : []), ...older];
  }

  /** Opens the copy of a file; `null` when there is none that can be read. Whether it has the hash is for the caller to see. */
  async find(hash: string): Promise<ServedBlob | null> {
    const { server } = this.parts;
    if (!server) return null;
    for (const epoch of this.#epochs) {
      const answer = await server.sealed(await epoch.blobName(hash), 0);
      const found = answer.ok ? await openBlob(epoch, hash, answer.value) : null;
      if (found) return found;
      if (!answer.ok && answer.error.kind !== "unknown") return null;
    }
    return null;
  }

  /** Learns what lies on the server. Answers whether copies are taken there. */
  read(): Promise<boolean> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #read(): Promise<boolean> {
    const { server, keys, device, now } = this.parts;
    if (!server || !keys.current) return false;
    const names = new Set<string>();
    for (let after = "", isMore = true, budget = 0; ; ) {
      if (!isMore) {
        this.#names = names;
        this.#readAt = now();
        await device.setSetting(NAMES, [...names]);
        return budget > 0;
      }
      const list = await server.sealedNames(after);
      if (!list.ok) return false;
      for (const name of list.value.names) names.add(short(name));
      ({ isMore, budget } = list.value);
      after = list.value.names.at(-1) ?? "";
    }
  }

  /** Whether copies of all of these lie there, as far as was ever told. */
  async haveAll(hashes: readonly string[]): Promise<boolean> {
    const { device, now } = this.parts;
    if (now() - this.#readAt > FRESH && !(await this.read()) && this.#readAt === 0)
      this.#names = new Set(textsIn(await device.setting(NAMES)));
    for (const hash of hashes) if (!(await this.#has(hash))) return false;
    return true;
  }

  /** The same, asked of the server now; false while it is away. */
  async areThere(hashes: readonly string[]): Promise<boolean> {
    const isRead = this.parts.now() - this.#readAt <= FRESH || (await this.read());
    if (!isRead && this.parts.now() - this.#readAt > FRESH) return false;
    return this.haveAll(hashes);
  }

  async #has(hash: string): Promise<boolean> {
    for (const epoch of this.#epochs) if (this.#names.has(short(await epoch.blobName(hash)))) return true;
    return false;
  }

  /** Lays a copy under the newest key, and takes away those of older ones. "later": the server is away or has no room. */
  async lay(hash: string): Promise<"there" | "later"> {
    const { server, keys, shelf } = this.parts;
    const { current } = keys;
    if (!server || !current) return "later";
    const name = await current.blobName(hash);
    if (!this.#names.has(short(name))) {
      const blob = await shelf.get(hash);
      if (!blob) return "there"; // it is not here any more: whoever has it lays it there
      const done = await server.putSealed(current.mailbox, name, await sealBlob(current, hash, blob));
      if (!done.ok) return "later";
      this.#names.add(short(name));
      this.#isChanged = true;
    }
    return (await this.#remove(hash, keys.older)) ? "there" : "later";
  }

  /** Answers whether none of them is left there. */
  async #remove(hash: string, epochs: readonly EpochKeys[]): Promise<boolean> {
    const { server, keys } = this.parts;
    if (!server || !keys.current) return false;
    for (const epoch of epochs) {
      const name = await epoch.blobName(hash);
      if (!this.#names.has(short(name))) continue;
      const done = await server.removeSealed(keys.current.mailbox, name);
      if (!done.ok && done.error.kind !== "unknown") return false;
      this.#names.delete(short(name));
      this.#isChanged = true;
    }
    return true;
  }

  /** Notes what was laid there or removed, for when the server is away. */
  async note(): Promise<void> {
    if (!this.#isChanged) return;
    this.#isChanged = false;
    await this.parts.device.setSetting(NAMES, [...this.#names]);
  }

  /** No snapshot names these files any more: their copies go, now or when the server is met again. */
  drop(hashes: readonly string[]): Promise<void> {
    return this.#inTurn(async () => {
      if (hashes.length === 0) return;
      const { device } = this.parts;
      const waiting = new Set(textsIn(await device.setting(TO_DROP)));
      for (const hash of hashes) waiting.add(hash);
      await device.setSetting(TO_DROP, [...waiting]);
    });
  }

  /** Removes the copies that are to go. `isNeeded` tells what a snapshot names again. */
  sweep(isNeeded: (hashes: readonly string[]) => Promise<ReadonlySet<string>>): Promise<void> {
    return this.#inTurn(async () => {
      const { device } = this.parts;
      const waiting = textsIn(await device.setting(TO_DROP));
      if (waiting.length === 0 || !(await this.read())) return;
      const needed = await isNeeded(waiting);
      const left: string[] = [];
      for (const hash of waiting)
        if (!needed.has(hash) && !(await this.#remove(hash, this.#epochs))) left.push(hash);
      await device.setSetting(TO_DROP, left);
    });
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined); // the caller gets the failure
    return turn;
  }
}
