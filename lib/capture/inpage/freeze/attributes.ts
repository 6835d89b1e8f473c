/**
 * Writes the attributes of one element. What runs, loads or navigates is left out or replaced by a token; what a special
 * element needs instead is added by elements.ts.
 */
import { attribute, escapeAttribute } from "./escape";
import { absolute, type Sheaf } from "./sheaf";
import { standingStyle, topLayerMark } from "./standing";

const set = (names: string): ReadonlySet<string> => new Set(names.split(" "));

const NEVER = set(
  "nonce integrity ping crossorigin autofocus srcdoc formaction manifest attributionsrc http-equiv blocking shadowrootmode",
);
/** Attributes of single elements that are written anew, or not at all. */
const NOT_ON: Readonly<Record<string, ReadonlySet<string>>> = {
  img: set("src srcset sizes loading decoding fetchpriority lowsrc dynsrc"),
  input: set("value checked src"),
  option: set("selected"),
  video: set("src autoplay poster preload"),
  audio: set("src autoplay preload"),
  iframe: set("src loading allow name csp sandbox allowfullscreen credentialless"),
  frame: set("src name"),
  embed: set("src"),
  object: set("data codebase classid archive"),
  blockquote: set("cite"),
  q: set("cite"),
  ins: set("cite"),
  del: set("cite"),
};

type Writer = (element: Element, value: string, sheaf: Sheaf) => string;

/** Fragment of an address in this very document, or "". */
function ownFragment(url: string): string {
  const at = url.indexOf("#");
  return at !== -1 && url.slice(0, at) === location.href.split("#", 1)[0] ? url.slice(at) : "";
}

function linkTarget(value: string): string {
  const url = value.trim().startsWith("#") ? value.trim() : absolute(value);
  if (url.startsWith("#")) return url;
  return /^(https?|mailto|tel|ftp):/.test(url) ? ownFragment(url) || url : "";
}

const anchorHref: Writer = (_element, value, sheaf) => {
  const url = linkTarget(value);
  const href = url === "" ? "" : attribute("href", url);
  const opens = url === "" || url.startsWith("#") ? "" : ' target="_blank"';
  return href + opens + sheaf.original("href", value);
};

const styleAttribute: Writer = (_element, value, sheaf) =>
  /url\(|image-set|src\(/i.test(value)
    ? ` style="${sheaf.cssToken({ text: value, href: "", base: document.baseURI, where: "attribute" })}"`
    : attribute("style", value);

const HTML_WRITERS: Readonly<Record<string, Writer>> = {
  style: styleAttribute,
  href: (element, value, sheaf) =>
    element.localName === "a" || element.localName === "area" ? anchorHref(element, value, sheaf) : "",
  target: (element, value, sheaf) =>
    element.localName === "a" || element.localName === "area" ? sheaf.original("target", value) : "",
  action: (_element, value) => {
    const url = absolute(value);
    return /^https?:/.test(url) ? attribute("action", url) : "";
  },
  background: (_element, value, sheaf) => ` background="${sheaf.resource(absolute(value))}"`,
  longdesc: () => "",
  // That of a style sheet is written as the sheet has it.
  media: (element, value) => (element.localName === "style" ? "" : attribute("media", value)),
  usemap: (_element, value) => (value.startsWith("#") ? attribute("usemap", value) : ""),
};

const svgHref: Writer = (element, value, sheaf) => {
  const name = element.localName;
  if (name === "use") return symbolHref(value, sheaf);
  if (name === "image" || name === "feImage")
    return ` href="${escapeAttribute(sheaf.resource(absolute(value)))}"`;
  if (name === "a") return anchorHref(element, value, sheaf);
  return value.startsWith("#") ? attribute("href", value) : "";
};

/** Symbols of other files are copied in: Chromium refuses to take them from a `data:` address. */
function symbolHref(value: string, sheaf: Sheaf): string {
  if (value.startsWith("#")) return attribute("href", value);
  const url = absolute(value);
  const own = ownFragment(url);
  if (own) return attribute("href", own);
  return /^https?:.*#./.test(url) ? attribute("href", `#${sheaf.symbol(url)}`) : "";
}

const SVG_WRITERS: Readonly<Record<string, Writer>> = {
  style: styleAttribute,
  href: svgHref,
  "xlink:href": (element, value, sheaf) =>
    element.hasAttribute("href") ? "" : svgHref(element, value, sheaf),
  target: () => "",
};

const isKept = (element: Element, name: string): boolean =>
  !name.startsWith("on") &&
  !NEVER.has(name) &&
  !/[\s"'<>/=]/.test(name) &&
  !NOT_ON[element.localName]?.has(name);

/** The style attribute of an element that needs declarations besides its own; "" for all others. */
function standingAttribute(element: Element, sheaf: Sheaf): string {
  const standing = standingStyle(element, sheaf.scrollTargets);
  if (standing === "") return "";
  const own = (element.getAttribute("style") ?? "").replace(/;?\s*$/, "");
  return styleAttribute(element, own === "" ? standing : `${own};${standing}`, sheaf);
}

/** All attributes of an element that stay, each with a leading space. */
export function writeAttributes(element: Element, isHtml: boolean, sheaf: Sheaf): string {
  const standing = standingAttribute(element, sheaf);
  let text = topLayerMark(element) + standing;
  for (const { name, value } of element.attributes) {
    const lower = name.toLowerCase();
    if (!isKept(element, lower) || (lower === "style" && standing !== "")) continue;
    const writer = (isHtml ? HTML_WRITERS : SVG_WRITERS)[lower];
    if (writer) text += writer(element, value, sheaf);
    else if (!isHtml && /url\(/i.test(value)) text += ` ${name}="${paint(value, sheaf)}"`;
    else text += attribute(name, value);
  }
  return text;
}

/** `fill="url(#a)"` and its kin. */
const paint = (value: string, sheaf: Sheaf): string =>
  sheaf.cssToken({ text: value, href: "", base: document.baseURI, where: "attribute" });
