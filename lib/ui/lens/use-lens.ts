"use client";
/**
 * The search box's text as chips and the words beside them. What splits and draws it is loaded when the box is first used;
 * until then, and while an input method is at work, the text stands as it is.
 */
import { useEffect, useState } from "react";

type LensParts = typeof import("./lens-parts");
type Chips = ReturnType<LensParts["splitQuery"]>["chips"];

export interface Lens {
  readonly parts: LensParts | null;
  readonly chips: Chips;
  /** What the field shows. */
  readonly rest: string;
  /** The whole text for what the field shows now. */
  readonly whole: (rest: string) => string;
  readonly load: () => void;
  readonly compose: (isComposing: boolean) => void;
}

const NONE: Chips = [];

export function useLens(text: string): Lens {
  const [parts, setParts] = useState<LensParts | null>(null);
  // The chips from before an input method began: what it has not finished makes none.
  const [held, setHeld] = useState<Chips | null>(null);
  const [wanted, setWanted] = useState(text !== "");
  useEffect(() => {
    // A box without chips searches as well.
    if (wanted) void import("./lens-parts").then(setParts, () => undefined);
  }, [wanted]);
  const split = parts?.splitQuery(text) ?? { chips: NONE, rest: text };
  const chips = held ?? split.chips;
  const join = (rest: string) => parts?.joinQuery(chips, rest) ?? rest;
  return {
    parts,
    chips,
    rest: held ? text.slice(join("").length) : split.rest,
    whole: join,
    load: () => setWanted(true),
    compose: (isComposing) => setHeld((old) => (isComposing ? (old ?? split.chips) : null)),
  };
}
