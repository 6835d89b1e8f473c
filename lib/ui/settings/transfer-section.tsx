"use client";
/** Ways for links to come in, and for everything to leave. */
import { SaveBackup } from "../backup/save-backup";
import { Button } from "../parts/button";
import { navigate } from "../router";
import { useImportText } from "../text/import/use-import-text";
import { Setting, SettingsGroup } from "./settings-parts";

export function TransferSection() {
  const { t } = useImportText();
  return (
    <SettingsGroup title={t.import.section} icon="upload">
      <Setting name={t.import.open} note={t.import.openNote}>
        <Button icon="upload" onClick={() => navigate("/import")}>
          {t.import.enter}
        </Button>
      </Setting>
      <SaveBackup />
    </SettingsGroup>
  );
}
