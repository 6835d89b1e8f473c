"use client";
/** A file that brings nothing in: why, and what to do. */
import { Button } from "../parts/button";
import { Empty } from "../parts/banner";
import { useImportText } from "../text/import/use-import-text";
import { SkippedRows } from "./skipped-rows";
import type { RefusedPreview } from "./use-import";

export function Refused({ preview, onAnother }: { preview: RefusedPreview; onAnother: () => void }) {
  const { t } = useImportText();
  const { reason } = preview;
  return (
    <div className="imp imp--one">
      <Empty icon="file" title={t.import.refused[reason]} note={t.import.refusedNote[reason]}>
        <Button kind="ink" onClick={onAnother}>
          {t.import.another}
        </Button>
      </Empty>
      <SkippedRows rows={preview.skipped} />
    </div>
  );
}
