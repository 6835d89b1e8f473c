/**
 * What a bench is asked to do: `--pages a,b` measures these alone, `--runs n` repeats what is timed, `--minutes n` bounds
 * how long it begins something new.
 */
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";

export interface BenchOptions {
  /** Names of pages or parts, or `null` for all. */
  readonly pages: readonly string[] | null;
  /** How often a timed step runs on the same page. */
  readonly runs: number;
  /** Whether something new may still be begun. */
  readonly hasTime: () => boolean;
}

const DEFAULT_RUNS = 3;

const whole = (name: string, value: string): number => {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${name} takes a whole number from 1 on`);
  return number;
};

/** `usual` is what is taken when nothing is said. Rejects unknown options by throwing, with the option's name in the message. */
export function readOptions(
  args: readonly string[],
  usual: { readonly runs?: number; readonly minutes?: number } = {},
): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { pages: { type: "string" }, runs: { type: "string" }, minutes: { type: "string" } },
  });
  const runs = whole("runs", values.runs ?? String(usual.runs ?? DEFAULT_RUNS));
  const minutes =
    values.minutes === undefined ? (usual.minutes ?? Infinity) : whole("minutes", values.minutes);
  const end = performance.now() + minutes * 60_000;
  return {
    pages: values.pages?.split(",").filter((name) => name !== "") ?? null,
    runs,
    hasTime: () => performance.now() < end,
  };
}

export const isAsked = ({ pages }: BenchOptions, name: string): boolean => pages?.includes(name) ?? true;
