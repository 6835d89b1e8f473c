"use client";
/** The name of this device, kept when the field is left or Enter is pressed, and what its snapshots hold beside the usual. */
import { useState, type KeyboardEvent } from "react";
import { useText } from "../text/use-text";
import { Setting, SettingsGroup, Switch, type SectionProps } from "./settings-parts";

const MAX_NAME = 60;

const leaveOnEnter = (event: KeyboardEvent<HTMLInputElement>) => {
  if (event.key === "Enter") event.currentTarget.blur();
};

export function DeviceSection({ settings, set }: SectionProps) {
  const { t } = useText();
  const [name, setName] = useState(settings.deviceName);
  const keep = () => {
    const next = name.trim().replace(/\s+/gu, " ");
    // A device without a name could not be told apart: the old one comes back.
    setName(next === "" ? settings.deviceName : next);
    if (next !== "" && next !== settings.deviceName) set({ deviceName: next });
  };
  return (
    <SettingsGroup title={t.settings.sections.device} icon="laptop">
      <Setting name={t.settings.deviceName} note={t.settings.deviceNameNote}>
        <span className="field settings__name">
          <input
            aria-label={t.settings.deviceName}
            value={name}
            maxLength={MAX_NAME}
            autoComplete="off"
            onChange={(event) => setName(event.currentTarget.value)}
            onBlur={keep}
            onKeyDown={leaveOnEnter}
          />
        </span>
      </Setting>
      <Setting name={t.settings.phonePicture} note={t.settings.phonePictureNote}>
        <Switch
          label={t.settings.phonePicture}
          on={settings.phonePicture}
          onChange={(phonePicture) => set({ phonePicture })}
        />
      </Setting>
    </SettingsGroup>
  );
}
