/** Hands out what a bench found: a table on the console, and `e2e/bench/results/<name>.json` for whoever compares. */
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
  /** Single pages or documents. */
  readonly details: readonly object[];
  /** What was left out and why. */
  readonly notRun: readonly string[];
}

const results = join(import.meta.dirname, "..", "results");

export const say = (line: string): void => void process.stdout.write(`${line}\n`);

const holds = (row: Row): string => (row.holds === null ? "" : row.holds ? "yes" : "NO");

export async function publish(report: Report): Promise<void> {
  const { name, machine, rows, runs, spread, notRun } = report;
  say(
    `\n${formatTable(
      ["what", "ours", "unit", "peer", "of", "ratio", "goal", "holds"],
      rows.map((row) => [
        row.what,
        formatNumber(row.ours),
        row.unit,
        formatNumber(row.peer),
        row.peerName ?? "",
        row.ratio === null ? "" : row.ratio.toFixed(3),
        row.goal,
        holds(row),
      ]),
    )}`,
  );
  say(`\n${machineLine(machine)}`);
  say(
    `Timed steps: ${runs} run${runs === 1 ? "" : "s"} each${spread === null ? "" : `, slowest ${spread.toFixed(2)} × fastest in the middle case`}.`,
  );
  for (const part of notRun) say(`Not run: ${part}`);
  await mkdir(results, { recursive: true });
  const file = join(results, `${name}.json`);
  await writeFile(file, `${JSON.stringify(report, null, 1)}\n`);
  say(`Written to ${file.slice(file.indexOf("e2e/bench"))}`);
}
