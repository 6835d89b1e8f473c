/**
 * How long the screen takes to answer a hand (interaction to next paint, by the browser's Event Timing): real keys and
 * clicks in the built app, one after another, in a library of 10,000 links on a processor made four times slower.
 */
import { expect, type BrowserContext, type Page } from "playwright/test";
import { say } from "../support/report";
import { quantile } from "../support/stats";
import { formatTable } from "../support/table";
import { toRow, type Row } from "../support/rows";
import { openApp, openBrowser, TOUCHED_SLOWER, type AppPage, type OpenOptions } from "./app-page";
import { measureBarest } from "./barest";
import { copyOf, discard, freshen } from "./profile";
import { since, type Touched } from "./touched";

export const TOUCHED_LINKS = 10_000;

/** Between two keys of a person who is quick. */
const PAUSE_MS = 120;
const REST_MS = 1200;

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(PAUSE_MS);
  }
}

const type = (page: Page, text: string): Promise<void> => press(page, ...text.split(""));

/** Opens what a key opens, and waits for it: closing it is an interaction of its own. */
async function openAndClose(page: Page, key: string, typed = ""): Promise<void> {
  await press(page, key);
  await expect(page.getByRole("dialog")).toBeVisible();
  await type(page, typed);
  await page.waitForTimeout(PAUSE_MS);
  // Suggestions close by an Escape of their own.
  await expect(async () => {
    await press(page, "Escape");
    await expect(page.getByRole("dialog")).toBeHidden({ timeout: 1000 });
  }).toPass({ timeout: 10_000 });
}

const rows = (page: Page) => page.getByRole("option").filter({ visible: true });

async function click(page: Page, place: number): Promise<void> {
  await rows(page).nth(place).click();
  await page.waitForTimeout(PAUSE_MS);
}

const walks: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
  [
    "typing in the search",
    async (page) => {
      for (const text of ["compiler", "tag:dev perf", "zzz"]) {
        await type(page, `/${text}`);
        await page.waitForTimeout(REST_MS);
        await press(page, "Escape");
        await page.waitForTimeout(REST_MS);
      }
      await press(page, "Escape");
    },
  ],
  [
    "selecting rows",
    async (page) => {
      for (const place of [1, 3, 5, 2]) await click(page, place);
      await type(page, "jjjjjjkkkkx");
      await press(page, "Shift+ArrowDown", "Shift+ArrowDown", "Escape");
      await press(page, "Control+a", "Escape", "End", "Home", "PageDown", "PageUp");
    },
  ],
  [
    "opening a link and coming back",
    async (page) => {
      for (const place of [1, 4, 6]) {
        await click(page, place);
        await press(page, "Enter");
        await page.waitForURL(/\/link\?id=/);
        await page.waitForTimeout(REST_MS);
        await press(page, "2", "3", "1", "Escape");
        await expect(rows(page).first()).toBeVisible();
        await page.waitForTimeout(REST_MS);
      }
    },
  ],
  [
    "switching layouts and panes",
    async (page) => {
      // A pane that was asked for is there before it is sent away again.
      for (const keys of ["v", "v", "v", "]", "]", "[", "[", "vvv"]) {
        await type(page, keys);
        await page.waitForTimeout(REST_MS);
      }
    },
  ],
  [
    "going to other places",
    async (page) => {
      for (const keys of ["gs", "gi", "gt", "ga", "gd", "ga"]) {
        await type(page, keys);
        await page.waitForTimeout(REST_MS);
      }
      for (const place of [0, 2]) {
        await page.getByRole("treeitem").nth(place).click();
        await page.waitForTimeout(REST_MS);
      }
      await type(page, "ga");
      await page.waitForTimeout(REST_MS);
    },
  ],
  [
    "opening menus and dialogs",
    async (page) => {
      await openAndClose(page, "Control+k", "theme");
      await openAndClose(page, "Control+k", "rust");
      await openAndClose(page, "?");
      await click(page, 2);
      await openAndClose(page, "t", "dev");
      await page.getByRole("treeitem").first().click({ button: "right" });
      await expect(page.getByRole("menu")).toBeVisible();
      await press(page, "ArrowDown", "ArrowDown", "Escape");
      await press(page, "*", "*");
    },
  ],
];

const touch = (app: AppPage, [kind, run]: (typeof walks)[number]): Promise<Touched> =>
  since(app, kind, async () => {
    await run(app.page);
    await app.page.waitForTimeout(REST_MS);
  });

/** The app's times by kind, and those of the barest page in the same browser. */
export interface Interaction {
  readonly touched: readonly Touched[];
  readonly barest: Touched;
}

async function openOnce(context: BrowserContext): Promise<void> {
  const app = await openApp(context, 1);
  await app.ask("untilWhole");
  // What is at hand on every screen comes with parts of its own, which the first visit of a process has to read.
  await app.page.waitForTimeout(REST_MS);
  await app.close();
}

export async function measureInteraction(
  order: Pick<OpenOptions, "probe"> & { readonly profile: string },
): Promise<Interaction> {
  const profile = await copyOf(order.profile);
  const context = await openBrowser({ probe: order.probe, profile, slower: TOUCHED_SLOWER });
  try {
    await freshen(context);
    await openOnce(context);
    const app = await openApp(context, TOUCHED_SLOWER);
    await app.ask("untilWhole");
    await app.page.waitForTimeout(3 * REST_MS);
    const touched: Touched[] = [];
    for (const walk of walks) {
      touched.push(await touch(app, walk));
      say(`interaction: ${walk[0]}, done`);
    }
    await app.close();
    return { touched, barest: await measureBarest(context) };
  } finally {
    await context.close();
    await discard(profile);
  }
}

export const interactionTable = ({ touched, barest }: Interaction): string =>
  formatTable(
    ["interaction to next paint", "times", "p50", "p95", "longest"],
    [...touched, barest].map(({ kind, times }) => [
      kind,
      String(times.length),
      ...[0.5, 0.95, 1].map((share) => quantile(times, share).toFixed(0)),
    ]),
  );

export const interactionRow = ({ touched, barest }: Interaction): Row =>
  toRow({
    what: `interaction to next paint, p95, ${TOUCHED_LINKS} links, ${TOUCHED_SLOWER} times slower`,
    ours: quantile(
      touched.flatMap(({ times }) => times),
      0.95,
    ),
    unit: "ms",
    peer: { name: barest.kind, value: quantile(barest.times, 0.95) },
    goal: { atMost: 100 },
  });
