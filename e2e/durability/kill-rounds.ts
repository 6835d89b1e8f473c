/**
 * Kills a browser again and again in the middle of saves, renames (whose logs are compacted all the time), tags and
 * imports, and finds out whether everything that was acknowledged is there afterwards.
 */
import { mkdir } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium, type BrowserContext } from "playwright/test";
import { randomFrom } from "../../lib/ports/seeded";
import { killNow, runningProcesses } from "../support/processes";
import { titleOf, Told } from "./told";
import { WorkerPipe } from "./worker-pipe";

export interface KillOrder {
  readonly origin: string;
  /** Folder of the browser's profile. */
  readonly profile: string;
  readonly chromium: string;
  readonly args: readonly string[];
  readonly rounds: number;
  readonly seed: number;
  /** Called after each round. */
  readonly told?: (round: number, acknowledged: number) => void;
}

export interface KillReport {
  readonly acknowledged: number;
  /** Acknowledged and not there; or trouble a start after a kill told. Empty when all is well. */
  readonly lost: readonly string[];
}

/** Latest moment of a kill after the library was ready, in ms. */
const LATEST = 2500;
/** Links of one import: several commits. */
const FILE = 900;
/** What was acknowledged is looked for after this many rounds, and at the end. */
const LOOK_EVERY = 10;

async function openBrowser({ profile, args, chromium: path }: KillOrder): Promise<BrowserContext> {
  await mkdir(profile, { recursive: true });
  return chromium.launchPersistentContext(profile, { executablePath: path, args: [...args] });
}

/** SIGKILL to the main process, with which all others go; waits until none is left. */
async function kill(context: BrowserContext, profile: string): Promise<void> {
  const gone = new Promise((resolve) => context.once("close", resolve));
  const own = () =>
    runningProcesses().filter(({ command }) => command.includes(`--user-data-dir=${profile}`));
  for (const { pid } of own()) killNow(pid);
  await gone;
  while (own().length > 0) await sleep(20);
}

/** Starts everything that writes; none of it ends by itself. */
async function writeWithoutEnd(pipe: WorkerPipe, told: Told, round: number): Promise<void> {
  const save = async (url: string): Promise<string> => {
    const { id } = (await pipe.call("add", url)) as { id: string };
    told.saved(id, url);
    return id;
  };
  const own = [await save(`https://kept.example/${round}/0`), await save(`https://kept.example/${round}/1`)];
  const saving = async (): Promise<void> => {
    for (let i = 0; ; i += 5)
      await Promise.all([0, 1, 2, 3, 4].map((k) => save(`https://many.example/${round}/${i + k}`)));
  };
  const renaming = async (): Promise<void> => {
    for (let i = 0; ; i++) {
      const id = own[i % own.length] ?? "";
      await pipe.call("patch", id, { title: titleOf(i) });
      told.renamed(id, i);
    }
  };
  const tagging = async (): Promise<void> => {
    for (let i = 0; ; i++) {
      await pipe.call("tag", own, [`tag ${i}`], []);
      told.tagged(own, `tag ${i}`);
    }
  };
  const importing = async (): Promise<void> => {
    for (let i = 0; ; i++) {
      const file = Array.from({ length: FILE }, (_, row) => `https://file.example/${round}/${i}/${row}`);
      await pipe.bringIn(file);
      told.imported(file);
    }
  };
  for (const run of [saving, renaming, tagging, importing])
    void run().catch((error: unknown) => told.refused(String(error)));
}

/** Opens the profile as it was left, and answers what was lost or what the library complains of. */
async function look(context: BrowserContext, order: KillOrder, told: Told): Promise<string[]> {
  const pipe = await WorkerPipe.open(context.pages()[0] ?? (await context.newPage()), order.origin);
  const { trouble, loss } = await pipe.status();
  const complaints = [...(trouble ? [`trouble: ${trouble.kind}`] : []), ...(loss ? ["told as a loss"] : [])];
  return [...complaints, ...told.missingFrom(await pipe.rows())];
}

/** One profile through all rounds, so that what a kill left behind is what the next start finds. */
export async function killRounds(order: KillOrder): Promise<KillReport> {
  const random = randomFrom(order.seed);
  const told = new Told();
  const lost: string[] = [];
  for (let round = 0; round < order.rounds && lost.length === 0; round++) {
    const context = await openBrowser(order);
    const pipe = await WorkerPipe.open(context.pages()[0] ?? (await context.newPage()), order.origin);
    await writeWithoutEnd(pipe, told, round);
    await sleep(random() * LATEST);
    await kill(context, order.profile);
    if ((round + 1) % LOOK_EVERY === 0 || round === order.rounds - 1)
      lost.push(...(await lookAgain(order, told)));
    order.told?.(round + 1, told.count);
  }
  return { acknowledged: told.count, lost };
}

async function lookAgain(order: KillOrder, told: Told): Promise<string[]> {
  const context = await openBrowser(order);
  try {
    return await look(context, order, told);
  } finally {
    await context.close();
  }
}
