"use client";
/**
 * The text of the search box. Words search while they are typed, the address of the page following without filling the
 * history; an address stops the search and waits for Enter.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { currentAddress, onLeave } from "../history";
import { libraryHref, navigate, routeOf, type Route } from "../router";
import { useAdding } from "./add-context";
import { omniboxMode, type OmniboxMode } from "./omnibox-mode";
import { SearchPace } from "./search-pace";

export type LibraryRoute = Extract<Route, { view: "library" }>;

const pace = new SearchPace();

export interface OmniboxState {
  readonly text: string;
  readonly mode: OmniboxMode;
  /** Whether the panel is shown. */
  readonly open: boolean;
  readonly type: (text: string) => void;
  /** An input method has begun to compose characters, or is done: what stands half-composed is not searched. */
  readonly compose: (isComposing: boolean) => void;
  readonly save: (tags?: readonly string[]) => void;
  /** Closes the panel and empties the box. */
  readonly clear: () => void;
}

/** An operator at the end of a search that was not typed is finished: the space behind it says so. */
const asTyped = (query: string): string => (/[:：](?:"[^"]*"|\S+)$/u.test(query) ? `${query} ` : query);

/** Search of the address follows the text; the text follows the address when a person goes elsewhere. */
function useSearchAddress(route: LibraryRoute, text: string, setText: (text: string) => void): void {
  const { place, tag, query } = route;
  const written = useRef(query);
  useEffect(() => {
    // A letter may have led further than what is drawn yet.
    const there = routeOf(currentAddress());
    if (query === written.current || (there.view === "library" && there.query !== query)) return;
    written.current = query;
    setText(asTyped(query));
  }, [query, setText]);
  useEffect(() => {
    const wanted = omniboxMode(text).kind === "search" ? text.trim() : "";
    if (wanted === written.current) return undefined;
    const settle = () => {
      stop();
      // Back led elsewhere and that is still being drawn: nobody is to be called back from it.
      if (routeOf(currentAddress()).view !== "library") return;
      written.current = wanted;
      pace.spend(performance.now());
      navigate(libraryHref({ place, tag, query: wanted }), { replace: true });
    };
    const timer = setTimeout(settle, pace.wait(performance.now()));
    const stay = onLeave(settle);
    const stop = () => {
      clearTimeout(timer);
      stay();
    };
    return stop;
  }, [text, place, tag]);
}

export function useOmnibox(route: LibraryRoute): OmniboxState {
  const adding = useAdding();
  const [text, setText] = useState(() => asTyped(route.query));
  // What stood in the box before an input method began; the text itself when none is at work.
  const [settled, setSettled] = useState<string | null>(null);
  const meant = settled ?? text;
  useSearchAddress(route, meant, setText);
  const mode = useMemo(() => omniboxMode(meant), [meant]);
  const compose = useCallback(
    (isComposing: boolean) => setSettled((old) => (isComposing ? (old ?? text) : null)),
    [text],
  );
  const { result, close, save } = adding;
  const type = useCallback(
    (next: string) => {
      if (result) close();
      setText(next);
    },
    [result, close],
  );
  const clear = useCallback(() => {
    close();
    setSettled(null);
    setText("");
  }, [close]);
  const saveText = useCallback(
    (tags: readonly string[] = []) => {
      void save({ text, source: "type", tags, show: true });
    },
    [save, text],
  );
  const open = !adding.sheet && (result !== null || mode.kind !== "search");
  return useMemo(
    () => ({ text, mode, open, type, compose, save: saveText, clear }),
    [text, mode, open, type, compose, saveText, clear],
  );
}
