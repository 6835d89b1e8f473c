/**
 * How faithful, quick and small our archived page is, beside SingleFile's and Chromium's MHTML, on the same pages in the
 * same browser. See README.md.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStudioDoor } from "./capture/live-page";
import { measurePage, type Kit, type PageResult } from "./capture/measure-page";
import { measureAgain, measureSite, type AgainResult, type SiteResult } from "./capture/measure-sharing";
import { captureRows, pageTable, typicalSpread } from "./capture/summary";
import { openCorpus, type Corpus } from "./corpus/pages";
import { machineFacts } from "./support/machine";
import { readOptions } from "./support/options";
import { publish, say } from "./support/report";
import { buildPageScripts, bundleForPage, endOnSignal, findChromium } from "./support/tools";

const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split("\n", 1)[0] ?? "";

/** A page that cannot be captured is named among what was not run; the others go on. */
async function attempt<T>(name: string, notRun: string[], work: () => Promise<T>): Promise<T[]> {
  try {
    return [await work()];
  } catch (error) {
    notRun.push(`${name}: ${reasonOf(error)}`);
    say(`${name}: ${reasonOf(error)}`);
    return [];
  }
}

interface Bench {
  readonly kit: Kit;
  readonly corpus: Corpus;
  readonly notRun: string[];
  readonly hasTime: () => boolean;
}

const NO_TIME = "no time was left (--minutes)";

async function measurePages({ kit, corpus, notRun, hasTime }: Bench) {
  const pages: PageResult[] = [];
  const again: AgainResult[] = [];
  for (const [index, page] of corpus.pages.entries()) {
    if (!hasTime()) {
      notRun.push(`${page.name}: ${NO_TIME}`);
      continue;
    }
    for (const { result, archive } of await attempt(page.name, notRun, () => measurePage(kit, page))) {
      const theirs = result.singleFile?.similarity.toFixed(4) ?? "failed";
      say(
        `${index + 1} of ${corpus.pages.length}, ${page.name}: similarity ${result.ours.similarity.toFixed(4)} (SingleFile ${theirs})`,
      );
      pages.push(result);
      const measure = (): Promise<AgainResult> => measureAgain(kit, { page, first: archive }, corpus);
      if (page.again) again.push(...(await attempt(`${page.name} again`, notRun, measure)));
    }
  }
  return { pages, again };
}

async function measureSites({ kit, corpus, notRun, hasTime }: Bench): Promise<SiteResult[]> {
  const sites: SiteResult[] = [];
  for (const site of corpus.sites) {
    if (!hasTime()) {
      notRun.push(`${site.name}: ${NO_TIME}`);
      continue;
    }
    const onPage = (done: number): void => {
      if (done % 5 === 0) say(`${site.name}: ${done} of ${site.urls.length} pages`);
    };
    sites.push(...(await attempt(site.name, notRun, () => measureSite(kit, site, onPage))));
  }
  return sites;
}

endOnSignal();
const options = readOptions(process.argv.slice(2), { runs: 2, minutes: 30 });
const chromium = findChromium();
const machine = machineFacts(chromium);
const corpus = await openCorpus(options);
const door = await openStudioDoor(corpus.allowPrivate);
const folder = await mkdtemp(join(tmpdir(), "linksnap-bench-"));
const notRun = [...corpus.notRun];
try {
  const kit: Kit = {
    studio: { chromium, door, folder, scripts: await buildPageScripts() },
    visibleText: await bundleForPage(join(import.meta.dirname, "capture/inpage/visible-text.ts")),
    runs: options.runs,
    pictures: join(import.meta.dirname, "results", "capture"),
  };
  const bench: Bench = { kit, corpus, notRun, hasTime: options.hasTime };
  const results = { ...(await measurePages(bench)), sites: await measureSites(bench) };
  await publish({
    name: "capture",
    machine,
    runs: options.runs,
    spread: typicalSpread(results.pages),
    rows: captureRows(results),
    tables: results.pages.length > 0 ? [pageTable(results.pages)] : [],
    details: [results],
    notRun,
  });
} finally {
  await door.close();
  await corpus.close();
  await rm(folder, { recursive: true, force: true });
}
