/** The reader's numbers as rows with goals. */
import { toRow, type Measured, type Row } from "../support/rows";
import { mean, median, sum } from "../support/stats";
import { formatTable } from "../support/table";
import { engineNames, type ArticleResult, type EngineName } from "./measure-articles";
import type { CodeResult, ExactCode } from "./measure-code";
import type { KindResult } from "./measure-kind";

const PEERS = ["Readability", "Defuddle"] as const;
const BAD = 0.5;

export interface CorpusResult {
  readonly name: string;
  readonly judge: string;
  readonly articles: readonly ArticleResult[];
}

/** A number of one engine beside the same number of a peer. */
function beside(
  what: string,
  peer: (typeof PEERS)[number],
  { of, unit }: { readonly of: (engine: EngineName) => number; readonly unit: string },
): Measured {
  return { what, ours: of("ours"), unit, peer: { name: peer, value: of(peer) } };
}

function corpusRows({ name, judge, articles }: CorpusResult): Measured[] {
  const f1 = (engine: EngineName): number => mean(articles.map(({ engines }) => engines[engine].f1));
  const bad = (engine: EngineName): number =>
    articles.filter(({ engines }) => engines[engine].f1 < BAD).length;
  const ms = (engine: EngineName): number => median(articles.map(({ engines }) => engines[engine].ms));
  const best = f1("Readability") >= f1("Defuddle") ? "Readability" : "Defuddle";
  const what = `${name} (${articles.length} pages, judged by ${judge}), token F1`;
  return [
    ...PEERS.map((peer) => ({
      ...beside(what, peer, { of: f1, unit: "" }),
      ...(peer === best ? { goal: { atLeastPeer: 1 } } : {}),
    })),
    beside(`${name}, pages below ${BAD}`, best, { of: bad, unit: "pages" }),
    beside(`${name}, time to read, median`, best, { of: ms, unit: "ms" }),
  ];
}

function codeRows(pages: readonly CodeResult[]): Measured[] {
  if (pages.length === 0) return [];
  const all = sum(pages.map(({ blocks }) => blocks));
  const exact = (engine: EngineName, form: keyof ExactCode): number =>
    sum(pages.map(({ engines }) => engines[engine][form]));
  const row = (what: string, form: keyof ExactCode, peer: (typeof PEERS)[number]): Measured => ({
    what: `${what} (${all} blocks on ${pages.length} pages)`,
    ours: exact("ours", form),
    unit: "blocks",
    peer: { name: peer, value: exact(peer, form) },
    goal: { atLeast: all },
  });
  return PEERS.flatMap((peer) => [
    row("code exact to the byte, HTML", "html", peer),
    row("code exact to the byte, Markdown", "markdown", peer),
  ]);
}

function mistakes(what: string, ours: number, of: number): Measured {
  return { what: `${what} (${of} pages)`, ours, unit: "pages" };
}

/** Articles taken for something else, and other pages taken for articles. */
function kindRows(corpora: readonly CorpusResult[], kinds: readonly KindResult[]): Measured[] {
  const documents = kinds.filter(({ expected }) => expected);
  const others = kinds.filter(({ expected }) => !expected);
  return [
    ...corpora.map(({ name, articles }) =>
      mistakes(
        `${name}, articles not taken for one`,
        articles.filter(({ isArticle }) => !isArticle).length,
        articles.length,
      ),
    ),
    mistakes(
      "documentation not taken for an article",
      documents.filter(({ found }) => !found).length,
      documents.length,
    ),
    mistakes("indexes and portals taken for one", others.filter(({ found }) => found).length, others.length),
  ];
}

/** Everything the bench measured, a line each. */
export const readerRows = (
  corpora: readonly CorpusResult[],
  code: readonly CodeResult[],
  kinds: readonly KindResult[],
): Row[] => [...corpora.flatMap(corpusRows), ...codeRows(code), ...kindRows(corpora, kinds)].map(toRow);

/** One line for each page of the code-heavy set: exact blocks to the byte in HTML, and in Markdown. */
export const codeTable = (pages: readonly CodeResult[]): string =>
  formatTable(
    ["page (HTML / Markdown)", "blocks", ...engineNames],
    pages.map(({ name, blocks, engines }) => [
      name,
      String(blocks),
      ...engineNames.map((engine) => `${engines[engine].html} / ${engines[engine].markdown}`),
    ]),
  );
