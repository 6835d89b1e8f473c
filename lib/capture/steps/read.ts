/** Reads the page: its facts and its article, sanitised, with its pictures kept. */
import type { PageFacts } from "../../domain/snapshot";
import type { Scene } from "../child/scene";
import type { FoundArticle, FoundFacts } from "../frozen";
import { noFacts, pageFacts } from "../reader/facts";
import { articlePictures, sanitizeArticle } from "../reader/sanitize";

const FACTS_MS = 4_000;
const ARTICLE_MS = 15_000;

export interface Reading {
  readonly facts: PageFacts;
  readonly icons: readonly string[];
  readonly leadImages: readonly string[];
  readonly article: FoundArticle | null;
  /** Sanitised article HTML in which code blocks still stand as tokens; "" without an article. */
  readonly html: string;
}

const orNull = async <T>(work: Promise<T>): Promise<T | null> => {
  try {
    return await work;
  } catch {
    // The page does not answer in time: the recipes that need it say what is missing.
    return null;
  }
};

/** Never rejects; what could not be read is empty. */
export async function readPage(scene: Scene): Promise<Reading> {
  const { page, inPage, outlet } = scene;
  outlet.send({ type: "step", step: "read", progress: 0.42 });
  const main = page.mainFrame();
  const nonce = crypto.randomUUID().replaceAll("-", "").slice(0, 12);
  const found: FoundFacts | null = await orNull(inPage.call(main, { name: "readFacts", ms: FACTS_MS }));
  const article = await orNull(inPage.call(main, { name: "readArticle", ms: ARTICLE_MS }, nonce));
  return {
    facts: found ? pageFacts(found, article ?? undefined) : noFacts,
    icons: found?.icons ?? [],
    leadImages: found?.leadImages ?? [],
    article,
    html: article && article.html !== "" ? await withPictures(article.html, scene) : "",
  };
}

async function withPictures(html: string, { resources }: Scene): Promise<string> {
  const names = new Map<string, string>();
  for (const url of articlePictures(html)) {
    const kept = await resources.keep(url, "image");
    if (kept) names.set(url, kept.name);
  }
  return sanitizeArticle(html, names);
}
