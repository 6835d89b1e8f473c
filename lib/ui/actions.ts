"use client";
/**
 * What a person does to links, each with its toast and its Undo. A promise resolves when the change is kept; a failure is
 * told in a toast and never thrown at the caller.
 */
import { useMemo, type ReactNode } from "react";
import type { LinkId } from "../domain/ids";
import type { Batch, Library, Reverted } from "../library/library";
import { useLibrary } from "./library-context";
import { useToast, type Toaster } from "./parts/toast";
import { useText, type Text } from "./text/use-text";

type Ids = readonly LinkId[];

export interface Actions {
  readonly star: (ids: Ids, on: boolean) => Promise<void>;
  readonly archive: (ids: Ids, on: boolean) => Promise<void>;
  readonly trash: (ids: Ids) => Promise<void>;
  readonly restore: (ids: Ids) => Promise<void>;
  /** To the top of lists sorted by date. */
  readonly moveUp: (ids: Ids) => Promise<void>;
  readonly tag: (ids: Ids, add: readonly string[], remove: readonly string[]) => Promise<void>;
  /** For good: cannot be undone, ask first. */
  readonly purge: (ids: Ids) => Promise<void>;
  /** Undoes the batches, or the newest one when none is named. */
  readonly undo: (...batchIds: readonly string[]) => Promise<void>;
  /** Queues a snapshot; also the Retry of a failed one. */
  readonly capture: (id: LinkId) => Promise<void>;
  readonly captureAll: (ids: Ids) => Promise<void>;
  /** Any other edit, with its toast; `null` says that there was nothing to do. */
  readonly make: (edit: () => Promise<Batch | null>) => Promise<void>;
  readonly cancelCapture: (id: LinkId) => Promise<void>;
  /** Tells about batches of one kind that were made elsewhere, with one Undo for all. */
  readonly tell: (first: Told, ...more: readonly Batch[]) => void;
}

/** A batch, and what its toast offers besides Undo. */
export interface Told extends Batch {
  readonly below?: ReactNode;
}

interface Parts {
  readonly library: Library;
  readonly toast: Toaster;
  readonly text: Pick<Text, "t" | "format">;
}

/** What was taken back, and what was left alone because it was changed again since. */
function undoneWords(undone: readonly Reverted[], { t, format }: Parts["text"]): string {
  if (undone.length === 0) return t.toast.nothingToUndo;
  const left = undone.reduce((sum, one) => sum + one.left, 0);
  if (left === 0) return t.toast.undone;
  return `${t.toast.undone}${t.sentenceEnd}${format.gap}${t.keeping.activity.left(left)}`;
}

/** Exported for its tests; screens take `useActions`. */
export function actionsOf({ library, toast, text }: Parts): Actions {
  const { t } = text;
  const guard = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch {
      // The library says why in its status (full disk, closed database); here it only matters that nothing changed.
      toast.show({ text: t.toast.failed });
    }
  };
  const undo = (...batchIds: readonly string[]) =>
    guard(async () => {
      const undone: (Reverted | null)[] = [];
      if (batchIds.length === 0) undone.push(await library.undo());
      for (const id of batchIds) undone.push(await library.undo(id));
      toast.show({
        text: undoneWords(
          undone.filter((one) => one !== null),
          text,
        ),
      });
    });
  const tell = (...batches: readonly [Told, ...Batch[]]) => {
    const [{ label, below }] = batches;
    const count = batches.reduce((sum, batch) => sum + batch.count, 0);
    const run = () => void undo(...batches.map(({ id }) => id).toReversed());
    toast.show({
      text: t.toast.done[label](count),
      below,
      ...(label === "purge" ? {} : { action: { label: t.button.undo, run } }),
    });
  };
  const edit = (make: () => Promise<Batch>) => guard(async () => tell(await make()));
  return {
    ...captureActions({ library, toast, text }, guard),
    star: (ids, on) => edit(() => library.star(ids, on)),
    archive: (ids, on) => edit(() => library.archive(ids, on)),
    trash: (ids) => edit(() => library.trash(ids)),
    restore: (ids) => edit(() => library.restore(ids)),
    moveUp: (ids) => edit(() => library.moveUp(ids)),
    make: (make) =>
      guard(async () => {
        const batch = await make();
        if (batch) tell(batch);
      }),
    tag: (ids, add, remove) => edit(() => library.tag(ids, add, remove)),
    purge: (ids) => edit(() => library.purge(ids)),
    undo,
    tell,
  };
}

type CaptureActions = Pick<Actions, "capture" | "captureAll" | "cancelCapture">;

const captureActions = (
  { library, toast, text: { t } }: Parts,
  guard: (work: () => Promise<void>) => Promise<void>,
): CaptureActions => ({
  capture: (id) =>
    guard(async () => {
      await library.capture(id);
      toast.show({ text: t.toast.captureQueued });
    }),
  captureAll: (ids) =>
    guard(async () => {
      for (const id of ids) await library.capture(id);
      toast.show({ text: t.keeping.bulk.captures(ids.length) });
    }),
  cancelCapture: (id) => guard(() => library.cancelCapture(id)),
});

export function useActions(): Actions {
  const library = useLibrary();
  const toast = useToast();
  const text = useText();
  return useMemo(() => actionsOf({ library, toast, text }), [library, toast, text]);
}
