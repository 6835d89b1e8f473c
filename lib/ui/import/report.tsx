"use client";
/** What came of an import: what is in, what was here, what was left out and why. */
import { useLibrary, useLive } from "../library-context";
import { Button } from "../parts/button";
import { useToast } from "../parts/toast";
import { useImportText } from "../text/import/use-import-text";
import { FolderMap } from "./folder-map";
import { SkippedRows } from "./skipped-rows";
import { Tally } from "./tally";
import type { Stage } from "./use-import";

export function Report({ stage: { preview, report } }: { stage: Extract<Stage, { kind: "done" }> }) {
  const { t } = useImportText();
  const words = t.import;
  return (
    <div className="imp">
      <div className="imp__col">
        <Tally
          items={[
            { count: report.added, label: words.tally.added },
            { count: report.known, label: words.tally.known },
            { count: preview.skipped.length, label: words.tally.skipped(preview.skipped.length) },
            { count: report.left, label: words.tally.left, warn: true },
          ]}
        />
        {report.restored > 0 ? (
          <p className="imp__line faint">{words.tally.restored(report.restored)}</p>
        ) : null}
        <SkippedRows rows={preview.skipped} />
        <Waiting />
      </div>
      <div className="imp__col">
        <FolderMap folders={preview.folders} on />
      </div>
    </div>
  );
}

/** The backlog of snapshots, which can be paused. */
export function Waiting() {
  const { t } = useImportText();
  const library = useLibrary();
  const toast = useToast();
  const waiting = useLive(library.status)?.capturesWaiting ?? 0;
  const paused = useLive(library.settings)?.backlogPaused ?? false;
  if (waiting === 0) return null;
  const turn = () => {
    library.set({ backlogPaused: !paused }).catch(() => toast.show({ text: t.toast.failed }));
  };
  return (
    <section className="panel imp__pad" role="status">
      <div className="row">
        <b className="imp__strong grow">{t.import.waiting(waiting)}</b>
        <Button size="sm" onClick={turn}>
          {paused ? t.import.goOn : t.import.pause}
        </Button>
      </div>
      <p className="faint imp__note">{paused ? t.import.pausedNote : t.import.waitingNote}</p>
    </section>
  );
}
