/** Addresses in an article as they are kept: absolute, and past the pages that sites put before links that lead away. */

/** Hosts that pass on, and the parameter that says where to. */
const PASSING: readonly (readonly [host: RegExp, path: RegExp, parameter: string])[] = [
  [/^link\.zhihu\.com$/, /^\/$/, "target"],
  [/^link\.juejin\.(?:cn|im)$/, /^\/$/, "target"],
  [/^link\.csdn\.net$/, /^\/$/, "target"],
  [/^www\.douban\.com$/, /^\/link2\/?$/, "url"],
  [/^www\.youtube\.com$/, /^\/redirect$/, "q"],
  [/^steamcommunity\.com$/, /^\/linkfilter\/?$/, "url"],
];

/** Where a link leads in the end, as far as its address says. */
export function passedOn(address: string): string {
  const url = new URL(address);
  const found = PASSING.find(([host, path]) => host.test(url.hostname) && path.test(url.pathname));
  const target = found ? url.searchParams.get(found[2]) : null;
  return target !== null && /^https?:\/\//i.test(target) && URL.canParse(target)
    ? new URL(target).href
    : address;
}

/** Makes the addresses of an article absolute, in this document's terms. It is changed. */
export function settleAddresses(article: ParentNode): void {
  for (const link of article.querySelectorAll("a[href]")) {
    const href = link.getAttribute("href") ?? "";
    if (!href.startsWith("#") && URL.canParse(href, document.baseURI))
      link.setAttribute("href", passedOn(new URL(href, document.baseURI).href));
  }
  for (const image of article.querySelectorAll("img[src]")) {
    const source = image.getAttribute("src") ?? "";
    if (URL.canParse(source, document.baseURI))
      image.setAttribute("src", new URL(source, document.baseURI).href);
  }
}
