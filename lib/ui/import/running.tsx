"use client";
/** An import under way: links that are durably in the library, of all. */
import { useLibrary, useLive } from "../library-context";
import { ProgressBar } from "../parts/marks";
import { useImportText } from "../text/import/use-import-text";
import { FolderMap } from "./folder-map";
import type { ReadyPreview } from "./use-import";

export function Running({ preview }: { preview: ReadyPreview }) {
  const { t, format } = useImportText();
  const progress = useLive(useLibrary().importing);
  const total = progress?.total ?? preview.fresh + preview.known;
  const done = progress?.done ?? 0;
  const part = total > 0 ? done / total : 0;
  return (
    <div className="imp">
      <section className="panel imp__pad">
        <p className="big">
          {format.number(done)} <span className="faint imp__of">{t.import.runningOf(total)}</span>
        </p>
        <ProgressBar progress={part} label={t.import.running} look="bar--lg imp__bar" />
      </section>
      <FolderMap folders={preview.folders} on />
    </div>
  );
}
