/**
 * The snapshots' files of this device among those of the others: fetches what its policy asks for from whoever has it,
 * hands out what is here, lays sealed copies on the server, and lets go of what was read longest ago where a budget is
 * set, never of the last copy that is known. One tab of the device does it at a time.
 */
import type { LinkId } from "../../../domain/ids";
import type { BlobCache, CachedBlob } from "../../../ports/blob-cache";
import type { DeviceStore } from "../../../ports/device-store";
import type { MailboxServer } from "../../../ports/mailbox-server";
import type { LibraryKeys, Peers } from "../../../sync/types";
import type { Copies, Holdings, KeepPolicy, KeepPreview } from "../door";
import { KEEP_ALL, parseKeep } from "./policy";
import { added, NOTHING, parseHoldings } from "./holdings";
import { previewKeep, type PreviewParts } from "./preview";
import { Room } from "./room";
import { SealedCopies } from "./sealed-copies";
import { lookAt, sizeOf, withFetched } from "./shard-files";
import type { Need, ShardFiles } from "./shard-files";
import { Sources } from "./sources";
import { Whereabouts } from "./whereabouts";
import type { BlobShelf } from "../../../sync/blobs/blob-line";

export interface FilesParts extends PreviewParts {
  readonly device: DeviceStore;
  readonly cache: BlobCache;
  readonly keys: LibraryKeys;
  readonly mailbox: MailboxServer | null;
  /** Whether sealed copies are wanted on the server. */
  readonly sealedCopies: () => boolean;
  readonly token: () => string;
  /** Whether the links themselves are still coming, or the library was just opened: files wait. */
  readonly isBusy: () => boolean;
  readonly background: (work: Promise<unknown>) => void;
  /** Files of a link came or went. */
  readonly changed: (links: readonly LinkId[]) => void;
  readonly toldHolds: (deviceId: string) => void;
}

const KEEP = "keepPolicy";
const LOOK_AFTER = 1_500;
const AGAIN_AFTER = 60_000;
const AT_ONCE = 3;

export class Files {
  readonly sources: Sources;
  readonly sealed: SealedCopies;
  readonly #whereabouts: Whereabouts;
  readonly #room: Room;
  readonly #shards = new Map<number, ShardFiles>();
  readonly #holdsOf = new Map<string, Holdings>();
  #isScanned = false;
  policy: KeepPolicy = KEEP_ALL;
  #isOn = false;
  #isWorking = false;
  #isAskedAgain = false;
  #takesCopies = false;
  #epoch: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stop: (() => void) | null = null;
  readonly #closing = new AbortController();

