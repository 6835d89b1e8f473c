/** What a person on another device did, as far as the cells tell it: it stands in Activity instead of "changed". Pure. */
import type { LinkId } from "../../../domain/ids";
import type { LinkField } from "../../../domain/link";
import { linkIdOfKey, parseKey } from "../../../replica/cells";
import type { CellChange } from "../../../replica/edits";
import { WITHDRAWN } from "../../../replica/read-link";
import type { BatchLabel } from "../../library";

/** The one thing that was done, or `null` where it was several, or something Activity has no word for. */
export function deedOf(changes: readonly CellChange[]): BatchLabel | null {
  // Whatever else befell a link that was saved or deleted for good went with that.
  const whole = new Map<LinkId | null, BatchLabel>();
  for (const change of changes) {
    const kind = parseKey(change.key)?.kind;
    if (kind === "purged") whole.set(linkIdOfKey(change.key), "purge");
    else if (kind === "base" && change.before === undefined) whole.set(linkIdOfKey(change.key), "save");
  }
  const deeds = new Set(changes.map((change) => whole.get(linkIdOfKey(change.key)) ?? of(change)));
  // Snapshots come by themselves.
  deeds.delete("nothing");
  const [deed, another] = deeds;
  return deed === undefined || another !== undefined || deed === "nothing" || deed === "edit" ? null : deed;
}

function of({ key, after }: CellChange): BatchLabel | "nothing" {
  const parsed = parseKey(key);
  if (!parsed) return "edit";
  if (parsed.kind === "field") return fieldDeeds[parsed.field]?.(after) ?? "edit";
  if (parsed.kind === "highlight") return ofHighlight(parsed.part, after);
  if (parsed.kind === "tag") return after === 1 ? "tag" : "untag";
  return others[parsed.kind];
}

const others = { base: "edit", purged: "purge", snapshot: "nothing", check: "nothing" } as const;

const fieldDeeds: Partial<Record<LinkField, (after: unknown) => BatchLabel | "nothing">> = {
  starred: (after) => (after ? "star" : "unstar"),
  archived: (after) => (after ? "archive" : "unarchive"),
  // A save that was undone there is none of these.
  deletedAt: (after) => (after === WITHDRAWN ? "edit" : after ? "trash" : "restore"),
  movedUpAt: () => "move-up",
  progress: () => "nothing",
  seen: () => "nothing",
};

function ofHighlight(part: string, after: unknown): BatchLabel {
  if (part === "base") return "highlight";
  return part === "deleted" && after === 1 ? "unhighlight" : "edit-highlight";
}
