/** Reads the page: its facts and its article, sanitised, with its pictures kept. */
import type { PageFacts } from "../../domain/snapshot";
import type { Scene } from "../child/scene";
import type { FoundArticle, FoundFacts } from "../frozen";
import { noFacts, pageFacts } from "../reader/facts";
import { articlePictures, sanitizeArticle } from "../reader/sanitize";

const FACTS = { part: 0.15, ms: 4_000 };
const ARTICLE = { part: 0.35, ms: 15_000 };
/** For all pictures of the article together. */
const PICTURES = { part: 0.2, ms: 15_000 };

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
  const { page, inPage, outlet, budget } = scene;
  outlet.send({ type: "step", step: "read", progress: 0.42 });
  const main = page.mainFrame();
  const nonce = crypto.randomUUID().replaceAll("-", "").slice(0, 12);
  const factsMs = budget.share(FACTS.part, FACTS.ms);
  const found: FoundFacts | null = await orNull(inPage.call(main, { name: "readFacts", ms: factsMs }));
  const articleMs = budget.share(ARTICLE.part, ARTICLE.ms);
  const article = await orNull(inPage.call(main, { name: "readArticle", ms: articleMs }, nonce));
  return {
    facts: found ? pageFacts(found, article ?? undefined) : noFacts,
    icons: found?.icons ?? [],
    leadImages: found?.leadImages ?? [],
    article,
    html: article && article.html !== "" ? await withPictures(article.html, scene) : "",
  };
}

async function withPictures(html: string, { resources, budget }: Scene): Promise<string> {
  const names = new Map<string, string>();
  const end = performance.now() + budget.share(PICTURES.part, PICTURES.ms);
  for (const url of articlePictures(html)) {
    const keeping = resources.keep(url, "image");
    const kept = await orNull(budget.box("a picture", end - performance.now(), keeping));
    if (kept) names.set(url, kept.name);
  }
  return sanitizeArticle(html, names);
}
