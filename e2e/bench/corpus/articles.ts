/** Articles with the text that somebody, or some program, said is theirs. The corpora lie beside the repository, or not at all. */
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { neighbours } from "../support/tools";

export interface Article {
  readonly name: string;
  /** Address the page came from; relative addresses start there. */
  readonly url: string;
  readonly html: string;
  /** The expected article as HTML, or "" where the text alone is known. */
  readonly expectedHtml: string;
  readonly expectedText: string;
}

export interface ArticleCorpus {
  readonly name: string;
  /** Who said what the article is. */
  readonly judge: string;
  readonly articles: () => Promise<readonly Article[]>;
}

const corpora = join(neighbours, "shared", "corpus");

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null ? { ...value } : {};
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

async function readHumanCorpus(folder: string): Promise<Article[]> {
  const truth = fieldsOf(JSON.parse(await readFile(join(folder, "ground-truth.json"), "utf8")));
  const found: Article[] = [];
  for (const [name, value] of Object.entries(truth)) {
    const file = join(folder, "html", `${name}.html.gz`);
    if (!existsSync(file)) continue;
    const { articleBody, url } = fieldsOf(value);
    const html = gunzipSync(await readFile(file)).toString("utf8");
    found.push({ name, url: textOf(url), html, expectedHtml: "", expectedText: textOf(articleBody) });
  }
  return found;
}

/** The address the corpus itself pretends its pages have. */
const PRETENDED = "http://fakehost/test/page.html";

async function readReadabilityCorpus(folder: string): Promise<Article[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isDirectory())
      .map(async ({ name }) => ({
        name,
        url: PRETENDED,
        html: await readFile(join(folder, name, "source.html"), "utf8"),
        expectedHtml: await readFile(join(folder, name, "expected.html"), "utf8"),
        expectedText: "",
      })),
  );
}

/** The corpora that are there, and in words those that are not. */
export function findArticleCorpora(): { corpora: readonly ArticleCorpus[]; notRun: readonly string[] } {
  const known = [
    { name: "article-extraction-benchmark", judge: "people", read: readHumanCorpus },
    { name: "readability", judge: "Readability itself", read: readReadabilityCorpus },
    { name: "defuddle", judge: "Defuddle itself", read: null },
  ];
  const isThere = ({ name }: { readonly name: string }): boolean => existsSync(join(corpora, name));
  return {
    corpora: known.flatMap(({ name, judge, read }) =>
      read && isThere({ name }) ? [{ name, judge, articles: () => read(join(corpora, name)) }] : [],
    ),
    notRun: known
      .filter((corpus) => !isThere(corpus))
      .map(({ name }) => `corpus ${name}: not beside the repository (../shared/corpus/${name})`),
  };
}
