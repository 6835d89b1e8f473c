/** The few numbers that stand for many. Every function answers NaN for an empty list. */
export const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
export const mean = (values: readonly number[]): number => sum(values) / values.length;

/** The value below which a share of the list lies, between neighbours by straight line. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Largest over smallest; 1 where every run cost the same. */
export const spread = (values: readonly number[]): number => Math.max(...values) / Math.min(...values);
