"use client";
/** The lines of the palette, in their groups, with what fits of each name in bold. */
import { markRanges } from "../../domain/text/excerpt";
import { Icon } from "../icons";
import { Dot } from "../parts/chip";
import { KeyCaps } from "../shortcuts/key-caps";
import type { PaletteEntry, PaletteGroup } from "./entry";

/** Id of the option at an index. */
export const lineId = (index: number): string => `palette-${index}`;

function Label({ text, typed }: { text: string; typed: string }) {
  const words = typed.split(/\s+/).filter((word) => word !== "");
  const pieces = [];
  let at = 0;
  for (const { start, end } of markRanges(text, words)) {
    pieces.push(text.slice(at, start), <b key={start}>{text.slice(start, end)}</b>);
    at = end;
  }
  return <>{[...pieces, text.slice(at)]}</>;
}

interface LineProps {
  readonly entry: PaletteEntry;
  readonly index: number;
  readonly typed: string;
  readonly isOn: boolean;
  readonly onPoint: (index: number) => void;
  readonly onRun: (entry: PaletteEntry) => void;
}

function Line({ entry, index, typed, isOn, onPoint, onRun }: LineProps) {
  return (
    <div
      id={lineId(index)}
      role="option"
      aria-selected={isOn}
      className={isOn ? "palette__i is-on" : "palette__i"}
      onPointerMove={() => onPoint(index)}
      onClick={() => onRun(entry)}
    >
      {entry.hue === undefined ? <Icon name={entry.icon} /> : <Dot hue={entry.hue} />}
      <span className="truncate" lang={entry.lang}>
        <Label text={entry.label} typed={typed} />
      </span>
      <span className="hint">
        {entry.hint ? <span className="truncate">{entry.hint}</span> : null}
        {entry.keys ? <KeyCaps keys={entry.keys} /> : null}
      </span>
    </div>
  );
}

interface LinesProps extends Pick<LineProps, "typed" | "onPoint" | "onRun"> {
  readonly groups: readonly PaletteGroup[];
  readonly current: number;
}

export function PaletteLines({ groups, current, ...line }: LinesProps) {
  let next = 0;
  return groups.map(({ name, entries }) => (
    <div key={name} role="group" aria-label={name}>
      <p className="palette__g" aria-hidden="true">
        {name}
      </p>
      {entries.map((entry) => {
        const index = next++;
        return <Line key={entry.id} {...line} entry={entry} index={index} isOn={index === current} />;
      })}
    </div>
  ));
}
