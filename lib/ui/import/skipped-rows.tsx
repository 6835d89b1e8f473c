"use client";
/** The rows of a file that are no links, each with its line and reason. */
import { useState } from "react";
import type { SkippedLine } from "../../library/library";
import { Button } from "../parts/button";
import { useToast } from "../parts/toast";
import { useImportText } from "../text/import/use-import-text";
import { skippedText } from "./report-text";

const FEW = 8;

export function SkippedRows({ rows }: { rows: readonly SkippedLine[] }) {
  const text = useImportText();
  const toast = useToast();
  const [all, setAll] = useState(false);
  const words = text.t.import;
  if (rows.length === 0) return null;
  const shown = all ? rows : rows.slice(0, FEW);
  const copy = () => {
    navigator.clipboard.writeText(skippedText(rows, text)).then(
      () => toast.show({ text: words.copied }),
      () => toast.show({ text: text.t.toast.failed }),
    );
  };
  return (
    <section className="panel imp__pad">
      <div className="row">
        <h2 className="imp__h grow">{words.skipped(rows.length)}</h2>
        <Button size="sm" icon="copy" onClick={copy}>
          {words.copy}
        </Button>
      </div>
      <ul className="imp__list">
        {shown.map((row, i) => (
          <li className="logi logi--line" key={`${row.line} ${i}`}>
            <span className="faint num">{text.format.number(row.line)}</span>
            <span className="mono truncate" title={row.given}>
              {row.given || row.title}
            </span>
            <span className="muted">{words.reasons[row.reason]}</span>
          </li>
        ))}
      </ul>
      {shown.length < rows.length ? (
        <button type="button" className="textlink imp__more" onClick={() => setAll(true)}>
          {words.showMore(rows.length - shown.length)}
        </button>
      ) : null}
    </section>
  );
}
