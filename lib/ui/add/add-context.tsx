"use client";
/**
 * Saving an address, wherever it was typed or pasted: one state for the search box, the sheet on phones and the first
 * screen. A link is kept before anything else happens; the panel only shows what follows.
 */
import {
  createContext,
  lazy,
  Suspense,
  useCallback,
  useContext,
  useMemo,
  useState,
  type ReactNode,
} from "react";
import type { AddOutcome, Batch, Library } from "../../library/library";
import { useActions } from "../actions";
import { useLibrary } from "../library-context";
import { addressesToSave } from "./omnibox-mode";

const QuickTags = lazy(() => import("../quick-tags/quick-tags").then((m) => ({ default: m.QuickTags })));

interface Failed {
  readonly kind: "failed";
  readonly text: string;
}

/** What became of the last text. "failed": the library could not write. */
export type AddResult =
  | AddOutcome
  | Failed
  /** Several addresses in one text. `already` counts those that were here before. */
  | { readonly kind: "several"; readonly saved: number; readonly already: number };

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

async function keepAll(
  library: Library,
  request: AddRequest,
): Promise<{ result: AddResult; batches: readonly Batch[] }> {
  const texts = addressesToSave(request.text);
  const batches: Batch[] = [];
  let result: AddResult = { kind: "several", saved: 0, already: 0 };
  for (const text of texts.length > 1 ? texts : [request.text]) {
    const kept = await keep(library, { ...request, text }, batches);
    if (kept.kind === "saved") batches.push(kept.batch);
    if (texts.length <= 1) result = kept;
    // What was not kept stays in the field with all the rest; saving it again finds the others here already.
    else if (kept.kind === "failed") return { result: { ...kept, text: request.text }, batches };
    else if (kept.kind !== "rejected") result = counted(result, kept.kind);
  }
  return { result, batches };
}

function counted(result: AddResult, kind: "saved" | "duplicate"): AddResult {
  if (result.kind !== "several") return result;
  const { saved, already } = result;
  return kind === "saved" ? { ...result, saved: saved + 1 } : { ...result, already: already + 1 };
}

/** Several addresses of one text are one batch: the first makes it, the others join. */
async function keep(
  library: Library,
  request: AddRequest,
  before: readonly Batch[],
): Promise<AddOutcome | Failed> {
  const [first] = before;
  try {
    return await library.add(request.text, {
      ...(first ? { partOf: { batch: first.id, part: before.length } } : {}),
      source: request.source,
      ...(request.tags?.length ? { tags: request.tags } : {}),
    });
  } catch {
    // The library says why in its status; the text stays in the field so that nothing typed is lost.
    return { kind: "failed", text: request.text };
  }
}

/** Tags for what was saved without the panel, which has the tag field itself. */
function belowOf(library: Library, { show }: AddRequest, outcome: AddResult): ReactNode {
  if (show || outcome.kind !== "saved") return null;
  return (
    <Suspense fallback={null}>
      <QuickTags library={library} id={outcome.id} />
    </Suspense>
  );
}

export function AddProvider({ children }: { children: ReactNode }) {
  const library = useLibrary();
  const { tell } = useActions();
  const [result, setResult] = useState<AddResult | null>(null);
  const [sheet, setSheet] = useState(false);
  const save = useCallback(
    async (request: AddRequest) => {
      const { result: outcome, batches } = await keepAll(library, request);
      const [first] = batches;
      const below = belowOf(library, request, outcome);
      if (first) tell({ ...first, count: batches.length, below });
      if (request.show || !(outcome.kind === "saved" || outcome.kind === "several")) setResult(outcome);
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
