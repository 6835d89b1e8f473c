/** The replica of this device as the exchange with others sees it. */
import type { DeviceStore } from "../../../ports/device-store";
import type { UpdateLog } from "../../../ports/update-log";
import type { Sender, ShardSource, Taken } from "../../../sync/exchange/shard-source";
import type { ReplicaStore } from "../../editing/replica-store";
import type { Incoming } from "../../keeping/incoming";
import { ShardDigests } from "./shard-digests";

export interface ReplicaSourceParts {
  readonly log: UpdateLog;
  readonly replica: ReplicaStore;
  readonly device: DeviceStore;
  readonly incoming: () => Incoming;
  /** A device's name, as the person knows it; "" before the replica has told. */
  readonly nameOf: (deviceId: string) => string;
  readonly ownName: () => string;
}

type ShardBytes = Awaited<ReturnType<ShardSource["vectors"]>>[number];

/** Update of an empty document. */
const NOTHING = Uint8Array.of(0, 0);
/** Updates of a single edit are fewer: its digest can wait. */
const FEW = 8;
/** State vector of one. */
const NO_VECTOR = Uint8Array.of(0);

export class ReplicaSource implements ShardSource {
  readonly #digests: ShardDigests;

  constructor(private readonly parts: ReplicaSourceParts) {
    this.#digests = new ShardDigests(parts);
  }

  digests(): Promise<Uint8Array<ArrayBuffer>> {
    return this.#digests.now();
  }

  get weight(): number {
    return this.#digests.weight;
  }

  async vectors(shards: readonly number[]): Promise<ShardBytes[]> {
    const vectors = await this.parts.replica.inspect(shards, (shard) => shard.vector());
    return [...vectors].map(([shard, bytes]) => ({ shard, bytes: new Uint8Array(bytes) }));
  }

  async diffs(needs: readonly ShardBytes[]): Promise<ShardBytes[]> {
    const vectors = new Map(needs.map(({ shard, bytes }) => [shard, bytes]));
    const found = await this.parts.replica.inspect([...vectors.keys()], (one, shard) =>
      one.diff(vectors.get(shard) ?? NO_VECTOR),
    );
    return needs.map(({ shard }) => ({ shard, bytes: new Uint8Array(found.get(shard) ?? NOTHING) }));
  }

  async receive(from: Sender, updates: readonly ShardBytes[], bundle: string): Promise<Taken> {
    const { incoming, nameOf } = this.parts;
    const received = await incoming().receive({
      device: nameOf(from.deviceId) || from.name,
      deviceId: from.deviceId,
      batch: bundle,
      updates: updates.map(({ shard, bytes }) => ({ shard, update: bytes })),
    });
    // Made while these shards are still in memory; without it they are made when they are asked for.
    if (updates.length > FEW) this.#digests.note(updates.map(({ shard }) => shard)).catch(() => undefined);
    return received.kind;
  }

  get name(): string {
    return this.parts.ownName();
  }

  get waiting(): ReadonlySet<number> {
    return this.parts.incoming().waiting;
  }

  close(): void {
    this.#digests.close();
  }
}
