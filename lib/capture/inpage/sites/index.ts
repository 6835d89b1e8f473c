/** The sites that are read by their own marks. A new one is a module and a line here. */
import { bilibili } from "./chinese/bilibili";
import { csdn } from "./chinese/csdn";
import { douban } from "./chinese/douban";
import { juejin } from "./chinese/juejin";
import { wechat } from "./chinese/wechat";
import { zhihu } from "./chinese/zhihu";
import type { Site, SiteArticle } from "./site";
import { github } from "./world/github";
import { stackExchange } from "./world/stack-exchange";
import { wikipedia } from "./world/wikipedia";
import { x } from "./world/x";
import { youtube } from "./world/youtube";

export const sites: readonly Site[] = [
  wechat,
  zhihu,
  juejin,
  csdn,
  bilibili,
  douban,
  github,
  stackExchange,
  wikipedia,
  youtube,
  x,
];

/**
 * The article by the marks of its site, or `null` where the site is unknown or its marks are not there. A handler that
 * fails on a page costs that page nothing but the handler. `copy` is changed.
 */
export function readSite(copy: Document, url: URL): SiteArticle | null {
  const site = sites.find(({ hosts }) => hosts.test(url.hostname));
  if (!site) return null;
  try {
    const found = site.read(copy, url);
    return found && found.html.trim() !== "" ? found : null;
  } catch {
    // The site has changed its pages: the general reader remains.
    return null;
  }
}
