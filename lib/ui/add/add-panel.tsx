"use client";
/** The panel under the search box: an address before it is saved, and its capture after. It can be closed at any time. */
import { useText } from "../text/use-text";
import type { AddResult } from "./add-context";
import { AddDraft } from "./add-draft";
import { AddResultView, Refused } from "./add-result";
import type { OmniboxMode } from "./omnibox-mode";

interface AddPanelProps {
  readonly mode: OmniboxMode;
  readonly result: AddResult | null;
  readonly onSave: (tags: readonly string[]) => void;
  readonly onClose: () => void;
}

export function AddPanel({ mode, result, onSave, onClose }: AddPanelProps) {
  const { t } = useText();
  return (
    <section className="pop addpop" role="dialog" aria-label={t.add.name}>
      {result ? <AddResultView result={result} onClose={onClose} /> : null}
      {!result && mode.kind === "save" ? (
        <AddDraft url={mode.url} more={mode.more} onSave={onSave} onClose={onClose} />
      ) : null}
      {!result && mode.kind === "refused" ? <Refused words={t.add.rejected[mode.reason]} /> : null}
    </section>
  );
}
