/**
 * Counts mistakes about what a page is: documentation that is written to be read, and tables of contents, indexes, search
 * pages and portals of the same documentation, all out of Debian packages.
 */
import type { Browser } from "playwright";
import { Budget } from "../../../lib/capture/child/budget";
import { InPage } from "../../../lib/capture/child/in-page";
import { debianRoot } from "../corpus/debian";
import { startCorpusServer } from "../corpus/server";

export interface KindResult {
  readonly path: string;
  readonly expected: boolean;
  readonly found: boolean;
}

interface Pages {
  readonly deb: string;
  readonly folder: string;
  readonly articles: string;
  readonly others: string;
}

/** Names without their `.html`, parted by spaces. */
const PAGES: readonly Pages[] = [
  {
    deb: "python3.11-doc",
    folder: "usr/share/doc/python3.11/html",
    articles: "library/asyncio-task library/stdtypes tutorial/introduction howto/sorting faq/general",
    others: "index contents genindex genindex-A py-modindex search library/index howto/index",
  },
  {
    deb: "postgresql-doc-15",
    folder: "usr/share/doc/postgresql-doc-15/html",
    articles: "sql-select mvcc-intro tutorial-join",
    others: "index bookindex sql-commands",
  },
  {
    deb: "python-django-doc",
    folder: "usr/share/doc/python-django-doc/html",
    articles: "topics/db/queries intro/tutorial01 faq/general",
    others: "contents genindex py-modindex search topics/index ref/index",
  },
  {
    deb: "debian-handbook",
    folder: "usr/share/doc/debian-handbook/html",
    articles: "en-US/apt zh-CN/apt zh-CN/packaging-system en-US/sect.how-to-migrate",
    others: "en-US/index zh-CN/index",
  },
  {
    deb: "rust-doc",
    folder: "usr/share/doc/rust-doc/html",
    articles: "std/vec/struct.Vec book/ch04-01-what-is-ownership std/index",
    others: "std/all",
  },
  {
    deb: "debian-reference-zh-cn",
    folder: "usr/share/debian-reference",
    articles: "ch01.zh-cn ch09.zh-cn",
    others: "index.zh-cn",
  },
  {
    deb: "git-doc",
    folder: "usr/share/doc/git-doc",
    articles: "gittutorial git-config giteveryday",
    others: "howto-index",
  },
  {
    deb: "cppreference-doc-en-html",
    folder: "usr/share/cppreference/doc/html/en",
    articles: "cpp/container/vector cpp/language/raii",
    others: "index cpp c",
  },
  {
    deb: "qtbase5-doc-html",
    folder: "usr/share/qt5/doc/qtcore",
    articles: "qstring implicit-sharing",
    others: "qstring-members qtcore-module",
  },
  { deb: "nodejs-doc", folder: "usr/share/doc/nodejs/api", articles: "fs", others: "index" },
];

const MS = 60_000;

async function kindOf(browser: Browser, inPage: InPage, url: string): Promise<boolean | null> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  try {
    const answer = await page.goto(url, { waitUntil: "load", timeout: MS });
    if (answer?.status() !== 200) return null;
    const article = await inPage.call(page.mainFrame(), { name: "readArticle", ms: MS }, "0bench0");
    return article.isArticle;
  } finally {
    await page.close();
  }
}

/** Every page that is there, with what it is and what it was taken for. What is not there goes to `notRun`. */
export async function measureKinds(
  { browser, scripts }: { readonly browser: Browser; readonly scripts: URL },
  notRun: string[],
): Promise<KindResult[]> {
  const server = await startCorpusServer();
  const inPage = await InPage.load(scripts, new Budget(30 * MS));
  const results: KindResult[] = [];
  try {
    for (const { deb, folder, articles, others } of PAGES) {
      const root = await debianRoot(deb);
      if (root === null) {
        notRun.push(`kinds of pages in ${deb}: the Debian package is not to be had here`);
        continue;
      }
      server.mount(deb, root);
      for (const [names, expected] of [
        [articles, true],
        [others, false],
      ] as const)
        for (const name of names.split(" ")) {
          const path = `${deb}/${folder}/${name}.html`;
          const found = await kindOf(browser, inPage, `${server.origin}/${path}`);
          if (found === null) notRun.push(`${path}: not in this release of the package`);
          else results.push({ path: `${deb}/${name}`, expected, found });
        }
    }
  } finally {
    await server.close();
  }
  return results;
}
