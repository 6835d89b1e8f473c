/** What another tab says it wrote, read for this tab's index. */
import type { LinkId } from "../../domain/ids";
import type { UpdateLog } from "../../ports/update-log";
import { shardOf } from "../../replica/shard-of";
import { loadPages } from "./load-pages";
import type { ReplicaStore } from "./replica-store";
import type { Entry } from "../projection/entry";
import type { EntryChange } from "../projection/link-index";
import { project } from "../projection/projected";
import type { Projected } from "../projection/projected";
import type { TabMessage } from "../engine/tabs";

type Told = Extract<TabMessage, { kind: "links" }>;

export interface Read {
  /** `null` = gone. */
  readonly links: ReadonlyMap<LinkId, Entry | null>;
  /** Links of pages that could not be read. */
  readonly unread: readonly LinkId[];
}

/** From the pages of the shards that were written. */
export async function readTold(log: UpdateLog, { shards, ids }: Told): Promise<Read> {
  const { loaded, good } = await loadPages(log, null, shards);
  const read = ids.filter((id) => good.has(shardOf(id)));
  return {
    links: new Map(read.map((id) => [id, loaded.get(id) ?? null])),
    unread: ids.filter((id) => !good.has(shardOf(id))),
  };
}

/** A tab with another version of the app writes pages this one cannot read; the cells it can. */
export async function readUnread(
  replica: ReplicaStore,
  ids: readonly LinkId[],
): Promise<Map<LinkId, Projected | null>> {
  const records = ids.length > 0 ? await replica.records(ids) : new Map<LinkId, never>();
  return new Map(
    ids.map((id) => {
      const record = records.get(id);
      return [id, record ? project(record) : null];
    }),
  );
}

/** Whether a change of a link changes what the tag tree, or the list of unused tags, shows. */
export const changesTags = ({ before, after }: EntryChange): boolean =>
  tagsShown(before) !== tagsShown(after);

const tagsShown = (entry: Entry | undefined): string =>
  !entry || entry.outline.tags.length === 0
    ? ""
    : `${Math.min(2, entry.outline.deletedAt)} ${String(entry.outline.tags)}`;
