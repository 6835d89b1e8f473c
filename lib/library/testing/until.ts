/** Waiting in tests for what comes about by itself. */

const WITHIN_MS = 20_000;
const PAUSE_MS = 10;

/** Resolves when it is so; rejects after twenty seconds, saying what never came about. */
export async function until(isSo: () => boolean | Promise<boolean>, what = String(isSo)): Promise<void> {
  const end = performance.now() + WITHIN_MS;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`never came about: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
