/** Measures one page: ours, SingleFile and MHTML in one browser, each against what was on the screen when it was made. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import type { Browser } from "playwright";
import { ARCHIVED_PAGE_CSP, ARCHIVED_PAGE_META_CSP } from "../../../lib/domain/archived-page";
import type { BenchPage } from "../corpus/pages";
import { tokenF1 } from "../support/tokens";
import { openBrowser, openLivePage, type LivePage, type Studio } from "./live-page";
import { makeOwnArchive, rawSize, type OwnArchive } from "./ours";
import { compare, picture } from "./pixels";
import { countLeaks, reopen, textOf, type Saved } from "./reopen";
import { lendFetch, saveAsMhtml, saveWithSingleFile, singleFileHooks } from "./single-file";
import { packedSize, Shelf } from "./stored";

export interface Kit {
  readonly studio: Studio;
  /** The visible-text module as an expression for a page. */
  readonly visibleText: string;
  readonly runs: number;
  /** Where pictures of pages that differ are left. */
  readonly pictures: string;
}

/** What one method made of a page; `null` for a method that failed on it. */
export interface MethodResult {
  readonly similarity: number;
  readonly textF1: number;
  readonly leaks: number;
  /** Milliseconds of each run. */
  readonly ms: readonly number[];
  readonly rawBytes: number;
  readonly packedBytes: number;
}

export interface PageResult {
  readonly name: string;
  readonly ours: MethodResult & {
    /** Requests it would make without any policy. */ readonly bareLeaks: number;
  };
  readonly singleFile: MethodResult | null;
  readonly mhtml: MethodResult | null;
}

const GOOD_ENOUGH = 0.9995;

interface Before {
  readonly picture: Buffer;
  readonly text: string;
}

const lookAt = async (live: LivePage, kit: Kit): Promise<Before> => ({
  picture: await picture(live.scene.page),
  text: await textOf(live.scene.page, kit.visibleText),
});

async function timed<T>(runs: number, work: () => Promise<T>): Promise<{ value: T; ms: number[] }> {
  const ms: number[] = [];
  let value: T | undefined;
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    value = await work();
    ms.push(performance.now() - start);
  }
  if (value === undefined) throw new Error("nothing was run");
  return { value, ms };
}

async function judge(
  { browser, kit, before, name }: { browser: Browser; kit: Kit; before: Before; name: string },
  saved: Saved,
): Promise<Pick<MethodResult, "similarity" | "textF1" | "leaks">> {
  const seen = await reopen(browser, saved, { folder: kit.studio.folder, visibleText: kit.visibleText });
  const { similarity, difference } = compare(before.picture, seen.picture);
  if (similarity < GOOD_ENOUGH) {
    await mkdir(kit.pictures, { recursive: true });
    const parts = { before: before.picture, after: seen.picture, difference };
    for (const [part, png] of Object.entries(parts))
      await writeFile(join(kit.pictures, `${name}-${part}.png`), png);
  }
  return { similarity, textF1: tokenF1(before.text, seen.text), leaks: seen.leaks };
}

async function measureOurs(
  live: LivePage,
  browser: Browser,
  { kit, page, before }: Task,
): Promise<{ ours: PageResult["ours"]; archive: OwnArchive }> {
  const archives: OwnArchive[] = [];
  for (let i = 0; i < kit.runs; i++) archives.push(await makeOwnArchive(live));
  const [archive = await makeOwnArchive(live)] = archives;
  const { html } = archive;
  const about = { browser, kit, before, name: page.name };
  const judged = await judge(about, { kind: "html", content: html, policy: ARCHIVED_PAGE_CSP });
  const bare = html.replaceAll(ARCHIVED_PAGE_META_CSP, "");
  const bareLeaks = await countLeaks(browser, { kind: "html", content: bare }, kit.studio.folder);
  const ours = {
    ...judged,
    bareLeaks,
    ms: archives.map((each) => each.ms),
    rawBytes: rawSize(archive),
    packedBytes: (await (await Shelf.open(kit.studio.folder)).add(archive)).bytes,
  };
  return { ours, archive };
}

interface Task {
  readonly kit: Kit;
  readonly page: BenchPage;
  readonly before: Before;
}

async function measurePeer(
  browser: Browser,
  { kit, page, before }: Task,
  peer: { readonly kind: Saved["kind"]; readonly name: string; readonly save: () => Promise<string> },
): Promise<MethodResult | null> {
  try {
    const { value, ms } = await timed(kit.runs, peer.save);
    const bytes = new TextEncoder().encode(value);
    const about = { browser, kit, before, name: `${page.name}-${peer.name}` };
    return {
      ...(await judge(about, { kind: peer.kind, content: value })),
      ms,
      rawBytes: bytes.length,
      packedBytes: await packedSize(bytes),
    };
  } catch {
    // A page a peer cannot save counts against it in the table, by its absence.
    return null;
  }
}

/** SingleFile looks at a load of its own: its hooks and ours would see each other. */
async function measureSingleFile(kit: Kit, page: BenchPage, browser: Browser): Promise<MethodResult | null> {
  const live = await openLivePage(kit.studio, browser, { url: page.url, hooks: singleFileHooks });
  try {
    await lendFetch(live.scene.page);
    const before = await lookAt(live, kit);
    const save = (): Promise<string> => saveWithSingleFile(live.scene.page);
    return await measurePeer(browser, { kit, page, before }, { kind: "html", name: "singlefile", save });
  } finally {
    await live.close();
  }
}

/** Also returns our archive, for what a second capture adds to it. */
export async function measurePage(
  kit: Kit,
  page: BenchPage,
): Promise<{ readonly result: PageResult; readonly archive: OwnArchive }> {
  const { browser, pass } = await openBrowser(kit.studio);
  try {
    const live = await openLivePage(kit.studio, browser, { url: page.url });
    const before = await lookAt(live, kit);
    const task = { kit, page, before };
    const { ours, archive } = await measureOurs(live, browser, task);
    const save = (): Promise<string> => saveAsMhtml(live.scene.page);
    const mhtml = await measurePeer(browser, task, { kind: "mhtml", name: "mhtml", save });
    await live.close();
    const singleFile = await measureSingleFile(kit, page, browser);
    return { result: { name: page.name, ours, mhtml, singleFile }, archive };
  } finally {
    await browser.close();
    kit.studio.door.dismiss(pass);
  }
}
