/**
 * The pages captures are measured on. Those of the repository's own site are always there; documentation comes out of
 * Debian packages, sites made by scripts out of npm's, articles out of the shared corpora beside the repository.
 */
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { startSite } from "../../support/site-server";
import { isAsked, type BenchOptions } from "../support/options";
import { neighbours } from "../support/tools";
import { debianRoot } from "./debian";
import { npmPages } from "./npm";
import { startCorpusServer, type CorpusServer } from "./server";

export interface BenchPage {
  readonly name: string;
  readonly url: string;
  /** Whether it is captured again, as it was and in a later edition. */
  readonly again: boolean;
  /** Where the page's own code blocks are, for the code-heavy set; "" for pages that are not in it. */
  readonly code: string;
}

interface DebianPage {
  readonly name: string;
  readonly deb: string;
  readonly path: string;
  readonly code?: string;
}

/** Pages of the repository's site: what they are for stands in their names. */
const OWN = [
  ["blog", "/append-only-log", "article"],
  ["code-styles", "/code-styles", "body"],
  ["lazy", "/lazy", ""],
  ["shadow", "/shadow", ""],
  ["frames", "/frames", ""],
  ["canvas", "/canvas", ""],
  ["form", "/form", ""],
  ["home", "/home", ""],
  ["consent", "/consent", ""],
  ["zh-gbk", "/zh-gbk", ""],
] as const;

const DEBIAN: readonly DebianPage[] = [
  {
    name: "py-asyncio",
    deb: "python3.11-doc",
    path: "usr/share/doc/python3.11/html/library/asyncio-task.html",
    code: "div.body",
  },
  { name: "py-stdtypes", deb: "python3.11-doc", path: "usr/share/doc/python3.11/html/library/stdtypes.html" },
  { name: "node-fs", deb: "nodejs-doc", path: "usr/share/doc/nodejs/api/fs.html", code: "#apicontent" },
  {
    name: "rust-vec",
    deb: "rust-doc",
    path: "usr/share/doc/rust-doc/html/std/vec/struct.Vec.html",
    code: "main",
  },
  {
    name: "rust-book",
    deb: "rust-doc",
    path: "usr/share/doc/rust-doc/html/book/ch04-01-what-is-ownership.html",
    code: "main",
  },
  { name: "rust-source", deb: "rust-doc", path: "usr/share/doc/rust-doc/html/src/alloc/vec/mod.rs.html" },
  {
    name: "handbook",
    deb: "debian-handbook",
    path: "usr/share/doc/debian-handbook/html/en-US/apt.html",
    code: "body",
  },
  { name: "handbook-zh", deb: "debian-handbook", path: "usr/share/doc/debian-handbook/html/zh-CN/apt.html" },
  { name: "reference-zh", deb: "debian-reference-zh-cn", path: "usr/share/debian-reference/ch01.zh-cn.html" },
  {
    name: "pg-select",
    deb: "postgresql-doc-15",
    path: "usr/share/doc/postgresql-doc-15/html/sql-select.html",
    code: "body",
  },
  {
    name: "django",
    deb: "python-django-doc",
    path: "usr/share/doc/python-django-doc/html/topics/db/queries.html",
    code: "body",
  },
  { name: "git-config", deb: "git-doc", path: "usr/share/doc/git-doc/git-config.html" },
  { name: "git-tutorial", deb: "git-doc", path: "usr/share/doc/git-doc/gittutorial.html", code: "#content" },
  {
    name: "cppref",
    deb: "cppreference-doc-en-html",
    path: "usr/share/cppreference/doc/html/en/cpp/container/vector.html",
    code: "#bodyContent",
  },
  { name: "qstring", deb: "qtbase5-doc-html", path: "usr/share/qt5/doc/qtcore/qstring.html", code: "body" },
];

const ARTICLES = ["medium-1", "wikipedia-2", "guardian-1", "nytimes-2", "cnn", "wapo-2"] as const;

/** Pages that are captured three times: a few of each kind, because every capture takes its time. */
const AGAIN: ReadonlySet<string> = new Set(
  "py-asyncio rust-vec handbook-zh django cppref wikipedia-2 medium-1 cnn".split(" "),
);

