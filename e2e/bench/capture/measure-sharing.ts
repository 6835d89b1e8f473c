/** What is stored for more than one capture: the same page again, and twenty pages of one site. */
import type { BenchPage, Corpus } from "../corpus/pages";
import { mean, sum } from "../support/stats";
import { openBrowser, openLivePage } from "./live-page";
import type { Kit } from "./measure-page";
import { makeOwnArchive, rawSize, type OwnArchive } from "./ours";
import { lendFetch, saveWithSingleFile, singleFileHooks } from "./single-file";
import { packedSize, Shelf } from "./stored";

const LATER_EDITION = 2;

async function withBrowser<T>(
  kit: Kit,
  work: (browser: Awaited<ReturnType<typeof openBrowser>>["browser"]) => Promise<T>,
): Promise<T> {
  const { browser, pass } = await openBrowser(kit.studio);
  try {
    return await work(browser);
  } finally {
    await browser.close();
    kit.studio.door.dismiss(pass);
  }
}

const captureOurs = (kit: Kit, url: string): Promise<OwnArchive> =>
  withBrowser(kit, async (browser) => makeOwnArchive(await openLivePage(kit.studio, browser, { url })));

const captureWithSingleFile = (kit: Kit, url: string): Promise<Uint8Array> =>
  withBrowser(kit, async (browser) => {
    const live = await openLivePage(kit.studio, browser, { url, hooks: singleFileHooks });
    await lendFetch(live.scene.page);
    return new TextEncoder().encode(await saveWithSingleFile(live.scene.page));
  });

export interface AgainResult {
  readonly name: string;
  /** New bytes of a second capture of the page as it was, after compression. */
  readonly same: number;
  /** New bytes when one line of the page had changed. */
  readonly changed: number;
}

/** Captures a page two times more, after `first` was stored. */
export async function measureAgain(
  kit: Kit,
  { page, first }: { readonly page: BenchPage; readonly first: OwnArchive },
  corpus: Corpus,
): Promise<AgainResult> {
  const second = await captureOurs(kit, page.url);
  const shelf = await Shelf.open(kit.studio.folder);
  const { hash } = await shelf.add(first);
  const same = (await shelf.add(second, [hash])).bytes;
  corpus.publishEdition(LATER_EDITION);
  try {
    const later = await captureOurs(kit, page.url);
    return {
      name: page.name,
      same,
      changed: (await shelf.add(later, [hash])).bytes,
    };
  } finally {
    corpus.publishEdition(1);
  }
}

export interface SiteResult {
  readonly name: string;
  readonly pages: number;
  readonly fonts: number;
  readonly ours: { readonly raw: number; readonly packed: number };
  readonly singleFile: { readonly raw: number; readonly packed: number };
  /** Resources a page of the site shares with another one, as a share of its resources. */
  readonly shared: number;
}

/** First bytes of WOFF2, WOFF, OpenType and TrueType files. */
const FONT_SIGNS: ReadonlySet<string> = new Set(["774f4632", "774f4646", "4f54544f", "00010000"]);
const isFont = (bytes: Uint8Array): boolean =>
  FONT_SIGNS.has(Buffer.from(bytes.subarray(0, 4)).toString("hex"));

/** Share of a page's resources that another page of the set has too. */
function sharedPart(pages: readonly OwnArchive[]): number {
  const seen = new Map<string, number>();
  for (const { resources } of pages)
    for (const hash of resources.keys()) seen.set(hash, (seen.get(hash) ?? 0) + 1);
  return mean(
    pages
      .filter(({ resources }) => resources.size > 0)
      .map(
        ({ resources }) =>
          [...resources.keys()].filter((hash) => (seen.get(hash) ?? 0) > 1).length / resources.size,
      ),
  );
}

/** Pages of the same site that a device names with a capture, the newest first. */
const SITE_BASES = 3;

export async function measureSite(
  kit: Kit,
  { name, urls }: Corpus["sites"][number],
  onPage: (done: number) => void,
): Promise<SiteResult> {
  const shelf = await Shelf.open(kit.studio.folder);
  const pages: OwnArchive[] = [];
  const names: string[] = [];
  const singles = { raw: 0, packed: 0 };
  for (const [index, url] of urls.entries()) {
    const archive = await captureOurs(kit, url);
    pages.push(archive);
    names.unshift((await shelf.add(archive, names.slice(0, SITE_BASES))).hash);
    const single = await captureWithSingleFile(kit, url);
    singles.raw += single.length;
    singles.packed += await packedSize(single);
    onPage(index + 1);
  }
  const fonts = new Map(pages.flatMap(({ resources }) => [...resources]));
  return {
    name,
    pages: pages.length,
    fonts: [...fonts.values()].filter(({ bytes }) => isFont(bytes)).length,
    ours: { raw: sum(pages.map(rawSize)), packed: await shelf.size() },
    singleFile: singles,
    shared: sharedPart(pages),
  };
}
