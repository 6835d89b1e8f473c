"use client";
/** The way of one file: chosen, read, looked at, brought in, reported. Nothing is written before the person says so. */
import { useRef, useState } from "react";
import type { ImportFile, ImportOptions, ImportPreview, ImportReport, Library } from "../../library/library";
import { heldOpen } from "../hold-open";
import { useLibrary } from "../library-context";
import { useToast } from "../parts/toast";
import { useImportText } from "../text/import/use-import-text";

export type ReadyPreview = Extract<ImportPreview, { kind: "ready" }>;
export type RefusedPreview = Extract<ImportPreview, { kind: "refused" }>;

export type Stage =
  | { readonly kind: "choose" }
  | { readonly kind: "reading"; readonly name: string }
  | { readonly kind: "preview"; readonly preview: ReadyPreview }
  | { readonly kind: "refused"; readonly preview: RefusedPreview }
  | { readonly kind: "running"; readonly preview: ReadyPreview; readonly stopping: boolean }
  | {
      readonly kind: "done";
      readonly preview: ReadyPreview;
      readonly report: ImportReport;
      readonly seconds: number;
    };

export interface Importing {
  readonly stage: Stage;
  readonly readFile: (file: File) => void;
  readonly readText: (text: string) => void;
  /** Reads the chosen file again in another encoding. */
  readonly readAs: (encoding: string) => void;
  readonly run: (options: ImportOptions) => void;
  /** Ends the import that runs and takes back what it wrote. */
  readonly stop: () => void;
  readonly undo: () => void;
  readonly restart: () => void;
}

/** Above this a file is not even loaded; the library refuses it as well. */
const MAX_BYTES = 200 * 1024 * 1024;

/** `settled` is called when the file is not needed any more: it was brought in, or the person turned it down. */
export function useImport(settled: () => void): Importing {
  const library = useLibrary();
  const toast = useToast();
  const { t } = useImportText();
  const words = t.import;
  const stopped = useRef(false);
  const { stage, setStage, guarded, letGo, ...reading } = useReading();
  const run = (options: ImportOptions) =>
    guarded(async () => {
      if (stage.kind !== "preview") return;
      const { preview } = stage;
      stopped.current = false;
      setStage({ kind: "running", preview, stopping: false });
      const startedAt = performance.now();
      const report = await heldOpen(library.importLinks(preview.id, options));
      letGo();
      if (!report || stopped.current) {
        if (report) await takenBack(library, report);
        toast.show({ text: report ? words.stopped : words.gone });
        return setStage({ kind: "choose" });
      }
      settled();
      setStage({ kind: "done", preview, report, seconds: secondsSince(startedAt) });
    });
  const undo = () =>
    guarded(async () => {
      if (stage.kind !== "done") return;
      await takenBack(library, stage.report);
      toast.show({ text: words.undone });
      setStage({ kind: "choose" });
    });
  const stop = () => {
    stopped.current = true;
    if (stage.kind === "running") setStage({ ...stage, stopping: true });
    void library.stopImport();
  };
  return {
    stage,
    run,
    undo,
    stop,
    ...reading,
    restart: () => {
      settled();
      setStage({ kind: "choose" });
    },
  };
}

/** A chosen file until it is brought in: it stays at hand to be read in another encoding. */
function useReading() {
  const library = useLibrary();
  const toast = useToast();
  const { t } = useImportText();
  const [stage, setStage] = useState<Stage>({ kind: "choose" });
  const chosen = useRef<ImportFile | null>(null);
  const guarded = (work: () => Promise<void>) => {
    work().catch(() => {
      toast.show({ text: t.toast.failed });
      setStage({ kind: "choose" });
    });
  };
  const read = (file: ImportFile) =>
    guarded(async () => {
      chosen.current = file;
      setStage({ kind: "reading", name: file.name });
      const preview = await library.readImport(file);
      setStage(preview.kind === "ready" ? { kind: "preview", preview } : { kind: "refused", preview });
    });
  const readAs = (encoding: string) => {
    if (chosen.current) read({ ...chosen.current, encoding });
  };
  const letGo = () => {
    chosen.current = null;
  };
  const readFile = (file: File) => guarded(async () => read(await loaded(file)));
  const readText = (text: string) =>
    read({ name: t.import.pastedName, bytes: new TextEncoder().encode(text), encoding: "utf-8" });
  return { stage, setStage, guarded, readFile, readText, readAs, letGo };
}

const secondsSince = (time: number): number => Math.max(1, Math.round((performance.now() - time) / 1000));

const takenBack = async (library: Library, { batchId }: ImportReport): Promise<void> => {
  if (batchId !== "") await library.undo(batchId);
};

/** A file that is too large is told by its size alone: its bytes stay where they are. */
const loaded = async (file: File): Promise<ImportFile> => ({
  name: file.name,
  bytes: file.size > MAX_BYTES ? new Uint8Array(MAX_BYTES + 1) : new Uint8Array(await file.arrayBuffer()),
});
