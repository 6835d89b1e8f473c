/**
 * The snapshots' files of this device among those of the others: fetches what its policy asks for from whoever has it,
 * hands out what is here, lays sealed copies on the server, and lets go of what was read longest ago where a budget is
 * set, never of the last copy that is known. One tab of the device does it at a time.
 */
import type { Artifact } from "../../../domain/artifact";
import type { LinkId } from "../../../domain/ids";
import { standingSnapshot } from "../../../domain/snapshot";
import type { Snapshot } from "../../../domain/snapshot";
import type { BlobCache, CachedBlob } from "../../../ports/blob-cache";
import type { DeviceStore } from "../../../ports/device-store";
import type { MailboxServer } from "../../../ports/mailbox-server";
import type { UpdateLog } from "../../../ports/update-log";
import type { LinkRecord } from "../../../replica/read-link";
import type { LibraryKeys, Peers } from "../../../sync/types";
import type { BlobKeeper } from "../../captures/blob-keeper";
import type { ReplicaStore } from "../../editing/replica-store";
import type { Copies, HeldKind, Holdings, KeepPolicy } from "../door";
import { bytesOf, heldKindOf, KEEP_ALL, parseKeep, wantedOf } from "./policy";
import { parseHoldings } from "./holdings";
import { Sources } from "./sources";

export interface FilesParts {
  readonly device: DeviceStore;
  readonly cache: BlobCache;
  readonly log: UpdateLog;
  readonly replica: ReplicaStore;
  readonly keeper: BlobKeeper;
  readonly keys: LibraryKeys;
  readonly mailbox: MailboxServer | null;
  /** Whether sealed copies are wanted on the server. */
  readonly sealedCopies: () => boolean;
  readonly token: () => string;
  /** Whether the links themselves are still coming: files wait for them. */
  readonly isBusy: () => boolean;
  readonly now: () => number;
  readonly background: (work: Promise<unknown>) => void;
  /** Files of a link came or went. */
  readonly changed: (links: readonly LinkId[]) => void;
  readonly toldHolds: (deviceId: string) => void;
}

interface Need {
  readonly link: LinkId;
  readonly snapshot: Snapshot;
  readonly artifacts: readonly Artifact[];
}

interface ShardFiles {
  readonly head: number;
  readonly needs: readonly Need[];
  /** Snapshots whose files are here, for sealed copies. */
  readonly here: readonly Snapshot[];
  readonly holds: Holdings;
}

const KEEP = "keepPolicy";
const LOOK_AFTER = 1_500;
const AGAIN_AFTER = 60_000;
const AT_ONCE = 3;
const NOTHING: Holdings = { artifacts: 0, bytes: 0, kinds: {} };

export class Files {
  readonly sources: Sources;
  readonly #shards = new Map<number, ShardFiles>();
  readonly #holdsOf = new Map<string, Holdings>();
  policy: KeepPolicy = KEEP_ALL;
  #isOn = false;
  #isWorking = false;
  #isAskedAgain = false;
  #takesCopies = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stop: (() => void) | null = null;
  readonly #closing = new AbortController();

  constructor(private readonly parts: FilesParts) {
    this.sources = new Sources({
      keys: parts.keys,
      server: parts.mailbox,
      shelf: {
        get: (hash) => parts.cache.get(hash),
        has: (hashes) => parts.device.held(hashes),
      },
      told: (deviceId, holds) => this.#told(deviceId, holds),
      joined: () => this.#soon(0),
    });
  }

  async open(): Promise<void> {
    this.policy = parseKeep(await this.parts.device.setting(KEEP));
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
    const needs = [...this.#shards.values()].flatMap((shard) =>
      shard.needs.flatMap((need) => need.artifacts),
    );
    return { waiting: needs.length, bytes: needs.reduce((sum, one) => sum + bytesOf(one), 0) };
  }

