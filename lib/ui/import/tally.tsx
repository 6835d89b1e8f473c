"use client";
/** Large figures in a row, each with what it counts; those that are zero are left out, the first always stands. */
import { useText } from "../text/use-text";

export interface TallyItem {
  readonly count: number;
  readonly label: string;
  /** Something the person may want to look at. */
  readonly warn?: boolean;
}

export function Tally({ items }: { items: readonly TallyItem[] }) {
  const { format } = useText();
  const shown = items.filter(({ count }, i) => i === 0 || count > 0);
  return (
    <section className="panel tally">
      {shown.map(({ count, label, warn }) => (
        <div key={label} className={warn ? "tally__warn" : undefined}>
          <span className="big">{format.number(count)}</span>
          <small>{label}</small>
        </div>
      ))}
    </section>
  );
}
