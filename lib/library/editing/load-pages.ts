/** Reads the stored pages of the projection, and makes those anew that are missing, damaged or of another version. */
import type { LinkId } from "../../domain/ids";
import type { LogFailure, StoredPage, UpdateLog } from "../../ports/update-log";
import { Entry, entryOf } from "../projection/entry";
import { Page, unpackPatch } from "../projection/page";
import type { Projected } from "../projection/projected";
import type { ReplicaStore } from "./replica-store";

/** Shards rebuilt in one transaction: few, so that other tabs get their turn and memory stays small. */
const AT_ONCE = 16;

export interface Loaded {
  readonly loaded: Links;
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
  const loaded: Links = new Map();
  const good = new Set<number>();
  for (const [shard, page] of pages) if (openPage(page, loaded)) good.add(shard);
  if (!replica) return { loaded, good, damaged: 0, failure: null };
  const stale = (shards ?? (await log.shards())).filter((shard) => !good.has(shard));
  let damaged = 0;
  let failure: LogFailure | null = null;
  for (let i = 0; i < stale.length; i += AT_ONCE) {
    const made = await makeAnew(replica, stale.slice(i, i + AT_ONCE));
    for (const [id, projected] of made.links) loaded.set(id, projected && entryOf(projected));
    damaged += made.damaged;
    failure ??= made.failure;
  }
  return { loaded: newestFirst(loaded), good, damaged, failure };
}

type Links = Map<LinkId, Entry | null>;

/** In the order in which most lists show them, so that none of those has to sort a whole library again. */
const newestFirst = (links: Links): Links =>
  new Map([...links].toSorted(([, a], [, b]) => (b?.outline.createdAt ?? 0) - (a?.outline.createdAt ?? 0)));

/** Puts the links of a page and its patches into `loaded`. `false`: they are of another version. */
function openPage({ bytes, patches }: StoredPage, loaded: Links): boolean {
  const page = bytes && Page.open(bytes);
  const later = patches.map(unpackPatch);
  if ((bytes && !page) || later.includes(null)) return false;
  for (const entry of page ? Entry.ofPage(page) : []) loaded.set(entry.id, entry);
  for (const patch of later) if (patch) putPatch(patch, loaded);
  return true;
}

function putPatch({ links, gone }: NonNullable<ReturnType<typeof unpackPatch>>, loaded: Links): void {
  for (const projected of links) loaded.set(projected.link.id, entryOf(projected));
  for (const id of gone) loaded.set(id, null);
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
