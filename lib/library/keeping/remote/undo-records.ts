/**
 * What is noted of a change by another device so that it can be taken back. All of a change of usual size is; of a larger
 * one everything that befell links which were here before, in parts. Links a first exchange brings are named and not kept
 * cell by cell: that would be the library once more. Pure.
 */
import type { LinkId } from "../../../domain/ids";
import type { UndoBatch } from "../../../ports/update-log";
import { linkIdOfKey } from "../../../replica/cells";
import type { CellChange } from "../../../replica/edits";
import { LIBRARY_ID } from "../../../replica/facts";
import { isStatement } from "../../../replica/roster";
import { linksIn } from "../../editing/editor";
import { groupBy } from "../../editing/group-by";
import { deedOf } from "./deed";

/** Up to here it is one record with every cell; of what the first exchange brings, far fewer. */
const MOST_CELLS = 20_000;
const FIRST_CELLS = 1_000;
/** Cells of a part, so that taking it back lets other work have its turn in between. */
const PART_CELLS = 4_000;

/** What all parts share. `id` may itself be that of a part. */
export type RecordHead = Omit<UndoBatch, "linkIds" | "changes" | "deed">;

export interface Before {
  /** The link was here before the change. */
  readonly isKnown: (id: LinkId) => boolean;
  /** No link was: all of it is what a first exchange brings. */
  readonly isFirst: boolean;
}

/** A link's cells lie in one part; ids of parts are `id`, `id~p1`, … */
export function undoRecords(
  head: RecordHead,
  written: readonly CellChange[],
  { isKnown, isFirst }: Before,
): UndoBatch[] {
  const changes = written.filter((change) => !isStatement(change));
  if (changes.length === 0) return [];
  if (changes.length <= (isFirst ? FIRST_CELLS : MOST_CELLS)) return [{ ...head, ...recordOf(changes) }];
  const all = [...groupBy(changes, ({ key }) => linkIdOfKey(key))];
  const isAdded = ([id]: (typeof all)[number]): boolean => id !== null && id !== LIBRARY_ID && !isKnown(id);
  const added = { linkIds: all.filter(isAdded).flatMap(([id]) => id ?? []), changes: [], deed: "save" };
  const parts = inParts(all.filter((one) => !isAdded(one)).map(([, own]) => own)).map(recordOf);
  const records = added.linkIds.length > 0 ? [added, ...parts] : parts;
  return records.map((one, part) => ({ ...head, ...one, id: part === 0 ? head.id : `${head.id}~p${part}` }));
}

/** What belongs together stays together. */
function inParts(groups: readonly (readonly CellChange[])[]): CellChange[][] {
  const parts: CellChange[][] = [];
  for (const group of groups) {
    const last = parts.at(-1);
    if (last && last.length < PART_CELLS) last.push(...group);
    else parts.push([...group]);
  }
  return parts;
}

function recordOf(changes: readonly CellChange[]): Pick<UndoBatch, "linkIds" | "changes" | "deed"> {
  const deed = deedOf(changes);
  return { linkIds: linksIn(changes), changes, ...(deed && { deed }) };
}
