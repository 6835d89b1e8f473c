"use client";
/** Saves picked links as a bookmark file in the person's downloads, and says so. Nothing of the library changes. */
import type { LinkId } from "../../domain/ids";
import { saveFile } from "../backup/save-file";
import { useLibrary } from "../library-context";
import { useToast } from "../parts/toast";
import { useText } from "../text/use-text";

export function useExportPicked(): (ids: readonly LinkId[]) => Promise<void> {
  const library = useLibrary();
  const toast = useToast();
  const { t, format } = useText();
  return async (ids) => {
    try {
      const text = await library.exportLinks(ids);
      saveFile(new Blob([text], { type: "text/html" }), `Linksnap ${format.day(Date.now())}.html`);
      toast.show({ text: t.keeping.bulk.exported(ids.length) });
    } catch {
      toast.show({ text: t.toast.failed });
    }
  };
}
