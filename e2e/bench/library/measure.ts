/** Measures one library in the running app: opening, looking, searching, writing, and what it takes of memory and disk. */
import type { BrowserContext } from "playwright/test";
import { median, quantile } from "../support/stats";
import { EMPTY, heapsOf, openApp, openBrowser, type AppPage } from "./app-page";
import { copyOf, discard, freshen, SEED_NOW } from "./profile";
import { bookmarkFile, seedLinks } from "./seed";

/** All times in ms, sizes in bytes. */
export interface LibraryFigures {
  readonly links: number;
  readonly slower: number;
  /** First frame of an empty document of the same server in a new tab. */
  readonly emptyTab: number;
  /** From the start of the navigation to the first list on screen, and to all rows being in the index. */
  readonly firstList: number;
  readonly allRows: number;
  /** Longest task of the page after the first list, while nobody does anything. */
  readonly longestIdle: number;
  readonly longestScroll: number;
  /** Share of frames that came later than twice a frame's time. */
  readonly lateFrames: number;
  readonly openTag: number;
  readonly search50: number;
  readonly search95: number;
  readonly type50: number;
  readonly type95: number;
  /** With the server away: the links of a device are saved without it. */
  readonly save50: number;
  readonly save95: number;
  /** While the server captures what was saved, on the same machine. */
  readonly saveBusy95: number;
  /** One value at a time into an empty database. */
  readonly bare95: number;
  readonly tagThousand: number;
  readonly importTenThousand: number;
  readonly heapPage: number;
  readonly heapWorker: number;
  readonly disk: number;
}

const FRAME = 1000 / 60;
const SAVES = 60;
const QUERIES = [
  "rust",
  "cache mem",
  "快照",
  "数据库",
  "é",
  "性能 线程",
  "tag:dev compiler",
  "zzz",
  "perform",
  "site:example.cn 缓",
];

export interface Order {
  readonly links: number;
  readonly profile: string;
  readonly probe: string;
  readonly slower: number;
  readonly runs: number;
  readonly server: Server;
}

export interface Server {
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
}

async function measureEmpty(context: BrowserContext, { runs, slower }: Order): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const empty = await openApp(context, slower, EMPTY);
    await empty.page.waitForTimeout(500);
    times.push((await empty.ask("readMarks")).frame ?? Number.NaN);
    await empty.close();
  }
  return median(times);
}

/** Opened in a new tab each time, with the service worker and all caches in place, as on any day but the first. */
async function measureOpening(context: BrowserContext, { runs, slower }: Order) {
  const [first, all, longest]: [number[], number[], number[]] = [[], [], []];
  for (let run = 0; run < runs; run++) {
    const app = await openApp(context, slower);
    await app.ask("untilWhole");
    await app.page.waitForTimeout(1500);
    const marks = await app.ask("readMarks");
    first.push(marks.painted ?? Number.NaN);
    all.push(marks.whole ?? Number.NaN);
    longest.push(marks.longest);
    await app.close();
  }
  return { firstList: median(first), allRows: median(all), longestIdle: median(longest) };
}

async function measureLooking(app: AppPage) {
  const { gaps, longest } = await app.ask("scroll", 180);
  const openTag = await app.ask("open", '[role="treeitem"]');
  await app.ask("back");
  await app.page.waitForTimeout(300);
  const answers: number[] = [];
  for (let round = 0; round < 3; round++)
    for (const query of QUERIES)
      for (let end = 1; end <= query.length; end++) {
        const { ms } = await app.ask("list", { place: "all", sort: "newest", query: query.slice(0, end) });
        answers.push(ms);
      }
  const typed = [...(await app.ask("type", "compiler")), ...(await app.ask("type", "数据库性能"))];
  return {
    longestScroll: longest,
    lateFrames: gaps.filter((gap) => gap > 2 * FRAME).length / gaps.length,
    openTag,
    search50: median(answers),
    search95: quantile(answers, 0.95),
    type50: median(typed),
    type95: quantile(typed, 0.95),
  };
}

async function measureSaves(app: AppPage, name: string): Promise<number[]> {
  const saves: number[] = [];
  for (let i = 0; i < SAVES; i++) {
    const { ms } = await app.ask("call", "add", [`https://${name}.example.org/${i}`]);
    saves.push(ms);
  }
  return saves;
}

async function measureWriting(app: AppPage, server: Server) {
  const busy = await measureSaves(app, "captured");
  await server.stop();
  await app.page.waitForTimeout(3000);
  const saves = await measureSaves(app, "alone");
  const bare = await app.ask("bareWrites", SAVES);
  const thousand = await app.ask("ids", 1000);
  const { ms: tagThousand } = await app.ask("call", "tag", [thousand, ["bench/bulk"], []]);
  const { drafts } = seedLinks(10_000, SEED_NOW, { from: 10_000_000 });
  const { ms: importTenThousand } = await app.ask("bringIn", bookmarkFile(drafts));
  return {
    save50: median(saves),
    save95: quantile(saves, 0.95),
    saveBusy95: quantile(busy, 0.95),
    bare95: quantile(bare, 0.95),
    tagThousand,
    importTenThousand,
  };
}

export async function measureLibrary(order: Order): Promise<LibraryFigures> {
  const { links, slower } = order;
  const profile = await copyOf(order.profile);
  const context = await openBrowser({ ...order, profile });
  try {
    await freshen(context);
    // The first visit of a browser process fills caches; people open the app more than once a day.
    await openApp(context, 1).then(async (app) => (await app.ask("untilWhole"), app.close()));
    const emptyTab = await measureEmpty(context, order);
    const opening = await measureOpening(context, order);
    const app = await openApp(context, slower);
    await app.ask("untilWhole");
    await app.page.waitForTimeout(3000);
    const heaps = await heapsOf(app);
    const disk: number = await app.page.evaluate("navigator.storage.estimate().then(({usage}) => usage)");
    const looking = await measureLooking(app);
    const writing = await measureWriting(app, order.server);
    return {
      links,
      slower,
      emptyTab,
      ...opening,
      ...looking,
      ...writing,
      heapPage: heaps.page,
      heapWorker: heaps.worker,
      disk,
    };
  } finally {
    await context.close();
    await discard(profile);
    await order.server.start();
  }
}
