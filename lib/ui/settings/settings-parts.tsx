"use client";
/** The pieces settings are made of: a titled group, a row with its control, a switch. */
import type { ReactNode } from "react";
import type { DeviceSettings } from "../../library/library";
import type { IconName } from "../icons";

/** What a section gets: the settings as they are, and how to change some of them. */
export interface SectionProps {
  readonly settings: DeviceSettings;
  readonly set: (change: Partial<DeviceSettings>) => void;
}

interface GroupProps {
  readonly title: string;
  /** Stands for the section where the ways to all of them are listed. */
  readonly icon: IconName;
  readonly children: ReactNode;
}

export function SettingsGroup({ title, icon, children }: GroupProps) {
  return (
    <section className="settings__group" data-icon={icon}>
      <h2>{title}</h2>
      <div className="panel">{children}</div>
    </section>
  );
}

interface SettingProps {
  readonly name: string;
  readonly note?: string | undefined;
  /** The control, or the value where there is nothing to change. */
  readonly children: ReactNode;
}

export function Setting({ name, note, children }: SettingProps) {
  return (
    <div className={note ? "set" : "set set--one"}>
      <b>{name}</b>
      {note ? <p>{note}</p> : null}
      <div className="set__v">{children}</div>
    </div>
  );
}

interface SwitchProps {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

export function Switch({ label, on, onChange }: SwitchProps) {
  return (
    <button
      type="button"
      className="switch"
      role="switch"
      aria-checked={on}
      aria-label={label}
      onClick={() => onChange(!on)}
    />
  );
}
