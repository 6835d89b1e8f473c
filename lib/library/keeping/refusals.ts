/**
 * Notes in Activity that a change of another device was refused, under the device's name. One that sends the same again
 * and again is noted once a day.
 */
import type { UpdateLog } from "../../ports/update-log";
import type { Refused } from "../../replica/admission/refused";
import { linkIdOfKey } from "../../replica/cells";
import type { Editor } from "../editing/editor";

export interface RefusalParts {
  readonly editor: Editor;
  readonly log: Pick<UpdateLog, "batchHeads">;
  readonly now: () => number;
  readonly newId: () => string;
}

const LABEL = "refused";
const DAY = 86_400_000;

export async function noteRefusal(
  { editor, log, now, newId }: RefusalParts,
  device: string,
  { key }: Refused,
): Promise<void> {
  const at = now();
  const heads = await log.batchHeads();
  const isNoted = (one: (typeof heads)[number]): boolean =>
    one.label === LABEL && one.device === device && Math.abs(at - one.at) < DAY;
  if (heads.some(isNoted)) return;
  const id = linkIdOfKey(key);
  const batch = {
    id: newId(),
    label: LABEL,
    at,
    linkIds: id ? [id] : [],
    changes: [],
    undone: false,
    device,
  };
  await editor.write({ shards: [], edit: () => undefined, records: () => ({ batches: [batch] }) });
}
