"use client";
/** The way of a backup back into the library: checked, looked at, brought back, reported. */
import { useState } from "react";
import type { BackupOpened, RestoreReport } from "../../library/library";
import { heldOpen } from "../hold-open";
import { useLibrary } from "../library-context";
import { useToast } from "../parts/toast";
import { useImportText } from "../text/import/use-import-text";

export type RestoreStage =
  | { readonly kind: "none" }
  | { readonly kind: "checking"; readonly name: string }
  | {
      readonly kind: "ready";
      readonly name: string;
      readonly opened: Extract<BackupOpened, { kind: "ready" }>;
    }
  | { readonly kind: "refused"; readonly opened: Extract<BackupOpened, { kind: "refused" }> }
  | { readonly kind: "running" }
  | { readonly kind: "done"; readonly report: RestoreReport };

export interface Restoring {
  readonly stage: RestoreStage;
  readonly read: (file: File) => void;
  readonly run: () => void;
  readonly undo: () => void;
  readonly restart: () => void;
}

/** Zips are told by their first bytes, "PK": names lie. */
export const isZip = async (file: File): Promise<boolean> => (await file.slice(0, 2).text()) === "PK";

/** `settled` is called when the file is not needed any more: it was brought back, or the person turned it down. */
export function useRestore(settled: () => void): Restoring {
  const library = useLibrary();
  const toast = useToast();
  const { t } = useImportText();
  const words = t.import;
  const [stage, setStage] = useState<RestoreStage>({ kind: "none" });
  const toStart = () => setStage({ kind: "none" });
  const guarded = (work: () => Promise<void>, failure: string) => {
    work().catch(() => {
      toast.show({ text: failure, sticky: true });
      toStart();
    });
  };
  return {
    stage,
    restart: () => {
      settled();
      toStart();
    },
    read: (file) =>
      guarded(async () => {
        setStage({ kind: "checking", name: file.name });
        const opened = await library.openBackup(file);
        setStage(
          opened.kind === "ready" ? { kind: "ready", name: file.name, opened } : { kind: "refused", opened },
        );
      }, t.toast.failed),
    run: () =>
      guarded(async () => {
        setStage({ kind: "running" });
        const report = await heldOpen(library.restoreBackup());
        if (report) settled();
        else toast.show({ text: words.gone });
        setStage(report ? { kind: "done", report } : { kind: "none" });
      }, words.backup.cut),
    undo: () =>
      guarded(async () => {
        if (stage.kind !== "done") return;
        await library.undo(stage.report.batchId);
        toast.show({ text: words.undone });
        toStart();
      }, t.toast.failed),
  };
}
