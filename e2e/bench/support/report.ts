/**
 * Hands out what a bench found: tables on the console and in `e2e/bench/results/<name>.md`, and everything it measured in
 * `<name>.json` for whoever compares.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { machineLine, type MachineFacts } from "./machine";
import type { Row } from "./rows";
import { formatNumber, formatTable } from "./table";

export interface Report {
  readonly name: string;
  readonly machine: MachineFacts;
  /** How often each timed step ran, and how far its runs lay apart: largest over smallest, median of all pages. */
  readonly runs: number;
  readonly spread: number | null;
  readonly rows: readonly Row[];
  /** Tables of single pages or documents, printed before the rows. */
  readonly tables?: readonly string[];
  /** Single pages or documents. */
  readonly details: readonly object[];
  /** What was left out and why. */
  readonly notRun: readonly string[];
}

const results = join(import.meta.dirname, "..", "results");

export const say = (line: string): void => void process.stdout.write(`${line}\n`);

const holds = (row: Row): string => (row.holds === null ? "" : row.holds ? "yes" : "NO");

const ratioOf = ({ ratio }: Row): string =>
  ratio === null || !Number.isFinite(ratio) ? "" : ratio.toFixed(3);

const rowTable = (rows: readonly Row[]): string =>
  formatTable(
    ["what", "ours", "unit", "peer", "of", "ratio", "goal", "holds"],
    rows.map((row) => [
      row.what,
      formatNumber(row.ours),
      row.unit,
      formatNumber(row.peer),
      row.peerName ?? "",
      ratioOf(row),
      row.goal,
      holds(row),
    ]),
  );

const repeats = ({ runs, spread }: Report): string =>
  `Timed steps: ${runs} run${runs === 1 ? "" : "s"} each${spread === null ? "" : `, slowest ${spread.toFixed(2)} × fastest in the middle case`}.`;

/** Everything for people, as Markdown. */
function asText(report: Report): string {
  const { machine, rows, tables = [], notRun } = report;
  const parts = [...tables, rowTable(rows), `${machineLine(machine)}\n${repeats(report)}`];
  if (notRun.length > 0) parts.push(notRun.map((part) => `Not run: ${part}`).join("\n"));
  return parts.join("\n\n");
}

export async function publish(report: Report): Promise<void> {
  const text = asText(report);
  say(`\n${text}`);
  await mkdir(results, { recursive: true });
  await writeFile(
    join(results, `${report.name}.json`),
    `${JSON.stringify({ ...report, tables: undefined }, null, 1)}\n`,
  );
  await writeFile(join(results, `${report.name}.md`), `# ${report.name}\n\n${text}\n`);
  say(`Written to e2e/bench/results/${report.name}.json and .md`);
}
