/** Counts the code blocks of a page that come out of an extractor as the page holds them, in HTML and in Markdown. */
import { markdown as markdownRecipe, reader as readerRecipe } from "../../../lib/capture/recipes/article";
import { htmlToMarkdown } from "../../../lib/capture/reader/markdown";
import { readPage } from "../../../lib/capture/steps/read";
import { openBrowser, openLivePage, type LivePage, type Studio } from "../capture/live-page";
import type { BenchPage } from "../corpus/pages";
import { codeOfMarkdown, ended } from "./fences";
import { engineNames, TOOLS, type EngineName } from "./measure-articles";

/** Blocks that are exact. */
export interface ExactCode {
  /** Byte for byte. */
  readonly html: number;
  /** Byte for byte, but for a newline at the end: a fence always ends its last line, whether the block does or not. */
  readonly markdown: number;
}

export interface CodeResult {
  readonly name: string;
  readonly blocks: number;
  readonly engines: Readonly<Record<EngineName, ExactCode>>;
  /** Starts of the blocks that ours has not exactly, in HTML or in Markdown. */
  readonly lost: readonly string[];
}

interface Output {
  readonly html: string;
  readonly markdown: string;
}

/** Blocks of the page that are not among those found; each one found counts once. */
function missing(page: readonly string[], found: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const text of found) left.set(text, (left.get(text) ?? 0) + 1);
  return page.filter((text) => {
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    return count <= 0;
  });
}

async function readOurs(live: LivePage): Promise<Output> {
  const { scene } = await live.freshScene();
  const reading = await readPage(scene);
  const text = async (recipe: typeof readerRecipe): Promise<string> =>
    new TextDecoder().decode((await recipe.make(scene, reading)) ?? new Uint8Array());
  return { html: await text(readerRecipe), markdown: await text(markdownRecipe) };
}

async function readPeers(live: LivePage): Promise<{ readability: Output; defuddle: Output }> {
  const { page } = live.scene;
  const nothing: Output = { html: "", markdown: "" };
  const html = await page.evaluate<string>(`${TOOLS}.readWithReadability()`).catch(() => "");
  const defuddle = await page.evaluate<Output>(`${TOOLS}.readWithDefuddle()`).catch(() => nothing);
  // Readability writes no Markdown: it gets the converter we use, without what we put around it.
  return { readability: { html, markdown: htmlToMarkdown(html) }, defuddle };
}

export async function measureCode(studio: Studio, tools: string, page: BenchPage): Promise<CodeResult> {
  const { browser, pass } = await openBrowser(studio);
  try {
    const live = await openLivePage(studio, browser, { url: page.url });
    await live.scene.page.evaluate(`${TOOLS} = ${tools}; 0`);
    const ask = <T>(call: string): Promise<T> => live.scene.page.evaluate<T>(`${TOOLS}.${call}`);
    const blocks = await ask<string[]>(`codeOfPage(${JSON.stringify(page.code)})`);
    const { readability, defuddle } = await readPeers(live);
    const outputs: Record<EngineName, Output> = {
      ours: await readOurs(live),
      Readability: readability,
      Defuddle: defuddle,
    };
    const lost = new Set<string>();
    const count = async (name: EngineName): Promise<ExactCode> => {
      const inHtml = await ask<string[]>(`codeOfHtml(${JSON.stringify(outputs[name].html)})`);
      const lostIn = {
        html: missing(blocks, inHtml),
        markdown: missing(blocks.map(ended), codeOfMarkdown(outputs[name].markdown)),
      };
      if (name === "ours")
        for (const text of [...lostIn.html, ...lostIn.markdown]) lost.add(text.slice(0, 120));
      return {
        html: blocks.length - lostIn.html.length,
        markdown: blocks.length - lostIn.markdown.length,
      };
    };
    const counted = await Promise.all(engineNames.map(async (name) => [name, await count(name)] as const));
    const of = (name: EngineName): ExactCode =>
      counted.find(([each]) => each === name)?.[1] ?? { html: 0, markdown: 0 };
    return {
      name: page.name,
      blocks: blocks.length,
      engines: { ours: of("ours"), Readability: of("Readability"), Defuddle: of("Defuddle") },
      lost: [...lost],
    };
  } finally {
    await browser.close();
    studio.door.dismiss(pass);
  }
}
