/** Runs axe on the page as it is shown and tells what it found in words. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright/test";
import type { AxeResults, NodeResult } from "axe-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** Rules whose answer another theme may change. */
const rulesOfColour = ["color-contrast", "link-in-text-block"];

/** The element and, where axe gives one, the reason (the two colours, the missing name). */
const faultOf = ({ html, any, all }: NodeResult): string =>
  `${html.slice(0, 120)} (${[...any, ...all].map((check) => check.message).join("; ")})`;

/** Nothing on the page is moving but what turns for ever. A change of theme starts its transitions with the next frames only. */
export async function untilStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const moving = () =>
      document
        .getAnimations()
        .filter(
          ({ playState, effect }) =>
            playState === "running" && effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY,
        );
    for (let still = 0; still < 3; still++) {
      await frame();
      const running = moving();
      if (running.length > 0) still = 0;
      await Promise.all(running.map((one) => one.finished.catch(() => one)));
    }
  });
}

/** One line for each rule broken, with the elements; empty when all is well. Archived pages are not ours to judge. */
export async function accessibilityFaults(page: Page, tags = rules): Promise<string[]> {
  // Colours in the middle of a change are nobody's to read.
  await untilStill(page);
  await page.evaluate(source);
  const results = await page.evaluate<AxeResults>(
    `axe.run({ exclude: [["iframe"]] }, { runOnly: ${JSON.stringify(tags)} })`,
  );
  return results.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(faultOf).join(" | ")}`);
}

/**
 * The same in both themes, each fault under the name of the screen. Between themes only colours differ: in the dark one
 * only these are judged. The page is left in the light one.
 */
export async function faultsInBothThemes(page: Page, screen: string): Promise<string[]> {
  const faults: string[] = [];
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const found = await accessibilityFaults(page, colorScheme === "light" ? rules : rulesOfColour);
    faults.push(...found.map((fault) => `${screen}, ${colorScheme}: ${fault}`));
  }
  return faults;
}