  constructor(private readonly parts: FilesParts) {
    const shelf: BlobShelf = {
      get: (hash) => parts.cache.get(hash),
      has: async (hashes) => {
        const here = await parts.device.held(hashes);
        this.#room.gaveWord(here);
        return here;
      },
    };
    this.sealed = new SealedCopies({ ...parts, server: parts.mailbox, shelf });
    this.#epoch = parts.keys.current?.epoch;
    parts.keys.onChange(() => this.#keysChanged());
    this.sources = new Sources({
      shelf,
      findSealed: (hash) => this.sealed.find(hash),
      told: (deviceId, holds) => this.#told(deviceId, holds),
      joined: () => this.#soon(0),
    });
    this.#room = new Room({ ...parts, sources: this.sources, sealed: this.sealed });
    this.#whereabouts = new Whereabouts({ ...parts, sources: this.sources, sealed: this.sealed });
  }

  async open(): Promise<void> {
    this.policy = parseKeep(await this.parts.device.setting(KEEP));
    await this.#whereabouts.open();
  }

  /** A new epoch, because a device was taken out: copies that it could still read are laid anew. */
  #keysChanged(): void {
    const epoch = this.parts.keys.current?.epoch;
    if (epoch === this.#epoch) return;
    this.#epoch = epoch;
    this.#takesCopies = false;
    this.#shards.clear();
    this.#soon(LOOK_AFTER);
  }

  /** A person looks at a link: its snapshots stay here before others. */
  read(id: LinkId): Promise<void> {
    return this.#room.read(id);
  }

  /** No snapshot names these files any more. */
  async released(hashes: readonly string[]): Promise<void> {
    await this.sealed.drop(hashes);
    this.#soon(0);
  }

  /** This tab sees to the files from now on. */
  start(peers: Peers): void {
    this.#isOn = true;
    this.#stop = this.sources.use(peers);
    this.#soon(LOOK_AFTER);
  }

  close(): void {
    this.#isOn = false;
    this.#closing.abort();
    clearTimeout(this.#timer);
    this.#stop?.();
  }

  preview(policy: KeepPolicy): Promise<KeepPreview> {
    return previewKeep(policy, this.parts, this.#room);
  }

  async setPolicy(policy: KeepPolicy): Promise<void> {
    this.policy = parseKeep(policy);
    await this.parts.device.setSetting(KEEP, this.policy);
    this.#shards.clear();
    this.#soon(0);
  }

  /** The library or its files are others now. */
  wrote(): void {
    this.#soon(LOOK_AFTER);
  }

  /** From another device or sealed from the server; `null`: neither has it. */
  find(hash: string): Promise<CachedBlob | null> {
    return this.sources.find(hash);
  }

  get waiting(): { readonly waiting: number; readonly bytes: number } {
    const artifacts = this.#needs.flatMap((need) => need.artifacts);
    return { waiting: artifacts.length, bytes: sizeOf(artifacts) };
  }

  /** `null` before all shards were looked at once. */
  get known(): Holdings | null {
    return this.#isScanned ? this.holds : null;
  }

  get holds(): Holdings {
    return [...this.#shards.values()].reduce((sum, { holds }) => added(sum, holds), NOTHING);
  }

  holdsOf(deviceId: string): Holdings | null {
    return this.#holdsOf.get(deviceId) ?? null;
  }

  /** Where the files of a link's standing snapshot lie. */
  copies(...asked: Parameters<Whereabouts["copies"]>): Promise<Copies> {
    return this.#whereabouts.copies(...asked);
  }

  /** Looks for what is lacking and fetches it, and lays copies. Resolves when that was tried. */
  async look(): Promise<void> {
    if (this.#isWorking) {
      this.#isAskedAgain = true;
      return;
    }
    this.#isWorking = true;
    try {
      do {
        this.#isAskedAgain = false;
        await this.#scan();
        await this.#fetchAll(await this.#makeRoom());
        await this.#sealAll();
        await this.sealed.sweep((hashes) => this.parts.device.held(hashes));
        await this.sealed.note();
        await this.#whereabouts.learn(this.#shards, this.#holdsOf);
      } while (this.#isAskedAgain && this.#isOn);
    } finally {
      this.#isWorking = false;
    }
    if (this.waiting.waiting > 0) this.#soon(AGAIN_AFTER);
  }

  #soon(ms: number): void {
    if (!this.#isOn) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.parts.isBusy()) this.#soon(LOOK_AFTER);
      else this.parts.background(this.look());
    }, ms);
  }

  #told(deviceId: string, holds: unknown): void {
    const told = parseHoldings(holds);
    if (!told) return;
    this.#holdsOf.set(deviceId, told);
    this.#soon(LOOK_AFTER);
    this.parts.toldHolds(deviceId);
  }

  async #scan(): Promise<void> {
    const { log, replica } = this.parts;
    const heads = await log.heads();
    const withSnapshots = this.parts.withSnapshots();
    // Not noted as looked at: another tab may have written what the index hears of in a moment.
    for (const shard of this.#shards.keys()) if (!withSnapshots.has(shard)) this.#shards.delete(shard);
    for (const [shard, head] of heads) {
      if (!withSnapshots.has(shard) || this.#shards.get(shard)?.head === head) continue;
      const { records } = await replica.whole(shard);
      this.#shards.set(shard, await lookAt(records, { ...this.parts, head, policy: this.policy }));
    }
    this.#isScanned = true;
    this.#tellHolds();
  }

  /** Where a budget is set, lets go of what was read longest ago. Answers the snapshots that fit; `null`: all do. */
  async #makeRoom(): Promise<ReadonlySet<string> | null> {
    const { budget } = this.policy;
    if (budget === 0) return null;
    await this.#room.load();
    const want = this.#room.wanted([...this.#shards.values()], budget);
    const gone = await this.#room.make(want);
    if (gone.length === 0) return want.stays;
    this.#shards.clear();
    await this.#scan();
    this.parts.changed(gone);
    return want.stays;
  }

  get #needs(): readonly Need[] {
    return [...this.#shards.values()].flatMap((shard) => shard.needs);
  }

  async #fetchAll(stays: ReadonlySet<string> | null): Promise<void> {
    const needs = this.#needs.filter(({ snapshot }) => !stays || stays.has(snapshot.id));
    const queue = needs.toSorted((a, b) => b.snapshot.capturedAt - a.snapshot.capturedAt);
    const { budget } = this.policy;
    let room = budget > 0 ? budget - this.holds.bytes : Number.POSITIVE_INFINITY;
    const work = async (): Promise<void> => {
      for (let need = queue.shift(); need && !this.#closing.signal.aborted; need = queue.shift()) {
        const bytes = sizeOf(need.artifacts);
        if (bytes > room) continue;
        room -= bytes;
        await this.#fetch(need);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  async #fetch(need: Need): Promise<void> {
    const { link, snapshot, artifacts } = need;
    const { keeper, token, changed } = this.parts;
    const done = await keeper.fetch(
      { ...snapshot, artifacts },
      {
        token: token(),
        signal: this.#closing.signal,
        onProgress: () => undefined,
        others: (hash) => this.find(hash),
      },
    );
    if (!done.ok) return;
    for (const [shard, found] of this.#shards) this.#shards.set(shard, withFetched(found, need));
    changed([link]);
    this.#tellHolds();
  }

  async #sealAll(): Promise<void> {
    const { keeper, sealedCopies } = this.parts;
    if (!sealedCopies()) return;
    this.#takesCopies ||= await this.sealed.read();
    if (!this.#takesCopies) return;
    for (const [shard, found] of this.#shards) {
      for (const snapshot of found.here)
        for (const hash of await keeper.filesOf(snapshot)) {
          if (this.#closing.signal.aborted) return;
          if ((await this.sealed.lay(hash)) === "later") return this.#soon(AGAIN_AFTER);
        }
      this.#shards.set(shard, { ...found, here: [] });
    }
  }

  #tellHolds(): void {
    if (this.#isOn) this.sources.tell(this.holds);
    this.parts.toldHolds("");
  }
}
