"use client";
/**
 * Choices of one among few. `Segmented` shows two to four in one band of radio buttons; `Choice` is the platform's own
 * menu behind an icon. The browser brings the keyboard of both.
 */
import { useId } from "react";
import { Icon, type IconName } from "../icons";

export interface SegmentedOption<T extends string> {
  readonly value: T;
  readonly label: string;
  /** Shown instead of the label, which stays as the accessible name. */
  readonly icon?: IconName;
  /** Shown before the label. */
  readonly mark?: IconName;
  readonly lang?: string;
}

export interface SegmentedProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly SegmentedOption<T>[];
  readonly onChange: (value: T) => void;
}

export function Segmented<T extends string>({ label, value, options, onChange }: SegmentedProps<T>) {
  const name = useId();
  return (
    <div className="seg" role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.value} className="seg__o" lang={option.lang} title={option.label}>
          <input
            type="radio"
            className="vh"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            aria-label={option.label}
          />
          {option.mark ? <Icon name={option.mark} size={16} /> : null}
          {option.icon ? <Icon name={option.icon} /> : <span>{option.label}</span>}
        </label>
      ))}
    </div>
  );
}

interface ChoiceProps<T extends string> extends SegmentedProps<T> {
  readonly icon: IconName;
}

/** A native select with an icon; on phones only the icon shows. */
export function Choice<T extends string>({ label, icon, value, options, onChange }: ChoiceProps<T>) {
  return (
    <label className="select select--native" title={label}>
      <Icon name={icon} />
      <select
        aria-label={label}
        value={value}
        onChange={(event) => {
          const next = options.find((option) => option.value === event.currentTarget.value);
          if (next) onChange(next.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} lang={option.lang}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon name="chevD" size={14} />
    </label>
  );
}
