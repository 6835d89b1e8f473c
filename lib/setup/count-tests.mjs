/**
 * Sums up what the unit and the end-to-end runner reported and prints `N passed, N failed`. Given the
 * exit status of the whole run as its argument, it never reports a run without failures when that run failed.
 */
import { existsSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

/** @typedef {{ passed: number, failed: number }} Count */

/** @returns {Count} of a vitest JSON report */
export const countUnit = (report) => ({ passed: report.numPassedTests, failed: report.numFailedTests });

/** @returns {Count} of a Playwright JSON report; a test that passed at a second try counts as passed */
export const countEndToEnd = ({ stats }) => ({
  passed: stats.expected + stats.flaky,
  failed: stats.unexpected,
});

/**
 * @param {Count[]} counts of the runners that ran
 * @param {number} status the exit status of the whole run
 * @returns {Count} where a failure outside of any test (a type error, a file out of format) counts as one
 */
export function total(counts, status) {
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  return { passed, failed: status === 0 ? failed : Math.max(1, failed) };
}

const read = (file, count) => (existsSync(file) ? [count(JSON.parse(readFileSync(file, "utf8")))] : []);

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const counts = [
    ...read("test-results/unit.json", countUnit),
    ...read("test-results/e2e.json", countEndToEnd),
  ];
  const { passed, failed } = total(counts, Number(process.argv[2] ?? 1));
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
}
