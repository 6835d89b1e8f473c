"use client";
/**
 * The library as React sees it: one instance for the whole page, opened by the shell, and `useLive` to show its values.
 */
import { createContext, useCallback, useContext, useSyncExternalStore } from "react";
import type { Library, Live } from "../library/library";

const LibraryContext = createContext<Library | null>(null);

/** Hands the opened library to everything below. */
export const LibraryProvider = LibraryContext.Provider;

/** The opened library. Views are only shown once it is there. */
export function useLibrary(): Library {
  const library = useContext(LibraryContext);
  if (!library) throw new Error("useLibrary outside of the shell");
  return library;
}

const nothing = () => () => undefined;
const absent = () => undefined;

/** The current value of a live value, `undefined` until the first one has come. Keep `live` stable between renders. */
export function useLive<T>(live: Live<T> | null): T | undefined {
  const subscribe = useCallback(
    (changed: () => void) => (live ? live.subscribe(changed) : nothing()),
    [live],
  );
  const get = useCallback(() => live?.get(), [live]);
  return useSyncExternalStore<T | undefined>(subscribe, get, absent);
}
