/**
 * What a finished capture leaves in the library: a snapshot, or a note that the page has not changed. Either enters it in
 * one commit with the end of its task. Resolves to whether that worked; the trouble is on the status line where not.
 */
import type { LinkId } from "../../domain/ids";
import { isSnapshotId } from "../../domain/ids";
import type { Snapshot } from "../../domain/snapshot";
import type { Cells } from "../../replica/cells";
import { isPurged, putCheck, putSnapshot } from "../../replica/edits";
import type { Editor } from "../editing/editor";

async function keep(editor: Editor, id: LinkId, edit: (cells: Cells) => void): Promise<boolean> {
  try {
    await editor.perform({ label: "edit", ids: [id], edit, undoable: false, droppedTasks: () => [id] });
    return true;
  } catch {
    return false; // the task stays and is tried again
  }
}

/** `gone`: the link was purged meanwhile, and nothing was written. */
export async function keepSnapshot(editor: Editor, snapshot: Snapshot): Promise<"kept" | "gone" | "failed"> {
  const id = snapshot.linkId;
  if (id === "") return "failed";
  let isGone = false;
  const isDone = await keep(editor, id, (cells) => {
    isGone = isPurged(cells, id);
    putSnapshot(cells, id, snapshot);
  });
  if (!isDone) return "failed";
  return isGone ? "gone" : "kept";
}

/** `at`: when the page was found unchanged, ms since 1970. A snapshot that is not here is passed over. */
export function keepCheck(
  editor: Editor,
  id: LinkId,
  { snapshotId, at }: { readonly snapshotId: string; readonly at: number },
): Promise<boolean> {
  return keep(editor, id, (cells) => {
    if (isSnapshotId(snapshotId)) putCheck(cells, id, { snapshot: snapshotId, at });
  });
}
