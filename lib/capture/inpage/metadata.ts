/**
 * What the page says of itself: JSON-LD first, then OpenGraph and other meta elements, then the document. Never throws on
 * a broken page; JSON-LD in the wild often is no JSON.
 */
import type { FoundFacts } from "../frozen";

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;
const MAX_LD_NODES = 500;

function collectLd(value: unknown, found: Node[]): void {
  if (found.length >= MAX_LD_NODES) return;
  if (Array.isArray(value)) for (const item of value) collectLd(item, found);
  else if (isNode(value)) {
    found.push(value);
    collectLd(value["@graph"], found);
    collectLd(value["mainEntity"], found);
  }
}

function readLd(): Node[] {
  const found: Node[] = [];
  for (const script of document.querySelectorAll('script[type="application/ld+json" i]')) {
    const text = script.textContent.replace(/^\s*<!\[CDATA\[|\]\]>\s*$/g, "").replace(/\p{Cc}+/gu, " ");
    try {
      collectLd(JSON.parse(text), found);
    } catch {
      // Not JSON: the other sources remain.
    }
  }
  return found;
}

const ARTICLE = /Article|Posting|Report|NewsArticle|Recipe|QAPage|WebPage|VideoObject|Book/i;

function nameOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(nameOf).filter(Boolean).join(", ");
  if (isNode(value)) return nameOf(value["name"]);
  return typeof value === "string" && !/^https?:/.test(value) ? value.trim() : "";
}

const dateOf = (value: unknown): string => (typeof value === "string" ? value.trim() : "");

function meta(...names: readonly string[]): string {
  for (const name of names) {
    const quoted = CSS.escape(name);
    const element = document.querySelector(
      `meta[property="${quoted}" i],meta[name="${quoted}" i],meta[itemprop="${quoted}" i]`,
    );
    const value = element?.getAttribute("content")?.trim();
    if (value) return value;
  }
  return "";
}

const textOf = (selector: string): string => {
  const text = document.querySelector(selector)?.textContent.replace(/\s+/g, " ").trim() ?? "";
  return text.length <= 80 ? text : "";
};

const notAddress = (text: string): string => (/^https?:/.test(text) ? "" : text);

const absolute = (url: string | null | undefined): string => {
  try {
    return url ? new URL(url, document.baseURI).href : "";
  } catch {
    // Not an address.
    return "";
  }
};

/** Icons, best for a list first: scalable, then the size nearest to what lists show. */
function icons(): string[] {
  const WANTED = 64;
  const rank = (link: HTMLLinkElement): number => {
    if (link.type === "image/svg+xml" || /\.svg(\?|$)/.test(link.href)) return 0;
    const size = Number.parseInt(link.getAttribute("sizes") ?? "", 10);
    if (Number.isNaN(size)) return /apple-touch/.test(link.rel) ? 40 : 30;
    return size >= WANTED ? size / WANTED : 20 + WANTED / size;
  };
  const links = [
    ...document.querySelectorAll<HTMLLinkElement>('link[rel~="icon" i],link[rel*="apple-touch-icon" i]'),
  ];
  const found = links
    .filter((link) => link.href !== "")
    .toSorted((a, b) => rank(a) - rank(b))
    .map((link) => link.href);
  return [...found.slice(0, 3), absolute("/favicon.ico")];
}

function leadImages(article: Node | undefined): string[] {
  const image = article?.["image"];
  const first = Array.isArray(image) ? (image as unknown[])[0] : image;
  const fromLd = isNode(first) ? first["url"] : first;
  return [
    meta("og:image", "og:image:url", "twitter:image", "twitter:image:src"),
    typeof fromLd === "string" ? fromLd : "",
  ]
    .map(absolute)
    .filter((url) => url !== "");
}

const first = (...values: readonly string[]): string => values.find((value) => value !== "") ?? "";

/** Reads the facts from the live document. */
export function readFacts(): FoundFacts {
  const nodes = readLd();
  const article = nodes.find((node) => ARTICLE.test(String(node["@type"])));
  return {
    title: first(
      nameOf(article?.["headline"]),
      meta("og:title", "twitter:title", "dc.title", "citation_title"),
      document.title.trim(),
      textOf("h1"),
    ),
    author: first(
      nameOf(article?.["author"]),
      notAddress(
        meta(
          "author",
          "article:author",
          "parsely-author",
          "dc.creator",
          "citation_author",
          "sailthru.author",
        ),
      ),
      textOf("[rel=author],[itemprop=author],.byline,.author"),
    ),
    published: first(
      dateOf(article?.["datePublished"]),
      meta("article:published_time", "parsely-pub-date", "datePublished", "date", "dc.date", "citation_date"),
      document.querySelector("time[datetime]")?.getAttribute("datetime") ?? "",
    ),
    site: first(meta("og:site_name", "application-name"), nameOf(article?.["publisher"])),
    description: first(
      nameOf(article?.["description"]),
      meta("og:description", "description", "twitter:description"),
    ),
    language: first(document.documentElement.lang, meta("og:locale", "content-language")),
    icons: icons(),
    leadImages: leadImages(article),
  };
}
