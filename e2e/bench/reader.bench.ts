/**
 * How well articles are read: words against what people and other extractors took for the article, and code blocks to
 * the byte, beside Readability alone and Defuddle in the same browser. See README.md.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchBrowser } from "../../lib/capture/child/browser";
import { openStudioDoor, type Studio } from "./capture/live-page";
import { findArticleCorpora } from "./corpus/articles";
import { openCorpus } from "./corpus/pages";
import { measureArticle, type ArticleResult, type ReaderKit } from "./reader/measure-articles";
import { measureCode, type CodeResult } from "./reader/measure-code";
import { measureKinds } from "./reader/measure-kind";
import { codeTable, readerRows, type CorpusResult } from "./reader/summary";
import { machineFacts } from "./support/machine";
import { isAsked, readOptions, type BenchOptions } from "./support/options";
import { publish, say } from "./support/report";
import { buildPageScripts, bundleForPage, canSandbox, endOnSignal, findChromium } from "./support/tools";

/** What fails is named among what was not run; the others go on. */
async function attempt<T>(name: string, notRun: string[], work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    notRun.push(`${name}: ${error instanceof Error ? (error.message.split("\n", 1)[0] ?? "") : "failed"}`);
    return null;
  }
}

async function measureCorpora(
  kit: ReaderKit,
  options: BenchOptions,
  notRun: string[],
): Promise<CorpusResult[]> {
  const found = findArticleCorpora();
  notRun.push(...found.notRun);
  const results: CorpusResult[] = [];
  for (const { name, judge, articles } of found.corpora) {
    const measured: ArticleResult[] = [];
    for (const article of await articles()) {
      if (!isAsked(options, name) && !isAsked(options, article.name)) continue;
      if (!options.hasTime()) {
        notRun.push(`${name}/${article.name}: no time was left (--minutes)`);
        continue;
      }
      const result = await attempt(`${name}/${article.name}`, notRun, () => measureArticle(kit, article));
      if (!result) continue;
      measured.push(result);
      if (measured.length % 20 === 0) say(`${name}: ${measured.length} pages so far`);
    }
    say(`${name}: ${measured.length} pages read`);
    if (measured.length > 0) results.push({ name, judge, articles: measured });
  }
  return results;
}

async function measureCodePages(
  tools: string,
  options: BenchOptions,
  { studio, notRun }: { studio: Omit<Studio, "door">; notRun: string[] },
): Promise<CodeResult[]> {
  const corpus = await openCorpus(options);
  const door = await openStudioDoor(corpus.allowPrivate);
  notRun.push(...corpus.notRun);
  const results: CodeResult[] = [];
  try {
    for (const page of corpus.pages.filter(({ code }) => code !== "")) {
      const result = await attempt(page.name, notRun, () => measureCode({ ...studio, door }, tools, page));
      if (!result) continue;
      say(`${page.name}: ${result.engines.ours.html} of ${result.blocks} code blocks exact`);
      results.push(result);
    }
    return results;
  } finally {
    await door.close();
    await corpus.close();
  }
}

endOnSignal();
const options = readOptions(process.argv.slice(2), { minutes: 8 });
const chromium = findChromium();
const machine = machineFacts(chromium);
const scripts = await buildPageScripts();
const tools = await bundleForPage(join(import.meta.dirname, "reader/inpage.ts"));
const folder = await mkdtemp(join(tmpdir(), "linksnap-bench-"));
const browser = await launchBrowser({ chromium, sandbox: canSandbox() });
const notRun: string[] = [];
try {
  const corpora = await measureCorpora({ browser, scripts, tools }, options, notRun);
  const code = await measureCodePages(tools, options, { studio: { chromium, scripts, folder }, notRun });
  const kinds = isAsked(options, "kinds") ? await measureKinds({ browser, scripts }, notRun) : [];
  for (const { path, found } of kinds.filter((one) => one.expected !== one.found))
    say(`${path} was ${found ? "" : "not "}taken for an article`);
  await publish({
    name: "reader",
    machine,
    runs: 1,
    spread: null,
    rows: readerRows(corpora, code, kinds),
    tables: code.length > 0 ? [codeTable(code)] : [],
    details: [{ corpora, code, kinds }],
    notRun,
  });
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
}
