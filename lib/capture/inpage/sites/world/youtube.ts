/** Videos of YouTube: what their makers wrote about them. */
import { contentOf, textOf, typedText, type Site } from "../site";

/** The page's data holds the whole description; what is drawn is folded and cut. */
const WRITTEN = /"shortDescription"\s*:\s*("(?:[^"\\]|\\.)*")/;

function descriptionOf(copy: Document): string {
  for (const script of copy.querySelectorAll("script")) {
    const quoted = WRITTEN.exec(script.textContent)?.[1];
    if (quoted === undefined) continue;
    try {
      return String(JSON.parse(quoted));
    } catch {
      // Not the text that was meant: what is drawn remains.
    }
  }
  const drawn = copy.querySelector(
    "#description-inline-expander #expanded, #description-inline-expander, #description",
  );
  return drawn?.textContent ?? contentOf(copy, "meta[name=description]");
}

export const youtube: Site = {
  name: "youtube",
  hosts: /^(?:www\.|m\.|music\.)?youtube\.com$/,
  read(copy, { pathname }) {
    const title =
      textOf(copy, "h1.ytd-watch-metadata, ytd-watch-metadata h1, #title h1") ||
      contentOf(copy, "meta[name=title]");
    if (title === "" || !/^\/(?:watch|shorts|live)/.test(pathname)) return null;
    return {
      title,
      author:
        textOf(copy, "ytd-watch-metadata ytd-channel-name a, #owner ytd-channel-name a") ||
        contentOf(copy, "[itemprop=author] [itemprop=name]"),
      published: contentOf(copy, "meta[itemprop=datePublished], meta[itemprop=uploadDate]"),
      site: "YouTube",
      html: typedText(descriptionOf(copy)),
    };
  },
};
