/**
 * Notes in Activity that a change of another device was refused, or that a later version of the app wrote some of it,
 * under the device's name. One that sends the same again and again is noted once a day.
 */
import type { LinkId } from "../../domain/ids";
import type { UpdateLog } from "../../ports/update-log";
import type { Refused } from "../../replica/admission/refused";
import { isLaterBase, linkIdOfKey, parseKey } from "../../replica/cells";
import type { CellChange } from "../../replica/edits";
import { linksIn } from "../editing/editor";
import type { Editor } from "../editing/editor";
import type { BatchLabel } from "../library";

export interface RefusalParts {
  readonly editor: Editor;
  readonly log: Pick<UpdateLog, "batchHeads">;
  readonly now: () => number;
  readonly newId: () => string;
}

const DAY = 86_400_000;

export function noteRefusal(parts: RefusalParts, device: string, { key }: Refused): Promise<void> {
  const id = linkIdOfKey(key);
  return noteOnce(parts, { label: "refused", device, linkIds: id ? [id] : [] });
}

/** What a later version wrote of these changes, if anything: answers whether that is so. */
export async function noteLater(
  parts: RefusalParts,
  device: string,
  changes: readonly CellChange[],
): Promise<boolean> {
  const later = changes.filter(({ key, after }) => isLaterBase(after) && parseKey(key)?.kind === "base");
  if (later.length > 0) await noteOnce(parts, { label: "later", device, linkIds: linksIn(later) });
  return later.length > 0;
}

interface Note {
  readonly label: BatchLabel;
  readonly device: string;
  readonly linkIds: readonly LinkId[];
}

async function noteOnce({ editor, log, now, newId }: RefusalParts, note: Note): Promise<void> {
  const at = now();
  const heads = await log.batchHeads();
  const isNoted = (one: (typeof heads)[number]): boolean =>
    one.label === note.label && one.device === note.device && Math.abs(at - one.at) < DAY;
  if (heads.some(isNoted)) return;
  const batch = { ...note, id: newId(), at, changes: [], undone: false };
  await editor.write({ shards: [], records: () => ({ batches: [batch] }) });
}
