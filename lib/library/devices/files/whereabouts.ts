/** Where the files of snapshots lie: here, on devices that are connected or away, sealed on the server. */
import { standingSnapshot } from "../../../domain/snapshot";
import type { Snapshot } from "../../../domain/snapshot";
import type { DeviceStore } from "../../../ports/device-store";
import type { UpdateLog } from "../../../ports/update-log";
import type { LinkRecord } from "../../../replica/read-link";
import type { BlobKeeper } from "../../captures/blob-keeper";
import type { ReplicaStore } from "../../editing/replica-store";
import type { Copies, Holdings } from "../door";
import { Remembered } from "./remembered";
import type { SealedCopies } from "./sealed-copies";
import type { ShardFiles } from "./shard-files";
import type { Sources } from "./sources";

export interface WhereaboutsParts {
  readonly device: DeviceStore;
  readonly log: UpdateLog;
  readonly replica: ReplicaStore;
  readonly keeper: BlobKeeper;
  readonly sources: Sources;
  readonly sealed: SealedCopies;
}

/** The other devices, as the library knows them. */
export interface OtherDevices {
  readonly nameOf: (deviceId: string) => string;
  /** Whether it belongs to the library, and was not taken out. */
  readonly isMember: (deviceId: string) => boolean;
}

export class Whereabouts {
  readonly #remembered: Remembered;

  constructor(private readonly parts: WhereaboutsParts) {
    this.#remembered = new Remembered(parts.device);
  }

  open(): Promise<void> {
    return this.#remembered.open();
  }

  /** Where the files of a link's standing snapshot lie. */
  async copies(
    record: LinkRecord | undefined,
    own: Copies["devices"][number],
    { nameOf, isMember }: OtherDevices,
  ): Promise<Copies> {
    const snapshot = record && standingSnapshot(record.snapshots, record.link.shown);
    if (!snapshot) return { devices: [], isSealed: false };
    const hashes = [...new Set(await this.parts.keeper.filesOf(snapshot))];
    const isHere = (await this.parts.device.held(hashes)).size === hashes.length;
    const connected = this.parts.sources.lines;
    // Another tab may be the one that talks to them.
    if (connected.size === 0) await this.#remembered.open();
    const away = this.#remembered.holders(snapshot.id).filter((id) => !connected.has(id) && isMember(id));
    const others = [...(await this.parts.sources.holders(hashes)), ...away];
    const devices = others.map((id) => ({ id, name: nameOf(id) }));
    const isSealed = isHere && (await this.parts.sealed.haveAll(hashes));
    return { devices: isHere ? [own, ...devices] : devices, isSealed };
  }

  /** Asks the connected devices what they hold, for when they are away. */
  async learn(
    shards: ReadonlyMap<number, ShardFiles>,
    holdsOf: ReadonlyMap<string, Holdings>,
  ): Promise<void> {
    const { log, replica } = this.parts;
    const total = [...shards.values()].reduce((sum, { snapshots }) => sum + snapshots, 0);
    for (const [deviceId, line] of this.parts.sources.lines) {
      const when = JSON.stringify([holdsOf.get(deviceId), total]);
      if (!holdsOf.has(deviceId) || !this.#remembered.isStale(deviceId, when)) continue;
      const snapshots: Snapshot[] = [];
      for (const [shard] of await log.heads())
        if ((shards.get(shard)?.snapshots ?? 0) > 0)
          for (const record of (await replica.whole(shard)).records) snapshots.push(...record.snapshots);
      await this.#remembered.learn(deviceId, when, {
        snapshots,
        ask: (hashes) => line.has(hashes),
        isThere: () => this.parts.sources.lines.get(deviceId) === line,
      });
    }
  }
}
