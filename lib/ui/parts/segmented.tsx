"use client";
/** A choice of two to four: radio buttons in one band, moved through with the arrow keys as the browser does it. */
import { useId } from "react";
import { Icon, type IconName } from "../icons";

export interface SegmentedOption<T extends string> {
  readonly value: T;
  readonly label: string;
  /** Shown instead of the label, which stays as the accessible name. */
  readonly icon?: IconName;
  readonly lang?: string;
}

interface SegmentedProps<T extends string> {
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
          {option.icon ? <Icon name={option.icon} /> : <span>{option.label}</span>}
        </label>
      ))}
    </div>
  );
}
