"use client";
/** The check in front of a row. The option itself says whether it is picked; keys pick with X. */
import type { MouseEvent } from "react";
import { Icon } from "../icons";

export function PickBox({ picked, onPick }: { picked: boolean; onPick: (event: MouseEvent) => void }) {
  const pick = (event: MouseEvent) => {
    event.stopPropagation();
    onPick(event);
  };
  return (
    <span className={picked ? "pick is-on" : "pick"} aria-hidden="true" onClick={pick} onDoubleClick={pick}>
      <span className="pick__box">
        <Icon name="check" size={14} />
      </span>
    </span>
  );
}
