"use client";
/** A text with the words of the search marked, in the language it is written in. */
import { markRanges } from "../../domain/text/excerpt";
import type { ReactNode } from "react";

interface MarkedProps {
  readonly text: string;
  /** Folded words of the query. */
  readonly marks: readonly string[];
  /** BCP 47 tag of the text, or "". */
  readonly language: string;
  readonly className?: string;
}

function pieces(text: string, marks: readonly string[]): ReactNode {
  if (marks.length === 0) return text;
  const out: ReactNode[] = [];
  let at = 0;
  for (const { start, end } of markRanges(text, marks)) {
    out.push(text.slice(at, start), <mark key={start}>{text.slice(start, end)}</mark>);
    at = end;
  }
  out.push(text.slice(at));
  return out;
}

export function Marked({ text, marks, language, className }: MarkedProps) {
  return (
    <span className={className} lang={language || undefined}>
      {pieces(text, marks)}
    </span>
  );
}
