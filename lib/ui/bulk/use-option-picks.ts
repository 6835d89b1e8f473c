"use client";
/** Picking as one row does it: by its check, with Shift, by a long press, and by a plain press once something is picked. */
import type { MouseEvent } from "react";
import type { LinkRow } from "../../library/library";
import { useLongPress, type LongPress } from "./use-long-press";

interface OptionPicksParts {
  readonly row: LinkRow | undefined;
  readonly index: number;
  /** Whether anything is picked. */
  readonly isPicking: boolean;
  readonly hand: {
    readonly toggle: (row: LinkRow, index: number) => void;
    readonly extend: (index: number) => void;
  };
}

export interface OptionPicks {
  readonly hold: LongPress["handlers"];
  readonly pick: (event: MouseEvent) => void;
  /** Whether a press on the row was about picking and is done with. */
  readonly takes: (event: MouseEvent) => boolean;
}

export function useOptionPicks({ row, index, isPicking, hand }: OptionPicksParts): OptionPicks {
  const toggle = () => row && hand.toggle(row, index);
  const hold = useLongPress(toggle);
  const pick = (event: MouseEvent) => (event.shiftKey ? hand.extend(index) : toggle());
  const takes = (event: MouseEvent) => {
    if (hold.swallows()) return true;
    const isPress = event.shiftKey || (isPicking && !event.metaKey && !event.ctrlKey);
    if (isPress && event.button === 0) pick(event);
    return isPress;
  };
  return { hold: hold.handlers, pick, takes };
}
