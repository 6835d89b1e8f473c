"use client";
/** What the library takes on this device, and whether the browser promised to keep it. */
import { useState } from "react";
import { useLibrary, useLive } from "../library-context";
import { Button } from "../parts/button";
import { navigate } from "../router";
import { useDevicesText } from "../text/devices/use-devices-text";
import { useText, type Text } from "../text/use-text";
import { IndexSetting } from "./index-setting";
import { Setting, SettingsGroup } from "./settings-parts";

export function StorageSection() {
  const { t, words, format } = useDevicesText();
  const status = useLive(useLibrary().status);
  if (!status) return null;
  const { usedBytes, quotaBytes, persisted, links } = status;
  const used = format.bytes(usedBytes);
  return (
    <SettingsGroup title={t.settings.sections.storage} icon="disk">
      <Setting
        name={t.settings.used}
        note={quotaBytes > 0 ? t.settings.usedOf(used, format.bytes(quotaBytes)) : undefined}
      >
        {quotaBytes > 0 ? (
          <meter
            className="settings__meter"
            aria-label={t.settings.usedPart}
            min={0}
            max={quotaBytes}
            value={usedBytes}
          />
        ) : (
          <span className="num">{used}</span>
        )}
      </Setting>
      <Setting name={t.settings.links}>
        <span className="num">{format.number(links)}</span>
      </Setting>
      <IndexSetting />
      <Setting name={words.toDevices} note={words.toDevicesNote}>
        <Button onClick={() => navigate("/devices")}>{words.open}</Button>
      </Setting>
      <Persistence persisted={persisted} />
    </SettingsGroup>
  );
}

const persistedNote = (persisted: boolean | null, { settings }: Text["t"]): string => {
  if (persisted === null) return settings.persistedUnknown;
  return persisted ? settings.persistedYes : settings.persistedNo;
};

function Persistence({ persisted }: { persisted: boolean | null }) {
  const { t } = useText();
  const library = useLibrary();
  const [refused, setRefused] = useState(false);
  const ask = () => {
    library.askToPersist().then(
      (kept) => setRefused(!kept),
      () => setRefused(true),
    );
  };
  return (
    <>
      <Setting name={t.settings.persisted} note={persistedNote(persisted, t)}>
        {persisted ? null : <Button onClick={ask}>{t.settings.askPersist}</Button>}
      </Setting>
      <p className="settings__said" role="status">
        {refused && !persisted ? t.settings.refused : ""}
      </p>
    </>
  );
}
