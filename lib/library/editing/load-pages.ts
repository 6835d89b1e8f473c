/** Reads the stored pages of the projection, and makes those anew that are missing, damaged or of another version. */
import type { LinkId } from "../../domain/ids";
import type { LogFailure, UpdateLog } from "../../ports/update-log";
import { unpackPage } from "../projection/projected";
import type { Projected } from "../projection/projected";
import type { ReplicaStore } from "./replica-store";

/** Shards rebuilt in one transaction: few, so that other tabs get their turn and memory stays small. */
const AT_ONCE = 16;

export interface Loaded {
  readonly loaded: Map<LinkId, Projected | null>;
  /** Shards whose stored page could be read. */
  readonly good: ReadonlySet<number>;
  /** Rows of the log found damaged on the way. */
  readonly damaged: number;
  /** Why pages could not be stored anew. Their links are there all the same, unless the log could not be read either. */
  readonly failure: LogFailure | null;
}

/** Without a replica nothing is made anew: what has no page is absent. Of all shards when none are named. */
export async function loadPages(
  log: UpdateLog,
  replica: ReplicaStore | null,
  shards?: readonly number[],
): Promise<Loaded> {
  const pages = await log.pages(shards);
  const loaded = new Map<LinkId, Projected | null>();
  const good = new Set<number>();
  for (const [shard, json] of pages) {
    const links = unpackPage(json);
    if (!links) continue;
    good.add(shard);
    for (const projected of links) loaded.set(projected.link.id, projected);
  }
  if (!replica) return { loaded, good, damaged: 0, failure: null };
  const stale = (shards ?? (await log.shards())).filter((shard) => !good.has(shard));
  let damaged = 0;
  let failure: LogFailure | null = null;
  for (let i = 0; i < stale.length; i += AT_ONCE) {
    const made = await makeAnew(replica, stale.slice(i, i + AT_ONCE));
    for (const [id, projected] of made.links) loaded.set(id, projected);
    damaged += made.damaged;
    failure ??= made.failure;
  }
  return { loaded, good, damaged, failure };
}

interface Made {
  readonly links: ReadonlyMap<LinkId, Projected | null>;
  readonly damaged: number;
  readonly failure: LogFailure | null;
}

/** A full disk must not hide links: what cannot be stored anew is read all the same. */
async function makeAnew(replica: ReplicaStore, shards: readonly number[]): Promise<Made> {
  const done = await replica.rebuild(shards);
  if (done.ok) return { links: done.value.projected, damaged: done.value.damaged, failure: null };
  const read = await replica.look(shards);
  return { links: read.ok ? read.value : new Map(), damaged: 0, failure: done.error };
}
