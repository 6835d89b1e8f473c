/** The numbers of single pages as rows with goals. */
import { toRow, type Goal, type Measured, type Row } from "../support/rows";
import { mean, median, quantile, spread, sum } from "../support/stats";
import { formatKB, formatTable } from "../support/table";
import type { MethodResult, PageResult } from "./measure-page";
import type { AgainResult, SiteResult } from "./measure-sharing";

const SINGLE_FILE = "SingleFile";
const MHTML = "MHTML";
/** Closer than this, two similarities are the same. */
const WORSE = 0.001;

const bySingleFile = (value: number): NonNullable<Measured["peer"]> => ({ name: SINGLE_FILE, value });
const msOf = (result: MethodResult): number => median(result.ms);

type Both = PageResult & { readonly singleFile: MethodResult };
const hasSingleFile = (page: PageResult): page is Both => page.singleFile !== null;

function similarityRows(pages: readonly PageResult[]): Measured[] {
  const ours = pages.map((page) => page.ours.similarity);
  const both = pages.filter(hasSingleFile);
  const theirs = both.map((page) => page.singleFile.similarity);
  const worse = both.filter((page) => page.ours.similarity < page.singleFile.similarity - WORSE);
  const good = (values: readonly number[]): number =>
    values.filter((value) => value >= 0.995).length / values.length;
  return [
    {
      what: "similarity, mean",
      ours: mean(ours),
      unit: "",
      peer: bySingleFile(mean(theirs)),
      goal: { atLeast: 0.999 },
    },
    {
      what: "similarity, share of pages ≥ 0.995",
      ours: good(ours),
      unit: "",
      peer: bySingleFile(good(theirs)),
      goal: { atLeast: 0.95 },
    },
    {
      what: "similarity, p5",
      ours: quantile(ours, 0.05),
      unit: "",
      peer: bySingleFile(quantile(theirs, 0.05)),
    },
    { what: "similarity, min", ours: Math.min(...ours), unit: "", peer: bySingleFile(Math.min(...theirs)) },
    {
      what: `pages more than ${WORSE} below SingleFile's`,
      ours: worse.length,
      unit: "pages",
      goal: { atMost: 0 },
    },
    mhtmlRow("similarity, mean, against MHTML", pages, { of: (r) => r.similarity, fold: mean }),
  ];
}

function mhtmlRow(
  what: string,
  pages: readonly PageResult[],
  { of, fold }: { of: (result: MethodResult) => number; fold: (values: readonly number[]) => number },
  unit = "",
): Measured {
  const value = fold(pages.flatMap((page) => (page.mhtml ? [of(page.mhtml)] : [])));
  return { what, ours: fold(pages.map((page) => of(page.ours))), unit, peer: { name: MHTML, value } };
}

function textRows(pages: readonly PageResult[]): Measured[] {
  const theirs = pages.filter(hasSingleFile).map((page) => page.singleFile.textF1);
  const ours = pages.map((page) => page.ours.textF1);
  return [
    { what: "text F1, mean", ours: mean(ours), unit: "", peer: bySingleFile(mean(theirs)) },
    {
      what: "text F1, min",
      ours: Math.min(...ours),
      unit: "",
      peer: bySingleFile(Math.min(...theirs)),
      goal: { atLeast: 1 },
    },
    {
      what: "requests when opened",
      ours: sum(pages.map((page) => page.ours.leaks)),
      unit: "requests",
      peer: bySingleFile(sum(pages.filter(hasSingleFile).map((page) => page.singleFile.leaks))),
      goal: { atMost: 0 },
    },
    {
      what: "requests when opened without any policy",
      ours: sum(pages.map((page) => page.ours.bareLeaks)),
      unit: "requests",
      goal: { atMost: 0 },
    },
  ];
}

function timeRows(pages: readonly PageResult[]): Measured[] {
  const ours = pages.map((page) => msOf(page.ours));
  const theirs = pages.filter(hasSingleFile).map((page) => msOf(page.singleFile));
  const third: Goal = { atMostPeer: 0.333 };
  return [
    {
      what: "archiving time, median",
      ours: median(ours),
      unit: "ms",
      peer: bySingleFile(median(theirs)),
      goal: third,
    },
    {
      what: "archiving time, p95",
      ours: quantile(ours, 0.95),
      unit: "ms",
      peer: bySingleFile(quantile(theirs, 0.95)),
      goal: third,
    },
    mhtmlRow("archiving time, median, against MHTML", pages, { of: msOf, fold: median }, "ms"),
  ];
}

