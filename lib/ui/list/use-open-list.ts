"use client";
/**
 * The list a route asks for, kept open while it is on screen. While another one loads (each keystroke of a search is
 * one), the last one stays shown, so that nothing blinks.
 */
import { startTransition, useEffect, useState } from "react";
import type { ListSpec, OpenList } from "../../library/library";
import { useLibrary } from "../library-context";

export interface ShownList {
  readonly list: OpenList;
  /** What it was opened for. */
  readonly spec: ListSpec;
}

export function useOpenList({ place, tag, query, sort }: ListSpec): ShownList | null {
  const library = useLibrary();
  const [shown, setShown] = useState<ShownList | null>(null);
  useEffect(() => {
    const spec: ListSpec = { place, sort, ...(tag && { tag }), ...(query && { query }) };
    const list = library.list(spec);
    let stop: () => void = () => undefined;
    const showWhenReady = () => {
      if (list.view.get() === undefined) return;
      stop();
      // Its rows are drawn in pieces: the next letter does not wait for them.
      startTransition(() =>
        setShown((old) => {
          if (old && old.list !== list) queueMicrotask(() => old.list.close());
          return { list, spec };
        }),
      );
    };
    stop = list.view.subscribe(showWhenReady);
    showWhenReady();
    return () => {
      stop();
      // A list that never got to the screen closes here; one on the screen closes when the next replaces it.
      setShown((old) => {
        if (old?.list !== list) queueMicrotask(() => list.close());
        return old;
      });
    };
  }, [library, place, tag, query, sort]);
  return shown;
}
