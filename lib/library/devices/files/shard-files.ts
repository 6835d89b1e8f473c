/** What is here and what is lacking of the snapshots of one shard, under the policy of this device. */
import { filesOf, type Artifact } from "../../../domain/artifact";
import type { LinkId } from "../../../domain/ids";
import type { Snapshot } from "../../../domain/snapshot";
import type { LinkRecord } from "../../../replica/read-link";
import type { BlobKeeper } from "../../captures/blob-keeper";
import type { Holdings, KeepPolicy } from "../door";
import { added, holdingOf, NOTHING } from "./holdings";
import { bytesOf, wantedOf } from "./policy";

/** Files of a snapshot that are to come. */
export interface Need {
  readonly link: LinkId;
  readonly snapshot: Snapshot;
  readonly artifacts: readonly Artifact[];
}

/** A snapshot that is here, or that belongs here. */
export interface Tenant {
  readonly link: LinkId;
  readonly snapshot: Snapshot;
  /** Bytes of what is here of it, and of what belongs here. */
  readonly held: number;
  readonly wanted: number;
}

export interface ShardFiles {
  /** Of the log when it was looked at. */
  readonly head: number;
  readonly needs: readonly Need[];
  /** Snapshots whose files are here, for sealed copies. */
  readonly here: readonly Snapshot[];
  readonly holds: Holdings;
  /** How many snapshots its links have, here or not. */
  readonly snapshots: number;
  /** What the room here is shared by; none where there is no budget. */
  readonly tenants: readonly Tenant[];
}

interface Ground {
  readonly keeper: BlobKeeper;
  readonly policy: KeepPolicy;
  readonly now: () => number;
  readonly head: number;
}

export async function lookAt(records: readonly LinkRecord[], ground: Ground): Promise<ShardFiles> {
  const { keeper, policy, head } = ground;
  const now = ground.now();
  const needs: Need[] = [];
  const here: Snapshot[] = [];
  let holds = NOTHING;
  const tenants: Tenant[] = [];
  let count = 0;
  for (const { link, snapshots } of records)
    for (const snapshot of snapshots) {
      count++;
      const held = await keeper.held([snapshot]);
      const wanted = filesOf(wantedOf(policy, link, { snapshot, now }));
      const artifacts = wanted.filter(({ hash }) => !held.has(hash));
      if (artifacts.length > 0) needs.push({ link: link.id, snapshot, artifacts });
      if (snapshot.artifacts.every(({ hash }) => held.has(hash))) here.push(snapshot);
      const own = filesOf(snapshot.artifacts).filter(({ hash }) => held.has(hash));
      for (const one of own) holds = added(holds, holdingOf(one));
      if (policy.budget > 0 && own.length + wanted.length > 0)
        tenants.push({ link: link.id, snapshot, held: sizeOf(own), wanted: sizeOf(wanted) });
    }
  return { head, needs, here, holds, snapshots: count, tenants };
}

/** Bytes that artifacts take on a device, their resources included. */
export const sizeOf = (artifacts: readonly Artifact[]): number =>
  artifacts.reduce((sum, one) => sum + bytesOf(one), 0);

/** The same after the files of a snapshot came; unchanged where it is of another shard. */
export function withFetched(found: ShardFiles, { snapshot, artifacts }: Need): ShardFiles {
  const needs = found.needs.filter((need) => need.snapshot.id !== snapshot.id);
  if (needs.length === found.needs.length) return found;
  return {
    ...found,
    needs,
    here: artifacts.length === filesOf(snapshot.artifacts).length ? [...found.here, snapshot] : found.here,
    holds: artifacts.map(holdingOf).reduce(added, found.holds),
  };
}
