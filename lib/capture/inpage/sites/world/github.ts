/** README, files, and conversations (issues, pull requests, discussions) of GitHub. */
import { cleaned, escapeText, spoken, textOf, type Site, type SiteArticle } from "../site";

const MARKDOWN = ".markdown-body";
const COMMENT =
  "[data-testid^='comment-viewer-outer-box'], [data-testid='issue-viewer-issue-container'], .react-issue-comment, .timeline-comment, .js-comment, .TimelineItem";
const AUTHOR =
  "[data-testid='issue-body-header-author'], [data-testid='avatar-link'], a.author, [data-hovercard-type=user]";
const EXTENSION = /\.(\w{1,12})$/;

const tidy = (body: Element): string =>
  cleaned(body, ".anchor, .zeroclipboard-container, clipboard-copy, .js-suggested-changes-blob").innerHTML;

function conversationOf(copy: Document): SiteArticle | null {
  const bodies = [...copy.querySelectorAll(MARKDOWN)].filter(
    (body) => body.textContent.trim() !== "" && !body.parentElement?.closest(MARKDOWN),
  );
  const said = bodies.map((body) => {
    const comment = body.closest(COMMENT);
    const author = comment ? textOf(comment, AUTHOR) : "";
    const time = comment?.querySelector("relative-time, time")?.getAttribute("datetime") ?? "";
    return { author, time, html: tidy(body) };
  });
  const [first, ...rest] = said;
  if (!first) return null;
  return {
    title: textOf(
      copy,
      "[data-testid='issue-title'], .js-issue-title, .gh-header-title .markdown-title, h1 bdi",
    ),
    author: first.author,
    published: first.time,
    html:
      first.html + rest.map(({ author, time, html }) => spoken([author, time.slice(0, 10)], html)).join(""),
  };
}

/** The text of a file stands whole in a field for the keyboard; what is drawn is only the part on screen. */
function fileOf(copy: Document, url: URL): SiteArticle | null {
  const name = decodeURI(url.pathname.split("/").at(-1) ?? "");
  const facts = { title: name, author: "", published: "" };
  const rendered = copy.querySelector(`article${MARKDOWN}`);
  if (rendered) return { ...facts, html: tidy(rendered) };
  const text =
    copy.querySelector("#read-only-cursor-text-area, textarea[aria-label='file content']")?.textContent ??
    copy.querySelector("pre.js-file-line-container, .blob-wrapper pre, .react-code-lines pre")?.textContent ??
    "";
  if (text === "") return null;
  const language = EXTENSION.exec(name)?.[1] ?? "";
  return {
    ...facts,
    html: `<pre data-lang="${escapeText(language)}">${escapeText(text).replace(/^\n/, "\n\n")}</pre>`,
  };
}

function readmeOf(copy: Document, owner: string, name: string): SiteArticle | null {
  const body = copy.querySelector(`#readme ${MARKDOWN}, article${MARKDOWN}`);
  return body ? { title: `${owner}/${name}`, author: owner, published: "", html: tidy(body) } : null;
}

export const github: Site = {
  name: "github",
  hosts: /^(?:www\.)?github\.com$/,
  read(copy, url) {
    const [owner = "", name = "", part = ""] = url.pathname.split("/").filter((piece) => piece !== "");
    if (name === "") return null;
    if (/^(?:issues|pull|discussions)$/.test(part))
      return /\/\d+/.test(url.pathname) ? conversationOf(copy) : null;
    if (part === "blob") return fileOf(copy, url);
    return part === "" || part === "tree" ? readmeOf(copy, owner, name) : null;
  },
};
