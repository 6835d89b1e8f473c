/** Posts of Juejin. */
import { cleaned, contentOf, firstOf, textOf, type Site } from "../site";

export const juejin: Site = {
  name: "juejin",
  hosts: /(?:^|\.)juejin\.(?:cn|im)$/,
  read(copy, { pathname }) {
    const body = firstOf(
      copy,
      "#article-root .article-viewer",
      ".article-viewer.markdown-body",
      ".article-content .markdown-body",
    );
    if (!body || !pathname.startsWith("/post/")) return null;
    const time = copy.querySelector("article time[datetime], .meta-box time[datetime]");
    return {
      title: textOf(copy, "h1.article-title"),
      author:
        contentOf(copy, "[itemprop=author] meta[itemprop=name]") ||
        textOf(copy, ".author-info-block .username .name, .author-info-block .username, .author-name .name"),
      published: contentOf(copy, "meta[itemprop=datePublished]") || (time?.getAttribute("datetime") ?? ""),
      site: "稀土掘金",
      html: cleaned(body, ".copy-code-btn, .code-block-extension-header").innerHTML,
    };
  },
};
