"use client";
/**
 * Links picked for doing something to all of them. They are held by id and belong to one list: another place or search
 * starts without any, and what leaves the list is no longer picked.
 */
import { useCallback, useEffect, useMemo, useState } from "react";
import type { LinkId } from "../../domain/ids";
import type { OpenList } from "../../library/library";
import { useLive } from "../library-context";

export interface Picks {
  readonly ids: ReadonlySet<LinkId>;
  /** Picks a link, or lets go of it; a range then begins here. */
  readonly toggle: (id: LinkId, index: number) => void;
  /** Picks everything from where the range began to `index`. `from`: where it begins when nothing was picked yet. */
  readonly extend: (index: number, from: number) => void;
  readonly all: () => void;
  readonly clear: () => void;
}

interface Held {
  readonly list: OpenList;
  readonly ids: ReadonlySet<LinkId>;
  readonly anchor: number;
}

const NONE: ReadonlySet<LinkId> = new Set();

/** Ids from one index to another, whichever comes first. */
export const between = (ids: readonly LinkId[], a: number, b: number): readonly LinkId[] =>
  ids.slice(Math.max(0, Math.min(a, b)), Math.max(a, b) + 1);

/** Lets go of picked links that left the list. */
function useOnlyListed(
  held: Held | null,
  setHeld: (change: (now: Held | null) => Held | null) => void,
): void {
  const list = held?.list ?? null;
  const version = useLive(list?.version ?? null);
  const count = held?.ids.size ?? 0;
  useEffect(() => {
    if (!list || count === 0) return undefined;
    let isStale = false;
    void list.ids().then((ids) => {
      if (isStale) return;
      const listed = new Set(ids);
      setHeld((now) => {
        if (!now || [...now.ids].every((id) => listed.has(id))) return now;
        return { ...now, ids: new Set([...now.ids].filter((id) => listed.has(id))) };
      });
    });
    return () => {
      isStale = true;
    };
  }, [list, version, count, setHeld]);
}

export function usePicks(list: OpenList | null): Picks {
  const [held, setHeld] = useState<Held | null>(null);
  const mine = held?.list === list ? held : null;
  const anchor = mine?.anchor ?? -1;
  useOnlyListed(mine, setHeld);
  const toggle = useCallback(
    (id: LinkId, index: number) =>
      setHeld((now) => {
        if (!list) return now;
        const ids = new Set(now?.list === list ? now.ids : NONE);
        if (!ids.delete(id)) ids.add(id);
        return { list, ids, anchor: index };
      }),
    [list],
  );
  const extend = useCallback(
    (index: number, from: number) => {
      const start = anchor >= 0 ? anchor : from;
      void list?.ids().then((ids) => {
        const range = between(ids, start < 0 ? index : start, index);
        setHeld((now) => {
          const before = now?.list === list ? now.ids : NONE;
          return { list, ids: new Set([...before, ...range]), anchor: start < 0 ? index : start };
        });
      });
    },
    [list, anchor],
  );
  const all = useCallback(() => {
    void list?.ids().then((ids) => setHeld({ list, ids: new Set(ids), anchor: -1 }));
  }, [list]);
  const clear = useCallback(() => setHeld(null), []);
  const ids = mine?.ids ?? NONE;
  return useMemo(() => ({ ids, toggle, extend, all, clear }), [ids, toggle, extend, all, clear]);
}
