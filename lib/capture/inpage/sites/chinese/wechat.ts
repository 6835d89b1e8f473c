/** Articles of WeChat accounts. The text stands in `#js_content`, hidden by style until the page's script shows it. */
import { chineseDate, cleaned, textOf, type Site } from "../site";

/** Seconds since 1970, as the page's own script notes them. */
const CREATED = /\b(?:ct|create_?time)\s*[=:]\s*["']?(\d{10})\b/i;

function publishedOf(copy: Document): string {
  const shown = chineseDate(textOf(copy, "#publish_time"));
  if (shown !== "") return shown;
  for (const script of copy.querySelectorAll("script")) {
    const seconds = CREATED.exec(script.textContent)?.[1];
    if (seconds) return new Date(Number(seconds) * 1000).toISOString();
  }
  return "";
}

export const wechat: Site = {
  name: "wechat",
  hosts: /^mp\.weixin\.qq\.com$/,
  read(copy) {
    const body = copy.querySelector("#js_content");
    if (!body) return null;
    const account = textOf(copy, "#js_name") || textOf(copy, ".profile_nickname");
    return {
      title: textOf(copy, "#activity-name") || textOf(copy, ".rich_media_title"),
      author: textOf(copy, "#js_author_name") || account,
      published: publishedOf(copy),
      site: account,
      html: cleaned(body, "mp-common-profile, mp-style-type, .js_product_container, qqmusic").innerHTML,
    };
  },
};
