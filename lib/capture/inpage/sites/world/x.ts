/** Posts of X: the one of the address, with what its author wrote directly before and after it. */
import { escapeText, textOf, typedText, type Site } from "../site";

const POST = "article[data-testid=tweet]";
const WORDS = "[data-testid=tweetText]";
const TITLE_LENGTH = 80;

/** The account of a post, without its @. */
const accountOf = (post: Element): string =>
  /@(\w{1,20})/.exec(textOf(post, "[data-testid=User-Name]"))?.[1]?.toLowerCase() ?? "";

const nameOf = (post: Element): string =>
  textOf(post, "[data-testid=User-Name] a") || textOf(post, "[data-testid=User-Name]");

const isOf = (post: Element, id: string): boolean =>
  [...post.querySelectorAll("a[href*='/status/']")].some((link) =>
    link.getAttribute("href")?.includes(`/status/${id}`),
  );

function htmlOf(post: Element): string {
  const [own, ...quoted] = [...post.querySelectorAll(WORDS)].map(({ textContent }) => typedText(textContent));
  const pictures = [...post.querySelectorAll("[data-testid=tweetPhoto] img")].map(
    (image) =>
      `<p><img src="${escapeText(image.getAttribute("src") ?? "")}" alt="${escapeText(image.getAttribute("alt") ?? "")}"></p>`,
  );
  return `${own ?? ""}${pictures.join("")}${quoted.map((words) => `<blockquote>${words}</blockquote>`).join("")}`;
}

/** Posts around `index` that the same account wrote one after another. */
function threadAround(posts: readonly Element[], index: number): readonly Element[] {
  const account = posts[index] ? accountOf(posts[index]) : "";
  const isOwn = (post: Element | undefined): boolean => post !== undefined && accountOf(post) === account;
  let from = index;
  let to = index + 1;
  while (isOwn(posts[from - 1])) from--;
  while (isOwn(posts[to])) to++;
  return posts.slice(from, to);
}

export const x: Site = {
  name: "x",
  hosts: /^(?:www\.|mobile\.)?(?:x|twitter)\.com$/,
  read(copy, { pathname }) {
    const id = /\/status\/(\d+)/.exec(pathname)?.[1];
    const posts = [...copy.querySelectorAll(POST)];
    const post = id === undefined ? undefined : (posts.find((one) => isOf(one, id)) ?? posts[0]);
    if (!post) return null;
    const words = textOf(post, WORDS);
    const short = words.length > TITLE_LENGTH ? `${words.slice(0, TITLE_LENGTH).trimEnd()}…` : words;
    return {
      title: [nameOf(post), short].filter((part) => part !== "").join(": "),
      author: nameOf(post),
      published: post.querySelector("time[datetime]")?.getAttribute("datetime") ?? "",
      site: "X",
      html: threadAround(posts, posts.indexOf(post)).map(htmlOf).join("<hr>"),
    };
  },
};
