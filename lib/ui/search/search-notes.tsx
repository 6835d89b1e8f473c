"use client";
/** Quiet lines under the head of a search: what was searched instead, and what cannot be found yet. */
import type { ListView, SearchFacts } from "../../library/library";
import { useLibrary, useLive } from "../library-context";
import { useText, type Text } from "../text/use-text";

/** What the index has to say; "" while all texts can be found. */
export function indexWords({ progress, trouble }: SearchFacts, { finding }: Text["t"]): string {
  if (trouble) return `${trouble === "quota" ? finding.full : finding.broken} ${finding.safe}`;
  return progress ? `${finding.indexing(progress.done, progress.total)}. ${finding.indexingNote}` : "";
}

interface SearchNotesProps {
  readonly query: string;
  readonly view: ListView | undefined;
}

/** Nothing has the words as they were typed. */
function Corrected({ query, instead }: { query: string; instead: string }) {
  const { t } = useText();
  const [before, shown, after] = t.finding.corrected(query, instead);
  return (
    <p>
      {before}
      <b>{shown}</b>
      {after}
    </p>
  );
}

export function SearchNotes({ query, view }: SearchNotesProps) {
  const { t } = useText();
  const facts = useLive(useLibrary().status)?.search;
  const isSearching = view !== undefined && !view.isWhole;
  const words = (facts ? indexWords(facts, t) : "") || (isSearching ? t.finding.searching : "");
  const corrected = view?.corrected ?? "";
  return (
    <div className="searchnotes" role="status">
      {corrected ? <Corrected query={query} instead={corrected} /> : null}
      {words ? <p className="num">{words}</p> : null}
    </div>
  );
}
