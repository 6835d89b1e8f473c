/** The report of an import as plain text, to keep or to send. */
import type { SkippedLine } from "../../library/library";
import { saveFile } from "../backup/save-file";
import type { ImportText } from "../text/import/use-import-text";
import type { Stage } from "./use-import";

/** One line a row: its number, its reason, what stood there. */
export const skippedText = (rows: readonly SkippedLine[], { t }: ImportText): string =>
  rows
    .map(({ line, reason, given, title }) => [line, t.import.reasons[reason], given, title].join("\t"))
    .join("\n");

export function reportText({ preview, report }: Extract<Stage, { kind: "done" }>, text: ImportText): string {
  const { t, format } = text;
  const { tally } = t.import;
  const lines = [
    `${preview.name} · ${format.full(Date.now())}`,
    `${format.number(report.added)} ${tally.added}`,
    `${format.number(report.known)} ${tally.known}`,
    `${format.number(preview.skipped.length)} ${tally.skipped(preview.skipped.length)}`,
    ...(report.left > 0 ? [`${format.number(report.left)} ${tally.left}`] : []),
    "",
    skippedText(preview.skipped, text),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

/** Hands the report to the browser as a file. */
export function saveReport(stage: Extract<Stage, { kind: "done" }>, text: ImportText): void {
  const file = new Blob([reportText(stage, text)], { type: "text/plain;charset=utf-8" });
  saveFile(file, `${stage.preview.name.replace(/\.\w+$/, "")} - ${text.t.import.title}.txt`);
}
