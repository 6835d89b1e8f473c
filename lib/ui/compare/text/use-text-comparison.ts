"use client";
/** The comparison of two snapshots' texts, for screens. Looks again when files have come to this device. */
import { useEffect, useState } from "react";
import type { LinkView } from "../../../library/library";
import { useLibrary } from "../../library-context";
import { loadComparison, type LoadedComparison } from "./load-comparison";
import type { SnapshotPair } from "../pair";

export type TextResult = LoadedComparison | { readonly kind: "loading" };

const loading: TextResult = { kind: "loading" };

export function useTextComparison(pair: SnapshotPair | null, held: LinkView["held"]): TextResult {
  const library = useLibrary();
  const name = pair ? `${pair.older.id} ${pair.newer.id}` : "";
  const [found, setFound] = useState<{ readonly name: string; readonly result: TextResult } | null>(null);
  const { older, newer } = pair ?? {};
  useEffect(() => {
    if (!older || !newer) return undefined;
    let left = false;
    const show = (result: TextResult) => {
      if (!left) setFound({ name: `${older.id} ${newer.id}`, result });
    };
    loadComparison(library, { older, newer }).then(show, () => show({ kind: "away" }));
    return () => {
      left = true;
    };
  }, [library, older, newer, held]);
  // The result of the pair shown before must never stand under the new one's dates.
  return found?.name === name ? found.result : loading;
}