  get holds(): Holdings {
    return [...this.#shards.values()].reduce((sum, { holds }) => added(sum, holds), NOTHING);
  }

  holdsOf(deviceId: string): Holdings | null {
    return this.#holdsOf.get(deviceId) ?? null;
  }

  /** Where the files of a link's standing snapshot lie. */
  async copies(
    record: LinkRecord | undefined,
    own: Copies["devices"][number],
    nameOf: (id: string) => string,
  ): Promise<Copies> {
    const snapshot = record && standingSnapshot(record.snapshots, record.link.shown);
    if (!snapshot) return { devices: [], isSealed: false };
    const hashes = [...new Set(await this.parts.keeper.filesOf(snapshot))];
    const isHere = (await this.parts.device.held(hashes)).size === hashes.length;
    const others = await this.sources.holders(hashes);
    const sealed = await Promise.all(hashes.map((hash) => this.sources.isSealed(hash)));
    const devices = others.map((id) => ({ id, name: nameOf(id) }));
    return { devices: isHere ? [own, ...devices] : devices, isSealed: isHere && !sealed.includes(false) };
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
        await this.#fetchAll();
        await this.#sealAll();
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
    this.parts.toldHolds(deviceId);
  }

  async #scan(): Promise<void> {
    const { log, replica } = this.parts;
    for (const [shard, head] of await log.heads()) {
      if (this.#shards.get(shard)?.head === head) continue;
      const { records } = await replica.whole(shard);
      this.#shards.set(shard, await this.#look(records, head));
    }
    this.#tellHolds();
  }

  async #look(records: readonly LinkRecord[], head: number): Promise<ShardFiles> {
    const now = this.parts.now();
    const needs: Need[] = [];
    const here: Snapshot[] = [];
    let holds = NOTHING;
    for (const { link, snapshots } of records)
      for (const snapshot of snapshots) {
        const held = await this.parts.keeper.held([snapshot]);
        const wanted = wantedOf(this.policy, link, { snapshot, now });
        const artifacts = wanted.filter(({ hash }) => !held.has(hash));
        if (artifacts.length > 0) needs.push({ link: link.id, snapshot, artifacts });
        if (snapshot.artifacts.every(({ hash }) => held.has(hash))) here.push(snapshot);
        for (const one of snapshot.artifacts) if (held.has(one.hash)) holds = added(holds, holdingOf(one));
      }
    return { head, needs, here, holds };
  }

  async #fetchAll(): Promise<void> {
    const needs = [...this.#shards.values()].flatMap((shard) => shard.needs);
    const queue = needs.toSorted((a, b) => b.snapshot.capturedAt - a.snapshot.capturedAt);
    const { budget } = this.policy;
    let room = budget > 0 ? budget - this.holds.bytes : Number.POSITIVE_INFINITY;
    const work = async (): Promise<void> => {
      for (let need = queue.shift(); need && !this.#closing.signal.aborted; need = queue.shift()) {
        const bytes = need.artifacts.reduce((sum, one) => sum + bytesOf(one), 0);
        if (bytes > room) continue;
        room -= bytes;
        await this.#fetch(need);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  async #fetch({ link, snapshot, artifacts }: Need): Promise<void> {
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
    for (const [shard, found] of this.#shards)
      if (found.needs.some((need) => need.snapshot.id === snapshot.id))
        this.#shards.set(shard, {
          ...found,
          needs: found.needs.filter((need) => need.snapshot.id !== snapshot.id),
          here: artifacts.length === snapshot.artifacts.length ? [...found.here, snapshot] : found.here,
          holds: artifacts.map(holdingOf).reduce(added, found.holds),
        });
    changed([link]);
    this.#tellHolds();
  }

  async #sealAll(): Promise<void> {
    const { keeper, sealedCopies } = this.parts;
    if (!sealedCopies()) return;
    this.#takesCopies ||= await this.sources.readSealed();
    if (!this.#takesCopies) return;
    for (const [shard, found] of this.#shards) {
      for (const snapshot of found.here)
        for (const hash of await keeper.filesOf(snapshot)) {
          if (this.#closing.signal.aborted) return;
          if ((await this.sources.seal(hash)) === "later") return this.#soon(AGAIN_AFTER);
        }
      this.#shards.set(shard, { ...found, here: [] });
    }
  }

  #tellHolds(): void {
    if (this.#isOn) this.sources.tell(this.holds);
    this.parts.toldHolds("");
  }
}

const holdingOf = (one: Artifact): Holdings => {
  const bytes = bytesOf(one);
  return { artifacts: 1, bytes, kinds: { [heldKindOf(one)]: { artifacts: 1, bytes } } };
};

function added(a: Holdings, b: Holdings): Holdings {
  const kinds: Partial<Record<HeldKind, { artifacts: number; bytes: number }>> = { ...a.kinds };
  for (const kind of ["text", "screenshots", "pages", "files"] as const) {
    const more = b.kinds[kind];
    if (!more) continue;
    const known = kinds[kind] ?? { artifacts: 0, bytes: 0 };
    kinds[kind] = { artifacts: known.artifacts + more.artifacts, bytes: known.bytes + more.bytes };
  }
  return { artifacts: a.artifacts + b.artifacts, bytes: a.bytes + b.bytes, kinds };
}
