"use client";
/**
 * The search box of the screen, for those who show it and those who only act on it: a letter draws the box and what
 * follows its text, and nothing else of the screen.
 */
import { createContext, useContext, useEffect, useMemo, useRef, type ReactNode } from "react";
import { useOmnibox, type LibraryRoute, type OmniboxState } from "../add/use-omnibox";

/** Stays the same while one types. */
export interface SearchBoxHand {
  readonly isEmpty: () => boolean;
  /** Closes the panel and empties the box. */
  readonly clear: () => void;
}

const Box = createContext<OmniboxState | null>(null);
const Hand = createContext<SearchBoxHand | null>(null);

function mustBe<T>(value: T | null): T {
  if (value === null) throw new Error("a search box outside of its provider");
  return value;
}

/** The box with its text: whoever asks is drawn anew with each letter. */
export const useSearchBox = (): OmniboxState => mustBe(useContext(Box));

/** What can be done to the box, whatever stands in it. */
export const useSearchBoxHand = (): SearchBoxHand => mustBe(useContext(Hand));

interface ProviderProps {
  readonly route: LibraryRoute;
  readonly children: ReactNode;
}

export function SearchBoxProvider({ route, children }: ProviderProps) {
  const box = useOmnibox(route);
  const latest = useRef(box);
  useEffect(() => {
    latest.current = box;
  }, [box]);
  const hand = useMemo(
    () => ({ isEmpty: () => latest.current.text === "", clear: () => latest.current.clear() }),
    [],
  );
  return (
    <Hand value={hand}>
      <Box value={box}>{children}</Box>
    </Hand>
  );
}
