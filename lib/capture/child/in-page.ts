/**
 * Calls the bundled page script (lib/capture/inpage) in a frame. Only text crosses into the page, and plain data back. A
 * page that broke what the script works with is read from a world of its own beside it.
 */
import { readFile } from "node:fs/promises";
import type { Frame } from "playwright";
import {
  IN_PAGE_GLOBAL,
  type FoundArticle,
  type FoundFacts,
  type FreezeOptions,
  type FrozenFrame,
  type PageSigns,
} from "../frozen";
import type { PagePieces } from "../likeness/inpage";
import type { Budget } from "./budget";

/** Said by the hooks (inpage/sound.ts), in whatever state the page's world is. */
const IS_BROKEN = "globalThis.linksnapMemory?.isSound() === false";

interface Calls {
  freezeFrame: (options: FreezeOptions) => FrozenFrame;
  freezeSymbol: (options: FreezeOptions & { svg: string; from: string; id: string }) => FrozenFrame;
  readFacts: () => FoundFacts;
  readArticle: (nonce: string) => FoundArticle;
  pageSigns: () => PageSigns;
  pagePieces: () => PagePieces;
  pictureCount: () => { failed: number; all: number };
  settlePage: (options: { budgetMs: number; maxHeight: number }) => void;
  settleFrame: (options: { budgetMs: number }) => void;
  hideBanners: (wasAnswered: boolean) => number;
  isConsentFrame: () => boolean;
  declineConsent: (options: { budgetMs: number }) => boolean;
}

export class InPage {
  private constructor(
    private readonly scripts: {
      readonly script: string;
      /** Finds the article. Like the next one, too large to be part of every call. */
      readonly reader: string;
      /** Answers consent banners. */
      readonly consent: string;
      readonly hooks: string;
    },
    private readonly budget: Budget,
    /** Where the bundled scripts lie. */
    readonly folder: URL,
  ) {}

  /** Runs before the page's own scripts, in every frame. */
  get hooks(): string {
    return this.scripts.hooks;
  }

  static async load(folder: URL, budget: Budget): Promise<InPage> {
    const read = (name: string): Promise<string> => readFile(new URL(name, folder), "utf8");
    const [script, reader, consent, hooks] = await Promise.all([
      read("inpage.js"),
      read("inpage-reader.js"),
      read("inpage-consent.js"),
      read("inpage-hooks.js"),
    ]);
    return new InPage({ script, reader, consent, hooks }, budget, folder);
  }

  private scriptOf(name: keyof Calls): string {
    if (name === "readArticle") return this.scripts.reader;
    return name === "declineConsent" ? this.scripts.consent : this.scripts.script;
  }

  /** The function's answer; rejects when the page does not give one within `ms`. */
  call<K extends keyof Calls>(
    frame: Frame,
    { name, ms }: { readonly name: K; readonly ms: number },
    ...args: Parameters<Calls[K]>
  ): Promise<ReturnType<Calls[K]>> {
    const given = args.map((arg) => JSON.stringify(arg)).join(",");
    const told = `${this.scriptOf(name)}\nreturn ${IN_PAGE_GLOBAL}.${name}(${given});`;
    // The bundle is declared inside of a function: the page's own globals are not touched.
    const inside = frame.evaluate<ReturnType<Calls[K]>>(`(() => {${UNLESS_BROKEN}\n${told}})()`);
    const answer = inside.catch((error: unknown) =>
      evaluateApart<ReturnType<Calls[K]>>(frame, { expression: `(() => {${told}})()`, error }),
    );
    return this.budget.box(name, ms, answer);
  }
}

const UNLESS_BROKEN = `if (${IS_BROKEN}) throw new Error("the page broke its world");`;

/**
 * Evaluates in a world of our own, whose objects no script of the page ever had, when that of a page's main frame is
 * broken; what the hooks remembered is not to be had there. Rejects with `error` when that was not the cause.
 */
async function evaluateApart<T>(
  frame: Frame,
  { expression, error }: { readonly expression: string; readonly error: unknown },
): Promise<T> {
  // The session of a page sees its main frame.
  if (frame.parentFrame()) throw error;
  const session = await frame.page().context().newCDPSession(frame.page());
  try {
    const look = await session.send("Runtime.evaluate", { expression: IS_BROKEN, returnByValue: true });
    if (look.result.value !== true) throw error;
    const { frameTree } = await session.send("Page.getFrameTree");
    const world = { frameId: frameTree.frame.id, worldName: "linksnap" };
    const { executionContextId: contextId } = await session.send("Page.createIsolatedWorld", world);
    const wanted = { expression, contextId, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await session.send("Runtime.evaluate", wanted);
    if (exceptionDetails) throw error;
    return result.value;
  } finally {
    // It ends with the page at the latest.
    await session.detach().catch(() => undefined);
  }
}
