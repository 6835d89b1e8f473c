/**
 * Which snapshots stay on this device under a budget: those used last, as many as fit. The others make room, but only
 * while their files are known to lie elsewhere at that moment: sealed on the server, or on a connected device, which for
 * as long as this one may rely on its word does not let go of them itself.
 */
import type { LinkId } from "../../../domain/ids";
import type { Snapshot } from "../../../domain/snapshot";
import type { BlobCache } from "../../../ports/blob-cache";
import type { DeviceStore } from "../../../ports/device-store";
import type { BlobKeeper } from "../../captures/blob-keeper";
import type { KeepPreview } from "../door";
import { isOfRows } from "./policy";
import type { SealedCopies } from "./sealed-copies";
import { sizeOf } from "./shard-files";
import type { ShardFiles, Tenant } from "./shard-files";
import type { Sources } from "./sources";

/** Room that is to be made. */
export interface RoomWanted {
  readonly tenants: readonly Tenant[];
  /** Ids of the snapshots that fit. */
  readonly stays: ReadonlySet<string>;
  /** Bytes too many. */
  readonly excess: number;
}

export interface RoomParts {
  readonly device: DeviceStore;
  readonly cache: BlobCache;
  readonly keeper: BlobKeeper;
  readonly sources: Sources;
  readonly sealed: SealedCopies;
  readonly now: () => number;
}

const READ = "readAt";
/** Links whose last reading is remembered; beyond it the date of the snapshot counts. */
const MOST_READ = 5_000;
/** Ms for which a device that said it has a file keeps it. */
const WORD = 10 * 60_000;

export class Room {
  readonly #readAt = new Map<string, number>();
  /** Until when others may rely on a file to be here, ms since 1970. */
  readonly #word = new Map<string, number>();

  constructor(private readonly parts: RoomParts) {}

  /** Takes over what this tab and the others noted. */
  async load(): Promise<void> {
    const stored = await this.parts.device.setting(READ);
    if (typeof stored !== "object" || stored === null) return;
    for (const [link, at] of Object.entries(stored))
      if (typeof at === "number" && at > (this.#readAt.get(link) ?? 0)) this.#readAt.set(link, at);
  }

  /** A person looks at this link. */
  async read(link: LinkId): Promise<void> {
    await this.load();
    this.#readAt.set(link, this.parts.now());
    const newest = [...this.#readAt].toSorted(([, a], [, b]) => b - a).slice(0, MOST_READ);
    // Lost at worst: in which order snapshots leave.
    await this.parts.device.setSetting(READ, Object.fromEntries(newest)).catch(() => undefined);
  }

  /** Another device was told that these are here. */
  gaveWord(hashes: Iterable<string>): void {
    const until = this.parts.now() + WORD;
    for (const hash of hashes) this.#word.set(hash, until);
  }

  #usedAt({ link, snapshot }: Tenant): number {
    return Math.max(snapshot.capturedAt, this.#readAt.get(link) ?? 0);
  }

  /** Ids of the snapshots that fit into so many bytes, those used last first. */
  staying(tenants: readonly Tenant[], budget: number): ReadonlySet<string> {
    const stays = new Set<string>();
    let left = budget;
    for (const one of this.#byUse(tenants)) {
      const bytes = Math.max(one.held, one.wanted);
      if (bytes > left) continue;
      left -= bytes;
      stays.add(one.snapshot.id);
    }
    return stays;
  }

  /** What has to be done so that these shards, with what is still to come, take no more than a budget. */
  wanted(shards: readonly ShardFiles[], budget: number): RoomWanted {
    const tenants = shards.flatMap((shard) => shard.tenants);
    const stays = this.staying(tenants, budget);
    const held = shards.reduce((sum, { holds }) => sum + holds.bytes, 0);
    const coming = shards.flatMap(({ needs }) => needs).filter(({ snapshot }) => stays.has(snapshot.id));
    const bytes = coming.reduce((sum, { artifacts }) => sum + sizeOf(artifacts), 0);
    return { tenants, stays, excess: held + bytes - budget };
  }

  #byUse(tenants: readonly Tenant[]): Tenant[] {
    return tenants.toSorted((a, b) => this.#usedAt(b) - this.#usedAt(a));
  }

  /** Lets go of what was used longest ago until `excess` bytes are free. Answers the links whose files went. */
  async make(want: RoomWanted): Promise<LinkId[]> {
    const gone: LinkId[] = [];
    for await (const { tenant, isElsewhere } of this.#inTheWay(want)) {
      if (!isElsewhere) continue;
      await this.#letGo(tenant.snapshot);
      gone.push(tenant.link);
    }
    return gone;
  }

  /** What `make` would let go of now, and what it would have to and may not. */
  async preview(want: RoomWanted): Promise<KeepPreview> {
    const leaving = { snapshots: 0, bytes: 0 };
    const last = { snapshots: 0, bytes: 0 };
    for await (const { tenant, isElsewhere } of this.#inTheWay(want)) {
      const sum = isElsewhere ? leaving : last;
      sum.snapshots++;
      sum.bytes += tenant.held;
    }
    return { leaving, last };
  }

  /** What was used longest ago first, until as much as is wanted may leave. */
  async *#inTheWay({ tenants, stays, excess }: RoomWanted) {
    let left = excess;
    for (const tenant of this.#byUse(tenants).toReversed()) {
      if (left <= 0) return;
      if (tenant.held === 0 || stays.has(tenant.snapshot.id)) continue;
      const isElsewhere = await this.#isElsewhere(tenant.snapshot);
      if (isElsewhere) left -= tenant.held;
      yield { tenant, isElsewhere };
    }
  }

  async #isElsewhere(snapshot: Snapshot): Promise<boolean> {
    const { device, keeper, sealed, sources, now } = this.parts;
    const hashes = [...(await device.held(await keeper.filesOf(snapshot)))];
    if (await sealed.areThere(hashes)) return true;
    if (hashes.some((hash) => (this.#word.get(hash) ?? 0) > now())) return false;
    return (await sources.holders(hashes)).length > 0;
  }

  /** All its files but the small ones that rows of a list show. */
  async #letGo(snapshot: Snapshot): Promise<void> {
    const { cache, device, keeper, now } = this.parts;
    const small = await Promise.all(
      snapshot.artifacts.filter(isOfRows).map(async ({ hash }) => ({ hash, blob: await cache.get(hash) })),
    );
    await keeper.release([snapshot.id]);
    for (const { hash, blob } of small) {
      if (!blob) continue;
      await cache.put(hash, blob);
      const { length } = blob.bytes;
      await device.hold({ hash, bytes: length, mediaType: blob.mediaType, verifiedAt: now() }, snapshot.id);
    }
  }
}
