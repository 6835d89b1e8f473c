/** Calls the bundled page script (lib/capture/inpage) in a frame. Only text crosses into the page, and plain data back. */
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
import type { Budget } from "./budget";

interface Calls {
  freezeFrame: (options: FreezeOptions) => FrozenFrame;
  freezeSymbol: (options: FreezeOptions & { svg: string; from: string; id: string }) => FrozenFrame;
  readFacts: () => FoundFacts;
  readArticle: (nonce: string) => FoundArticle;
  pageSigns: () => PageSigns;
  settlePage: (options: { budgetMs: number; maxHeight: number }) => void;
}

export class InPage {
  private constructor(
    private readonly script: string,
    /** Runs before the page's own scripts, in every frame. */
    readonly hooks: string,
    private readonly budget: Budget,
  ) {}

  static async load(folder: URL, budget: Budget): Promise<InPage> {
    const [script, hooks] = await Promise.all(
      ["inpage.js", "inpage-hooks.js"].map((name) => readFile(new URL(name, folder), "utf8")),
    );
    return new InPage(script ?? "", hooks ?? "", budget);
  }

  /** The function's answer; rejects when the page does not give one within `ms`. */
  call<K extends keyof Calls>(
    frame: Frame,
    { name, ms }: { readonly name: K; readonly ms: number },
    ...args: Parameters<Calls[K]>
  ): Promise<ReturnType<Calls[K]>> {
    const given = args.map((arg) => JSON.stringify(arg)).join(",");
    // The bundle is declared inside of a function: the page's own globals are not touched.
    const expression = `(() => {${this.script}\nreturn ${IN_PAGE_GLOBAL}.${name}(${given});})()`;
    return this.budget.box(name, ms, frame.evaluate<ReturnType<Calls[K]>>(expression));
  }
}
