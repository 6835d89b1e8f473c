"use client";
/** The panel under the search box: an address before it is saved, and its capture after. It can be closed at any time. */
import { useEffect, useRef } from "react";
import { useText } from "../text/use-text";
import { useIsPhone } from "../use-media";
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
  const phone = useIsPhone();
  const panel = useRef<HTMLElement>(null);
  const isDone = result !== null && result.kind !== "rejected" && result.kind !== "failed";
  // With the focus out of the search box the keyboard of a phone goes, which would lie over what is shown.
  useEffect(() => {
    if (isDone && phone) panel.current?.focus();
  }, [isDone, phone]);
  return (
    <section className="pop addpop" role="dialog" aria-label={t.add.name} ref={panel} tabIndex={-1}>
      {result ? <AddResultView result={result} onClose={onClose} /> : null}
      {!result && mode.kind === "save" ? (
        <AddDraft url={mode.url} more={mode.more} onSave={onSave} onClose={onClose} />
      ) : null}
      {!result && mode.kind === "refused" ? <Refused words={t.add.rejected[mode.reason]} /> : null}
    </section>
  );
}
