/** The same work done by others, in the same browser and the same run. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleForPage } from "../support/tools";
import { openBrowser, PORT } from "./app-page";
import type * as Inpage from "./inpage/peers";
import { SEED_NOW } from "./profile";
import { seedLinks } from "./seed";

export interface PeerFigures {
  readonly links: number;
  readonly what: "open" | "search" | "tag" | "save";
  readonly name: string;
  readonly ms: number;
}

const SIZES = [1000, 10_000, 100_000];

export async function measurePeers(): Promise<PeerFigures[]> {
  const bundle = await bundleForPage(join(import.meta.dirname, "inpage/peers.ts"));
  const all: PeerFigures[] = [];
  for (const links of SIZES) {
    const profile = await mkdtemp(join(tmpdir(), "linksnap-peers-"));
    const context = await openBrowser({ profile, probe: "{install(){}}", slower: 1 });
    try {
      all.push(...(await measureAt(links, { context, bundle })));
    } finally {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    }
  }
  return all;
}

interface Stage {
  readonly context: Awaited<ReturnType<typeof openBrowser>>;
  readonly bundle: string;
}

async function measureAt(links: number, { context, bundle }: Stage): Promise<PeerFigures[]> {
  const { drafts, commonTag } = seedLinks(links, SEED_NOW);
  const rows = drafts.map(({ url, title = "", tags = [], createdAt = 0 }) => ({
    url,
    title,
    tags,
    createdAt,
  }));
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${PORT}/manifest.webmanifest`);
  const ask = async <Name extends keyof typeof Inpage>(
    name: Name,
    ...args: Parameters<(typeof Inpage)[Name]>
  ): Promise<Awaited<ReturnType<(typeof Inpage)[Name]>>> => {
    await page.evaluate(`void (globalThis.peers ??= ${bundle})`);
    return page.evaluate<Awaited<ReturnType<(typeof Inpage)[Name]>>>(
      `globalThis.peers[${JSON.stringify(name)}](...${JSON.stringify(args)})`,
    );
  };
  await ask("fillYjs", rows);
  await page.reload();
  const yjs = await ask("loadYjs");
  await ask("fillDexie", rows);
  await page.reload();
  const dexie = await ask("queryDexie", commonTag, "rust");
  const mini = await ask("searchMini", rows, ["rust", "cache mem", "快照", "数据库", "compiler"]);
  await page.close();
  return [
    { links, what: "open", name: "y-indexeddb, one document", ms: yjs },
    ...(["open", "tag", "search", "save"] as const).map((what) => ({
      links,
      what,
      name: "Dexie table",
      ms: dexie[what],
    })),
    { links, what: "search", name: "MiniSearch", ms: mini.search },
    { links, what: "open", name: "MiniSearch, building the index", ms: mini.build },
  ];
}
