"use client";
/** What the comparison shows and what can be done on it: the pair and the kind in the address, the results, the steps. */
import { useCallback, useMemo } from "react";
import type { Snapshot } from "../../domain/snapshot";
import type { LinkView } from "../../library/library";
import { goBack, linkHref, navigate, useAddress } from "../router";
import { useMedia } from "../use-media";
import { choosePair, kindFor, wantedPair, type CompareKind, type SnapshotPair } from "./pair";
import { usePictureComparison, type PictureResult } from "./pictures/use-picture-comparison";
import { changeNumbers } from "./text/summary";
import { useTextComparison, type TextResult } from "./text/use-text-comparison";
import { useStepper, type Stepper } from "./use-stepper";

/** Room for two columns beside the card. The same number stands in styles/compare.css. */
const WIDE = "(min-width: 900px)";

export interface CompareScreen {
  readonly view: LinkView;
  readonly pair: SnapshotPair;
  readonly kind: CompareKind;
  readonly wide: boolean;
  readonly text: TextResult;
  /** Changes of the text, whatever is shown. */
  readonly textChanges: number;
  readonly pictures: PictureResult;
  /** Steps through what is shown. */
  readonly stepper: Stepper;
  readonly choosePair: (pair: SnapshotPair) => void;
  readonly chooseKind: (kind: CompareKind) => void;
  readonly back: () => void;
}

/** `null` while the link has fewer than two snapshots. */
export function usePair(snapshots: readonly Snapshot[]): SnapshotPair | null {
  const address = useAddress();
  return useMemo(() => choosePair(snapshots, wantedPair(address)), [snapshots, address]);
}

export function useCompareScreen(view: LinkView, pair: SnapshotPair): CompareScreen {
  const address = useAddress();
  const wide = useMedia(WIDE);
  const kind = kindFor(wantedPair(address), wide);
  const text = useTextComparison(pair, view.held);
  const pictures = usePictureComparison(kind === "pictures" ? pair : null, view.held);
  const textChanges = useMemo(() => countChanges(text), [text]);
  const shown = kind === "pictures" ? pictureChanges(pictures) : textChanges;
  const stepper = useStepper(
    `${pair.older.id} ${pair.newer.id} ${kind === "pictures" ? "pictures" : "text"}`,
    shown,
  );
  const { id } = view.link;
  const back = useCallback(() => goBack(linkHref(id)), [id]);
  return {
    view,
    pair,
    kind,
    wide,
    text,
    textChanges,
    pictures,
    stepper,
    choosePair: ({ older, newer }) =>
      navigate(withParams(address, { a: older.id, b: newer.id }), { replace: true }),
    chooseKind: (as) => navigate(withParams(address, { as }), { replace: true }),
    back,
  };
}

const countChanges = (text: TextResult): number =>
  text.kind === "ready"
    ? changeNumbers(text.comparison.rows).reduce<number>((most, at) => Math.max(most, (at ?? -1) + 1), 0)
    : 0;

const pictureChanges = (pictures: PictureResult): number =>
  pictures.kind === "ready" ? pictures.changes.length : 0;

function withParams(address: string, params: Readonly<Record<string, string>>): string {
  const url = new URL(address, "http://app.invalid");
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
  return url.pathname + url.search;
}
