/** Questions with their answers, and columns, of Zhihu. */
import {
  chineseDate,
  cleaned,
  contentOf,
  firstOf,
  spoken,
  textOf,
  type Site,
  type SiteArticle,
} from "../site";

const TEXT = ".RichText.ztext, .RichText, [itemprop=text]";

const authorOf = (root: ParentNode): string =>
  contentOf(root, ".AuthorInfo meta[itemprop=name]") || textOf(root, ".AuthorInfo-name, .UserLink-link");

const dateOf = (root: ParentNode): string =>
  contentOf(root, "meta[itemprop=dateCreated], meta[itemprop=datePublished]") ||
  chineseDate(textOf(root, ".ContentItem-time"));

function columnOf(copy: Document): SiteArticle | null {
  const body = firstOf(copy, ".Post-RichTextContainer .RichText", ".Post-RichText", "article .RichText");
  if (!body) return null;
  return {
    title: textOf(copy, ".Post-Title"),
    author: authorOf(copy),
    published: dateOf(copy),
    site: "知乎",
    html: cleaned(body).innerHTML,
  };
}

function answersOf(copy: Document, isOne: boolean): SiteArticle | null {
  const answers = [...copy.querySelectorAll(".AnswerItem")].filter((answer) => answer.querySelector(TEXT));
  const shown = isOne ? answers.slice(0, 1) : answers;
  const [first] = shown;
  if (!first) return null;
  const question = copy.querySelector(".QuestionRichText .RichText, .QuestionRichText");
  const said = shown.map((answer) => {
    const body = answer.querySelector(TEXT);
    const html = body ? cleaned(body).innerHTML : "";
    return isOne ? html : spoken([authorOf(answer), dateOf(answer).slice(0, 10)], html);
  });
  return {
    title: textOf(copy, ".QuestionHeader-title"),
    author: isOne ? authorOf(first) : "",
    published: isOne ? dateOf(first) : "",
    site: "知乎",
    html: (question ? `<blockquote>${cleaned(question).innerHTML}</blockquote>` : "") + said.join(""),
  };
}

export const zhihu: Site = {
  name: "zhihu",
  hosts: /(?:^|\.)zhihu\.com$/,
  read: (copy, { pathname }) =>
    /^\/question\/\d+/.test(pathname)
      ? answersOf(copy, /\/answer\/\d+/.test(pathname))
      : /\/p\/\d+/.test(pathname)
        ? columnOf(copy)
        : null,
};