function storageRows(pages: readonly PageResult[]): Measured[] {
  const both = pages.filter(hasSingleFile);
  const packed = (of: (page: Both) => MethodResult): number =>
    sum(both.map((page) => of(page).packedBytes)) / 1000;
  const raw = (of: (page: Both) => MethodResult): number => sum(both.map((page) => of(page).rawBytes)) / 1000;
  const ratios = both.map((page) => page.ours.packedBytes / page.singleFile.packedBytes);
  return [
    {
      what: "one page, all pages together, brotli 5",
      ours: packed((p) => p.ours),
      unit: "kB",
      peer: bySingleFile(packed((p) => p.singleFile)),
      goal: { atMostPeer: 1.05 },
    },
    {
      what: "one page, median of ratios, brotli 5",
      ours: median(ratios),
      unit: "×",
      peer: bySingleFile(1),
      goal: { atMostPeer: 1.05 },
    },
    {
      what: "one page, p95 of ratios, brotli 5",
      ours: quantile(ratios, 0.95),
      unit: "×",
      peer: bySingleFile(1),
    },
    {
      what: "one page, all pages together, raw",
      ours: raw((p) => p.ours),
      unit: "kB",
      peer: bySingleFile(raw((p) => p.singleFile)),
    },
  ];
}

function againRows(again: readonly AgainResult[], pages: readonly PageResult[]): Measured[] {
  if (again.length === 0) return [];
  const single = new Map(pages.filter(hasSingleFile).map((page) => [page.name, page.singleFile.packedBytes]));
  const both = again.filter(({ name }) => single.has(name));
  const peer = bySingleFile(sum(both.map(({ name }) => single.get(name) ?? 0)) / 1000);
  const goal: Goal = { atMostPeer: 0.3 };
  return [
    {
      what: "captured again, unchanged, brotli 5",
      ours: sum(both.map((page) => page.same)) / 1000,
      unit: "kB",
      peer,
      goal,
    },
    {
      what: "captured again, one line changed, brotli 5",
      ours: sum(both.map((page) => page.changed)) / 1000,
      unit: "kB",
      peer,
      goal,
    },
  ];
}

const siteRows = (sites: readonly SiteResult[]): Measured[] =>
  sites.map(({ name, pages, fonts, ours, singleFile }) => ({
    what: `${pages} pages of ${name.replace("site-", "")} (${fonts === 0 ? "no fonts" : `${fonts} fonts`}), brotli 5`,
    ours: ours.packed / 1000,
    unit: "kB",
    peer: bySingleFile(singleFile.packed / 1000),
    goal: { atMostPeer: 0.6 },
  }));

export interface CaptureResults {
  readonly pages: readonly PageResult[];
  readonly again: readonly AgainResult[];
  readonly sites: readonly SiteResult[];
}

export const captureRows = ({ pages, again, sites }: CaptureResults): Row[] =>
  [
    ...(pages.length === 0
      ? []
      : [...similarityRows(pages), ...textRows(pages), ...timeRows(pages), ...storageRows(pages)]),
    ...againRows(again, pages),
    ...siteRows(sites),
  ].map(toRow);

/** The middle page's slowest run over its fastest. */
export const typicalSpread = (pages: readonly PageResult[]): number | null =>
  pages.length === 0 ? null : median(pages.map((page) => spread(page.ours.ms)));

const cell = (result: MethodResult | null): string =>
  result === null
    ? "failed"
    : `${result.similarity.toFixed(4)} / ${result.textF1.toFixed(3)} / ${msOf(result).toFixed(0)} / ${formatKB(result.packedBytes)}`;

/** One line for each page. */
export const pageTable = (pages: readonly PageResult[]): string =>
  formatTable(
    ["page (similarity / text / ms / kB)", "ours", "SingleFile", "MHTML", "requests"],
    pages.map((page) => [
      page.name,
      cell(page.ours),
      cell(page.singleFile),
      cell(page.mhtml),
      `${page.ours.leaks} (${page.ours.bareLeaks} bare)`,
    ]),
  );
