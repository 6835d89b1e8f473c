"use client";
/** Picking as one row does it: by its check, with Shift, by a long press, and by a plain press once something is picked. */
import type { MouseEvent } from "react";
import type { LinkRow } from "../../library/library";
import { useLongPress, type LongPress } from "./use-long-press";
import type { Picks } from "./use-picks";

interface OptionPicksParts {
  readonly picks: Picks;
  readonly row: LinkRow | undefined;
  readonly index: number;
  /** Index of the selected row: a range without a beginning begins there. */
  readonly selected: number;
}

export interface OptionPicks {
  readonly picked: boolean;
  readonly hold: LongPress["handlers"];
  readonly pick: (event: MouseEvent) => void;
  /** Whether a press on the row was about picking and is done with. */
  readonly takes: (event: MouseEvent) => boolean;
}

export function useOptionPicks({ picks, row, index, selected }: OptionPicksParts): OptionPicks {
  const toggle = () => row && picks.toggle(row.id, index);
  const hold = useLongPress(toggle);
  const pick = (event: MouseEvent) => (event.shiftKey ? picks.extend(index, selected) : toggle());
  const takes = (event: MouseEvent) => {
    if (hold.swallows()) return true;
    const isPicking = event.shiftKey || (picks.ids.size > 0 && !event.metaKey && !event.ctrlKey);
    if (isPicking && event.button === 0) pick(event);
    return isPicking;
  };
  return { picked: row !== undefined && picks.ids.has(row.id), hold: hold.handlers, pick, takes };
}
