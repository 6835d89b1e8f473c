/** Pages of Wikipedia and its sister projects, in every language and variant of a language. */
import { cleaned, textOf, type Site } from "../site";

const APART =
  ".mw-editsection, .navbox, .vertical-navbox, .sidebar, .metadata, .ambox, .noprint, .mw-jump-link, #toc, .toc, .shortdescription, .mw-empty-elt, .sistersitebox, .portalbox, .mw-indicators, .printfooter, .catlinks";
/** Variants that stand in the address before the name of the page. Source: LanguageConverter of MediaWiki. */
const VARIANT = /^\/(zh-(?:hans|hant|cn|tw|hk|mo|sg|my)|sr-(?:ec|el)|[a-z]{2}-(?:latn|cyrl))\//;

/** The box of facts floats beside the beginning; in one column it follows the beginning. */
function lowerInfobox(body: Element): void {
  const box = body.querySelector(".infobox");
  const heading = body.querySelector(".mw-heading2, h2");
  if (box && heading && box.compareDocumentPosition(heading) & Node.DOCUMENT_POSITION_FOLLOWING)
    heading.before(box);
}

export const wikipedia: Site = {
  name: "wikipedia",
  hosts: /(?:^|\.)(?:wikipedia|wiktionary|wikibooks|wikisource|wikivoyage|wikiversity)\.org$/,
  read(copy, { pathname }) {
    const body = copy.querySelector("#mw-content-text .mw-parser-output");
    if (!body) return null;
    cleaned(body, APART);
    lowerInfobox(body);
    const language =
      VARIANT.exec(pathname)?.[1] ??
      body.closest("[lang]")?.getAttribute("lang") ??
      copy.documentElement.lang;
    return {
      title: textOf(copy, "#firstHeading, .firstHeading"),
      author: "",
      published: "",
      language,
      html: body.innerHTML,
    };
  },
};
