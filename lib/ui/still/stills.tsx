"use client";
/**
 * What stands in every document before any code has come. It is made with the document, in every language, and handed down
 * from there: the code that shows it again brings no words of its own.
 */
import { createContext, use, type ReactNode } from "react";

export interface Stills {
  /** The first screen, of a first visit. */
  readonly first: ReactNode;
  /** Of a share: that it is kept. */
  readonly kept: ReactNode;
}

const StillsContext = createContext<Stills>({ first: null, kept: null });

export const StillsProvider = StillsContext.Provider;

export const useStills = (): Stills => use(StillsContext);
