"use client";
/**
 * How many words came and went between a snapshot and the one before it, for the list of snapshots: "+212 −88". Until it
 * is known, or where the texts are not on this device, it only says that the text changed.
 */
import { useEffect, useState } from "react";
import { useLibrary } from "../library-context";
import { useCompareText } from "../text/compare/use-compare-text";
import type { SnapshotPair } from "./pair";
import type { Summary } from "./text/summary";

type Count = Pick<Summary, "addedWords" | "removedWords">;

export function ChangeCount({ older, newer }: SnapshotPair) {
  const { t } = useCompareText();
  const count = useCount({ older, newer });
  if (!count || count.addedWords + count.removedWords === 0) return t.link.changed;
  const { addedWords, removedWords } = count;
  return (
    <span className="delta">
      <span className="vh">{t.compare.deltaSpoken(addedWords, removedWords)}</span>
      <span className="plus" aria-hidden="true">
        {t.compare.delta.added(addedWords)}
      </span>
      <span className="minus" aria-hidden="true">
        {t.compare.delta.removed(removedWords)}
      </span>
    </span>
  );
}

function useCount({ older, newer }: SnapshotPair): Count | null {
  const library = useLibrary();
  const [count, setCount] = useState<Count | null>(null);
  useEffect(() => {
    let left = false;
    const load = async () => {
      const { loadComparison } = await import("./text/load-comparison");
      const loaded = await loadComparison(library, { older, newer });
      if (!left && loaded.kind === "ready") setCount(loaded.comparison.summary);
    };
    // Without numbers the words "text changed" stay: nothing else depends on them.
    load().catch(() => undefined);
    return () => {
      left = true;
    };
  }, [library, older, newer]);
  return count;
}
