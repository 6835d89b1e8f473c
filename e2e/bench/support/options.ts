/** What a bench is asked to do: `--pages a,b` measures these alone, `--runs n` repeats what is timed. */
import { parseArgs } from "node:util";

export interface BenchOptions {
  /** Names of pages or parts, or `null` for all. */
  readonly pages: readonly string[] | null;
  /** How often a timed step runs on the same page. */
  readonly runs: number;
}

const DEFAULT_RUNS = 3;

/** Rejects unknown options by throwing, with the option's name in the message. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { pages: { type: "string" }, runs: { type: "string" } },
  });
  const runs = Number(values.runs ?? DEFAULT_RUNS);
  if (!Number.isInteger(runs) || runs < 1) throw new Error("--runs takes a whole number from 1 on");
  return { pages: values.pages?.split(",").filter((name) => name !== "") ?? null, runs };
}

export const isAsked = ({ pages }: BenchOptions, name: string): boolean => pages?.includes(name) ?? true;
