"use client";
/** Saves the whole library as one file, with progress and a stop. */
import { useState } from "react";
import { useLibrary, useLive } from "../library-context";
import { Button } from "../parts/button";
import { useToast } from "../parts/toast";
import { Setting } from "../settings/settings-parts";
import { useImportText } from "../text/import/use-import-text";
import { saveFile } from "./save-file";

export function SaveBackup() {
  const library = useLibrary();
  const toast = useToast();
  const { t, format } = useImportText();
  const words = t.import.backup;
  const progress = useLive(library.backup);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const made = await library.makeBackup();
      if (!made) return;
      saveFile(made.file, made.name);
      const bytes = format.bytes(made.file.size);
      toast.show({ text: made.missing > 0 ? words.savedWithout(bytes, made.missing) : words.saved(bytes) });
    } catch {
      toast.show({ text: words.failed });
    } finally {
      setBusy(false);
    }
  };
  const packing = busy && progress?.kind === "backup" && progress.total > 1;
  return (
    <Setting name={words.save} note={packing ? words.packing(progress.done, progress.total) : words.saveNote}>
      {busy ? (
        <Button onClick={() => void library.stopBackup()}>{words.stop}</Button>
      ) : (
        <Button icon="download" onClick={() => void save()}>
          {words.saveButton}
        </Button>
      )}
    </Setting>
  );
}
