"use client";
/**
 * What a person does to links, each with its toast and its Undo. A promise resolves when the change is kept; a failure is
 * told in a toast and never thrown at the caller.
 */
import { useMemo } from "react";
import type { LinkId } from "../domain/ids";
import type { Batch, Library } from "../library/library";
import { useLibrary } from "./library-context";
import { useToast, type Toaster } from "./parts/toast";
import type { Messages } from "./text/en";
import { useText } from "./text/use-text";

type Ids = readonly LinkId[];

export interface Actions {
  readonly star: (ids: Ids, on: boolean) => Promise<void>;
  readonly archive: (ids: Ids, on: boolean) => Promise<void>;
  readonly trash: (ids: Ids) => Promise<void>;
  readonly restore: (ids: Ids) => Promise<void>;
  readonly tag: (ids: Ids, add: readonly string[], remove: readonly string[]) => Promise<void>;
  /** For good: cannot be undone, ask first. */
  readonly purge: (ids: Ids) => Promise<void>;
  /** Undoes a batch, or the newest one. */
  readonly undo: (batchId?: string) => Promise<void>;
  /** Queues a snapshot; also the Retry of a failed one. */
  readonly capture: (id: LinkId) => Promise<void>;
  /** Tells about a batch that was made elsewhere, with Undo. */
  readonly tell: (batch: Batch) => void;
}

interface Parts {
  readonly library: Library;
  readonly toast: Toaster;
  readonly t: Messages;
}

function actionsOf({ library, toast, t }: Parts): Actions {
  const guard = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch {
      // The library says why in its status (full disk, closed database); here it only matters that nothing changed.
      toast.show({ text: t.toast.failed });
    }
  };
  const undo = (batchId?: string) =>
    guard(async () => {
      const undone = await library.undo(batchId);
      toast.show({ text: undone ? t.toast.undone : t.toast.nothingToUndo });
    });
  const tell = (batch: Batch) =>
    toast.show({
      text: t.toast.done[batch.label](batch.count),
      ...(batch.label === "purge"
        ? {}
        : { action: { label: t.button.undo, run: () => void undo(batch.id) } }),
    });
  const edit = (make: () => Promise<Batch>) => guard(async () => tell(await make()));
  return {
    star: (ids, on) => edit(() => library.star(ids, on)),
    archive: (ids, on) => edit(() => library.archive(ids, on)),
    trash: (ids) => edit(() => library.trash(ids)),
    restore: (ids) => edit(() => library.restore(ids)),
    tag: (ids, add, remove) => edit(() => library.tag(ids, add, remove)),
    purge: (ids) => edit(() => library.purge(ids)),
    undo,
    tell,
    capture: (id) =>
      guard(async () => {
        await library.capture(id);
        toast.show({ text: t.toast.captureQueued });
      }),
  };
}

export function useActions(): Actions {
  const library = useLibrary();
  const toast = useToast();
  const { t } = useText();
  return useMemo(() => actionsOf({ library, toast, t }), [library, toast, t]);
}
