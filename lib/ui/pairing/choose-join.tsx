"use client";
/** A device that has links of its own joins: both become one, or its own are put aside after a backup was saved. */
import { useState } from "react";
import type { PairingState } from "../../library/library";
import { saveFile } from "../backup/save-file";
import { useLibrary } from "../library-context";
import { Button } from "../parts/button";
import { useToast } from "../parts/toast";
import { useDevicesText } from "../text/devices/use-devices-text";
import { useImportText } from "../text/import/use-import-text";
import type { Pairing } from "./use-pairing";

interface ChooseProps {
  readonly state: Extract<PairingState, { kind: "choose" }>;
  readonly pairing: Pairing;
}

export function ChooseJoin({ state, pairing }: ChooseProps) {
  const { t, words } = useDevicesText();
  const backup = useBackup();
  const name = state.deviceName === "" ? words.unnamed : state.deviceName;
  return (
    <section aria-label={words.pair.choose(state.links)}>
      <p className="pair__lead" role="status">
        {words.pair.choose(state.links)}
      </p>
      <p className="muted pair__small">{words.pair.chooseNote(name)}</p>
      <div className="pair__choice">
        <div>
          <b>{words.pair.merge}</b>
          <p className="muted">{words.pair.mergeNote}</p>
        </div>
        <Button kind="ink" disabled={pairing.isBusy} onClick={() => pairing.choose("merge")}>
          {words.pair.merge}
        </Button>
      </div>
      <div className="pair__choice">
        <div>
          <b>{words.pair.replace}</b>
          <p className="muted">{words.pair.replaceNote}</p>
        </div>
        {backup.isSaved ? (
          <Button kind="danger" disabled={pairing.isBusy} onClick={() => pairing.choose("replace")}>
            {words.pair.replace}
          </Button>
        ) : (
          <Button icon="download" disabled={backup.isBusy} onClick={backup.save}>
            {backup.isBusy ? words.pair.backingUp : words.pair.backup}
          </Button>
        )}
      </div>
      <div className="pair__do">
        <Button onClick={pairing.cancel}>{t.button.cancel}</Button>
      </div>
    </section>
  );
}

/** The backup that has to be saved before anything is put aside. */
function useBackup() {
  const library = useLibrary();
  const toast = useToast();
  const { t, format } = useImportText();
  const [isSaved, setSaved] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const make = async () => {
    const made = await library.makeBackup();
    if (!made) return;
    saveFile(made.file, made.name);
    setSaved(true);
    toast.show({ text: t.import.backup.saved(format.bytes(made.file.size)) });
  };
  const save = () => {
    setBusy(true);
    make()
      .catch(() => toast.show({ text: t.import.backup.failed }))
      .finally(() => setBusy(false));
  };
  return { isSaved, isBusy, save };
}
