"use client";
/** A long edit under way, with how far it is. */
import { useLibrary, useLive } from "../library-context";
import { useText } from "../text/use-text";

export function WorkLine() {
  const { t } = useText();
  const work = useLive(useLibrary().work);
  if (!work || work.total === 0) return null;
  const percent = Math.floor((100 * work.done) / work.total);
  const text = t.keeping.bulk.working(
    t.keeping.working[work.label] ?? t.keeping.workingOn,
    work.done,
    work.total,
  );
  return (
    <div className="workline" role="status">
      <span className="num">{text}</span>
      <div
        className="bar"
        role="progressbar"
        aria-label={text}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
      >
        <i style={{ "--p": `${percent}%` }} />
      </div>
    </div>
  );
}
