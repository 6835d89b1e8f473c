/** Videos, columns and posts with pictures of Bilibili. Of a video the reader has what its maker wrote about it. */
import { chineseDate, cleaned, firstOf, textOf, typedText, type Site, type SiteArticle } from "../site";

function videoOf(copy: Document): SiteArticle | null {
  const title = textOf(copy, "h1.video-title, .video-info-title h1");
  if (title === "") return null;
  const about = copy.querySelector(".desc-info-text, #v_desc .basic-desc-info");
  const tags = [...copy.querySelectorAll(".tag-panel .tag-link, .tag-link")].map(({ textContent }) =>
    textContent.trim(),
  );
  const text = typedText(about?.textContent ?? "");
  return {
    title,
    author: textOf(copy, ".up-detail-top .up-name, .up-name, .membersinfo .staff-name"),
    published: chineseDate(textOf(copy, ".pubdate-ip-text, .pubdate-text, .pudate-text, .pubdate-ip")),
    site: "哔哩哔哩",
    html: text + (tags.length > 0 ? typedText([...new Set(tags)].map((tag) => `#${tag}`).join(" ")) : ""),
  };
}

function columnOf(copy: Document): SiteArticle | null {
  const body = firstOf(copy, ".opus-module-content", "#read-article-holder", ".article-holder");
  if (!body) return null;
  return {
    title: textOf(copy, ".opus-module-title__text, .article-container .title, .title-container .title"),
    author: textOf(copy, ".opus-module-author__name, .article-container .up-name, .up-name"),
    published: chineseDate(textOf(copy, ".opus-module-author__pub__text, .publish-text")),
    site: "哔哩哔哩",
    html: cleaned(body).innerHTML,
  };
}

export const bilibili: Site = {
  name: "bilibili",
  hosts: /(?:^|\.)bilibili\.com$/,
  read: (copy, { pathname }) =>
    /^\/(?:read|opus)\//.test(pathname)
      ? columnOf(copy)
      : pathname.startsWith("/video/")
        ? videoOf(copy)
        : null,
};
