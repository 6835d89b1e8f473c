"use client";
/**
 * Saving an address, wherever it was typed or pasted: one state for the search box, the sheet on phones and the first
 * screen. A link is kept before anything else happens; the panel only shows what follows.
 */
import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from "react";
import type { AddOutcome, Batch, Library } from "../../library/library";
import { useActions } from "../actions";
import { useLibrary } from "../library-context";

/** What became of the last address; null when nothing is shown. "failed": the library could not write. */
export type AddResult = AddOutcome | { readonly kind: "failed"; readonly text: string };

export interface AddRequest {
  readonly text: string;
  readonly source: "type" | "paste" | "share";
  readonly tags?: readonly string[];
  /** Shows the panel with what follows; otherwise only a toast tells. */
  readonly show: boolean;
}

export interface Adding {
  readonly result: AddResult | null;
  /** The sheet on phones. */
  readonly sheet: boolean;
  readonly save: (request: AddRequest) => Promise<AddResult>;
  readonly openSheet: () => void;
  readonly close: () => void;
}

const AddContext = createContext<Adding | null>(null);

export function useAdding(): Adding {
  const adding = useContext(AddContext);
  if (!adding) throw new Error("useAdding outside of the shell");
  return adding;
}

let askedToPersist = false;

/** After the first link is kept there is something to lose: now the browser is asked to keep it for good. */
function persistOnce(library: Library): void {
  if (askedToPersist || library.status.get()?.persisted) return;
  askedToPersist = true;
  // A refusal changes nothing here; Settings shows it and offers to ask again.
  library.askToPersist().catch(() => undefined);
}

async function keep(library: Library, request: AddRequest): Promise<AddResult> {
  try {
    return await library.add(request.text, {
      source: request.source,
      ...(request.tags?.length ? { tags: request.tags } : {}),
    });
  } catch {
    // The library says why in its status; the text stays in the field so that nothing typed is lost.
    return { kind: "failed", text: request.text };
  }
}

export function AddProvider({ children }: { children: ReactNode }) {
  const library = useLibrary();
  const { tell } = useActions();
  const [result, setResult] = useState<AddResult | null>(null);
  const [sheet, setSheet] = useState(false);
  const save = useCallback(
    async (request: AddRequest) => {
      const outcome = await keep(library, request);
      if (outcome.kind === "saved") {
        tell(outcome.batch satisfies Batch);
        persistOnce(library);
      }
      if (request.show || outcome.kind !== "saved") setResult(outcome);
      return outcome;
    },
    [library, tell],
  );
  const close = useCallback(() => {
    setResult(null);
    setSheet(false);
  }, []);
  const openSheet = useCallback(() => {
    setResult(null);
    setSheet(true);
  }, []);
  const adding = useMemo(
    () => ({ result, sheet, save, openSheet, close }),
    [result, sheet, save, openSheet, close],
  );
  return <AddContext value={adding}>{children}</AddContext>;
}
