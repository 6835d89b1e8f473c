/** What a policy would take from this device, found out before it is chosen. Nothing is changed. */
import type { UpdateLog } from "../../../ports/update-log";
import type { BlobKeeper } from "../../captures/blob-keeper";
import type { ReplicaStore } from "../../editing/replica-store";
import type { KeepPolicy, KeepPreview } from "../door";
import { parseKeep } from "./policy";
import type { Room } from "./room";
import { lookAt } from "./shard-files";
import type { ShardFiles } from "./shard-files";

export interface PreviewParts {
  readonly log: UpdateLog;
  readonly replica: ReplicaStore;
  readonly keeper: BlobKeeper;
  /** Shards with links that have snapshots: of the others nothing need be read. */
  readonly withSnapshots: () => ReadonlySet<number>;
  readonly now: () => number;
}

const NONE = { snapshots: 0, bytes: 0 };

/** Only a bound makes anything leave: a rule alone says what comes. */
export async function previewKeep(wish: KeepPolicy, parts: PreviewParts, room: Room): Promise<KeepPreview> {
  const policy = parseKeep(wish);
  if (policy.budget === 0) return { leaving: NONE, last: NONE };
  await room.load();
  const shards: ShardFiles[] = [];
  const withSnapshots = parts.withSnapshots();
  for (const [shard, head] of await parts.log.heads()) {
    if (!withSnapshots.has(shard)) continue;
    const { records } = await parts.replica.whole(shard);
    shards.push(await lookAt(records, { ...parts, head, policy }));
  }
  return room.preview(room.wanted(shards, policy.budget));
}
