/** Posts of CSDN. */
import { chineseDate, cleaned, textOf, type Site } from "../site";

export const csdn: Site = {
  name: "csdn",
  hosts: /(?:^|\.)csdn\.net$/,
  read(copy) {
    const body = copy.querySelector("#content_views, #article_content");
    if (!body) return null;
    return {
      title: textOf(copy, "#articleContentId, h1.title-article"),
      author: textOf(copy, ".follow-nickName, .profile-name, #uid"),
      published: chineseDate(
        textOf(copy, ".article-bar-top .time, .up-time, .blog-postTime, .article-info-box .time"),
      ),
      site: "CSDN",
      html: cleaned(body, ".hide-preCode-box, .look-more-preCode, .toc, .pre-numbering, .hljs-button")
        .innerHTML,
    };
  },
};
