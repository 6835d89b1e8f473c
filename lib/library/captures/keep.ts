/**
 * What a finished capture leaves in the library: a snapshot, or a note that the page has not changed. Either enters it in
 * one commit with the end of its task. Resolves to whether that worked; the trouble is on the status line where not.
 */
import { isSnapshotId } from "../../domain/ids";
import type { Snapshot } from "../../domain/snapshot";
import type { CaptureTask } from "../../ports/update-log";
import type { Cells } from "../../replica/cells";
import { isPurged, putCheck, putSnapshot } from "../../replica/edits";
import type { Editor } from "../editing/editor";

async function keep(editor: Editor, task: CaptureTask, edit: (cells: Cells) => void): Promise<boolean> {
  try {
    await editor.perform({ label: "edit", ids: [task.linkId], edit, undoable: false, endedTasks: [task] });
    return true;
  } catch {
    return false; // the task stays and is tried again
  }
}

/** `gone`: the link was purged meanwhile, and nothing was written. */
export async function keepSnapshot(
  editor: Editor,
  task: CaptureTask,
  snapshot: Snapshot,
): Promise<"kept" | "gone" | "failed"> {
  const id = task.linkId;
  let isGone = false;
  const isDone = await keep(editor, task, (cells) => {
    isGone = isPurged(cells, id);
    putSnapshot(cells, id, snapshot);
  });
  if (!isDone) return "failed";
  return isGone ? "gone" : "kept";
}

/** `at`: when the page was found unchanged, ms since 1970. A snapshot that is not here is passed over. */
export function keepCheck(
  editor: Editor,
  task: CaptureTask,
  { snapshotId, at }: { readonly snapshotId: string; readonly at: number },
): Promise<boolean> {
  return keep(editor, task, (cells) => {
    if (isSnapshotId(snapshotId)) putCheck(cells, task.linkId, { snapshot: snapshotId, at });
  });
}