/** Twenty pages of one site, for what pages of a site share. */
interface SiteSet {
  readonly name: string;
  readonly deb: string;
  readonly folder: string;
}

const SITES: readonly SiteSet[] = [
  { name: "site-rust", deb: "rust-doc", folder: "usr/share/doc/rust-doc/html/std/io" },
  { name: "site-handbook", deb: "debian-handbook", folder: "usr/share/doc/debian-handbook/html/en-US" },
  { name: "site-python", deb: "python3.11-doc", folder: "usr/share/doc/python3.11/html/library" },
];
const SITE_PAGES = 20;

export interface Corpus {
  readonly pages: readonly BenchPage[];
  readonly sites: readonly { readonly name: string; readonly urls: readonly string[] }[];
  /** What is not there, in words. */
  readonly notRun: readonly string[];
  readonly allowPrivate: ReadonlySet<string>;
  publishEdition(edition: number): void;
  close(): Promise<void>;
}

const noPackage = (names: readonly string[], deb: string): string =>
  `${names.join(", ")}: the Debian package ${deb} is not to be had here`;

/** Evenly spread over the folder's pages in the order of their names, so that the choice is nobody's. */
async function spreadPages(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".html")).toSorted();
  const step = names.length / Math.min(SITE_PAGES, names.length);
  return names.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step)).slice(0, SITE_PAGES);
}

async function debianParts(options: BenchOptions, server: CorpusServer, notRun: string[]) {
  const asked = DEBIAN.filter(({ name }) => isAsked(options, name));
  const askedSites = SITES.filter(({ name }) => isAsked(options, name));
  const roots = new Map<string, string>();
  for (const deb of new Set([...asked, ...askedSites].map((part) => part.deb))) {
    const root = await debianRoot(deb);
    if (root === null)
      notRun.push(
        noPackage(
          [...asked, ...askedSites].filter((p) => p.deb === deb).map((p) => p.name),
          deb,
        ),
      );
    else {
      roots.set(deb, root);
      server.mount(deb, root);
    }
  }
  const pages = asked
    .filter(({ deb }) => roots.has(deb))
    .map(({ name, deb, path, code }) => ({
      name,
      url: `${server.origin}/${deb}/${path}`,
      again: AGAIN.has(name),
      code: code ?? "",
    }));
  const sites = [];
  for (const { name, deb, folder } of askedSites) {
    const root = roots.get(deb);
    if (root === undefined) continue;
    const urls = (await spreadPages(join(root, folder))).map(
      (page) => `${server.origin}/${deb}/${folder}/${page}`,
    );
    sites.push({ name, urls });
  }
  return { pages, sites };
}

function articles(options: BenchOptions, server: CorpusServer, notRun: string[]): BenchPage[] {
  const folder = join(neighbours, "shared", "corpus", "readability");
  const asked = ARTICLES.filter((name) => isAsked(options, name));
  if (asked.length === 0) return [];
  if (!existsSync(folder)) {
    notRun.push(
      `${asked.join(", ")}: the article corpus is not beside the repository (../shared/corpus/readability)`,
    );
    return [];
  }
  server.mount("articles", folder);
  return asked.map((name) => ({
    name,
    url: `${server.origin}/articles/${name}/source.html`,
    again: AGAIN.has(name),
    code: "",
  }));
}

/** Starts the servers and lists what is there of what was asked for. */
export async function openCorpus(options: BenchOptions): Promise<Corpus> {
  const site = await startSite();
  const server = await startCorpusServer();
  const notRun: string[] = [];
  const own = OWN.filter(([name]) => isAsked(options, name)).map(([name, path, code]) => ({
    name,
    url: site.url(path),
    again: false,
    code,
  }));
  const debian = await debianParts(options, server, notRun);
  const scripted = await npmPages(server, { isAsked: (name) => isAsked(options, name), notRun });
  return {
    pages: [
      ...own,
      ...debian.pages,
      ...scripted.map((page) => ({ ...page, again: false, code: "" })),
      ...articles(options, server, notRun),
    ],
    sites: debian.sites,
    notRun,
    allowPrivate: new Set([...site.allowPrivate.split(","), ...server.allowPrivate]),
    publishEdition: (edition) => server.publishEdition(edition),
    close: async () => {
      await Promise.all([site.close(), server.close()]);
    },
  };
}
