"use client";
/** A long edit under way, with how far it is. */
import { useEffect } from "react";
import { holdOpen } from "../hold-open";
import { useLibrary, useLive } from "../library-context";
import { ProgressBar } from "../parts/marks";
import { useText } from "../text/use-text";

export function WorkLine() {
  const { t } = useText();
  const work = useLive(useLibrary().work);
  useEffect(holdOpen, []);
  if (!work || work.total === 0) return null;
  const text = t.keeping.bulk.working(
    t.keeping.working[work.label] ?? t.keeping.workingOn,
    work.done,
    work.total,
  );
  return (
    <div className="workline" role="status">
      <span className="num">{text}</span>
      <ProgressBar progress={work.done / work.total} label={text} look="" />
    </div>
  );
}
