/**
 * Elements that cannot be written as they stand: live state becomes attributes, drawings become pictures, frames become
 * documents inside the document, everything that runs or loads by itself goes.
 */
import { INDEX_PROPERTY, type Insets } from "../../frozen";
import { attribute, escapeAttribute, escapeText } from "./escape";
import { writeAttributes } from "./attributes";
import { isForPaper, linkedSheetToken, mediaOf, preferredStyleSet } from "./styles";
import { absolute, type Sheaf } from "./sheaf";
import { isTag } from "../nodes";
import { isUnseenFrame } from "./unseen";

/** Written by nobody, with all they contain. */
export const DROPPED: ReadonlySet<string> = new Set(
  "script noscript base portal fencedframe template noembed noframes track param bgsound".split(" "),
);

/** Marks an element in the page, so that the capture process can find it again. */
const mark = (element: Element, index: number): void => {
  Object.defineProperty(element, INDEX_PROPERTY, { value: index, configurable: true });
};

type Tools = { readonly sheaf: Sheaf; readonly children: (element: Element) => void };
/** Writes the whole element. */
type ElementWriter = (element: Element, tools: Tools) => void;

const writer =
  <K extends keyof HTMLElementTagNameMap>(
    names: readonly K[],
    write: (element: HTMLElementTagNameMap[K], tools: Tools) => void,
  ): ElementWriter =>
  (element, tools) => {
    if (isTag(element, names)) write(element, tools);
  };

function pictureOf(canvas: HTMLCanvasElement): string {
  try {
    return canvas.toDataURL("image/png");
  } catch {
    // Drawn with another origin's pictures: the compositor takes it instead.
    return "";
  }
}

/** What lies around the drawing: the archived page draws it by its own style. */
function insetsOf(element: Element): Insets {
  const style = getComputedStyle(element);
  const sum = (...lengths: readonly string[]): number =>
    lengths.reduce((all, length) => all + (Number.parseFloat(length) || 0), 0);
  return {
    left: sum(style.borderLeftWidth, style.paddingLeft),
    top: sum(style.borderTopWidth, style.paddingTop),
    right: sum(style.borderRightWidth, style.paddingRight),
    bottom: sum(style.borderBottomWidth, style.paddingBottom),
  };
}

const writeCanvas = writer(["canvas"], (canvas, { sheaf }) => {
  const data = pictureOf(canvas);
  const isReadable = data.length > 32;
  const index = sheaf.canvases.push(isReadable ? null : insetsOf(canvas)) - 1;
  mark(canvas, index);
  const source = isReadable
    ? sheaf.token("R", sheaf.resourceAt(`canvas:${index}`, data, 0))
    : sheaf.token("K", index);
  const size = ["width", "height"]
    .filter((name) => !canvas.hasAttribute(name))
    .map((name) => attribute(name, String(name === "width" ? canvas.width : canvas.height)));
  sheaf.out.push("<img", writeAttributes(canvas, true, sheaf), ...size, ` alt="" src="${source}">`);
});

function frameDocument(frame: Element, sheaf: Sheaf): string {
  if (isUnseenFrame(frame)) return "";
  const index = sheaf.frames++;
  mark(frame, index);
  return sheaf.token("F", index);
}

const writeFrame: ElementWriter = (frame, { sheaf }) => {
  const name = frame.localName;
  sheaf.out.push(
    `<${name}`,
    writeAttributes(frame, true, sheaf),
    ` sandbox="" srcdoc="${frameDocument(frame, sheaf)}">`,
  );
  if (name === "iframe") sheaf.out.push("</iframe>");
};

const isPicture = (type: string, url: string): boolean =>
  type.startsWith("image/") || /\.(png|jpe?g|gif|svg|webp|avif)([?#]|$)/i.test(url);

const writePlugin = writer(["object", "embed"], (plugin, { sheaf, children }) => {
  const url = absolute(plugin.getAttribute(plugin.localName === "object" ? "data" : "src"));
  const attributes = writeAttributes(plugin, true, sheaf);
  if (isPicture(plugin.type, url)) {
    const width = plugin.hasAttribute("width")
      ? ""
      : attribute("width", String(Math.round(plugin.clientWidth)));
    sheaf.out.push(`<img${attributes}${width} src="${escapeAttribute(sheaf.resource(url))}">`);
  } else if (plugin.localName === "object") {
    sheaf.out.push(`<object${attributes}>`);
    children(plugin);
    sheaf.out.push("</object>");
  }
});

const writeLink = writer(["link"], (link, { sheaf }) => {
  const rel = link.rel.toLowerCase();
  if (/\bstylesheet\b/.test(rel)) writeSheet(link, sheaf);
  else if (/\bicon\b/.test(rel) && link.href) writeIcon(link, sheaf);
  else if (/^(canonical|license|author)$/.test(rel) && /^https?:/.test(link.href))
    sheaf.out.push(`<link${attribute("rel", rel)}${attribute("href", link.href)}>`);
});

/** One of a page's icons is enough: the first, or a drawing that is as sharp at any size. */
function writeIcon(link: HTMLLinkElement, sheaf: Sheaf): void {
  const icons = [...document.querySelectorAll<HTMLLinkElement>('link[rel~="icon" i][href]')];
  const best = icons.find((icon) => icon.type === "image/svg+xml") ?? icons[0];
  if (link === best) sheaf.out.push(`<link rel="icon" href="${escapeAttribute(sheaf.resource(link.href))}">`);
}

/** Whether the sheet is switched off, for paper alone, or belongs to a style set that is not in use. */
function isUnused(link: HTMLLinkElement): boolean {
  if (isForPaper(mediaOf(link))) return true;
  if (!link.href || link.disabled || link.sheet?.disabled === true) return true;
  return link.title === "" ? /\balternate\b/i.test(link.rel) : link.title !== preferredStyleSet();
}

function mediaAttribute(element: HTMLLinkElement | HTMLStyleElement): string {
  const media = mediaOf(element);
  return media === "" ? "" : attribute("media", media);
}

function writeSheet(link: HTMLLinkElement, sheaf: Sheaf): void {
  if (isUnused(link)) return;
  const attributes = mediaAttribute(link) + (link.id ? attribute("id", link.id) : "");
  sheaf.out.push(`<style${attributes}>`, linkedSheetToken(link, sheaf), "</style>");
}

const writeMeta = writer(["meta"], (meta, { sheaf }) => {
  if (!meta.hasAttribute("charset") && !meta.hasAttribute("http-equiv"))
    sheaf.out.push("<meta", writeAttributes(meta, true, sheaf), ">");
});

const writeRawAsPre: ElementWriter = (element, { sheaf }) => {
  sheaf.out.push("<pre>", escapeText(element.textContent), "</pre>");
};

const writeTextarea = writer(["textarea"], (area, { sheaf }) => {
  // The parser drops one newline after the start tag.
  const lead = area.value.startsWith("\n") ? "\n" : "";
  sheaf.out.push(
    "<textarea",
    writeAttributes(area, true, sheaf),
    ">",
    lead,
    escapeText(area.value),
    "</textarea>",
  );
});

export const WHOLE: Readonly<Record<string, ElementWriter>> = {
  canvas: writeCanvas,
  iframe: writeFrame,
  frame: writeFrame,
  object: writePlugin,
  embed: writePlugin,
  link: writeLink,
  meta: writeMeta,
  xmp: writeRawAsPre,
  plaintext: writeRawAsPre,
  textarea: writeTextarea,
  source: (element, { sheaf }) => {
    // The picture, video or sound that owns it has made its choice.
    const owner = element.parentElement?.localName ?? "";
    if (!["picture", "video", "audio"].includes(owner))
      sheaf.out.push("<source", writeAttributes(element, true, sheaf), ">");
  },
};

/** Attributes that carry live state, added to the element's own. */
type Extra = (element: Element, sheaf: Sheaf) => string;
const extra =
  <K extends keyof HTMLElementTagNameMap>(
    name: K,
    write: (element: HTMLElementTagNameMap[K], sheaf: Sheaf) => string,
  ): Extra =>
  (element, sheaf) =>
    isTag(element, [name]) ? write(element, sheaf) : "";

/** A picture that did not load; one without own size (some SVG) has no width either. */
const isBroken = (image: HTMLImageElement, url: string): boolean =>
  image.complete && image.naturalWidth === 0 && !/\.svg/i.test(url);

const imageSource = extra("img", (image, sheaf) => {
  const url = image.currentSrc || image.src;
  if (url === "") return image.hasAttribute("src") ? ' src=""' : "";
  if (isBroken(image, url)) return ' src="data:,"';
  const isChosen = image.hasAttribute("srcset") || image.parentElement?.localName === "picture";
  if (!isChosen || !/^https?:/.test(url)) return ` src="${escapeAttribute(sheaf.resource(url))}"`;
  const index = sheaf.resourceAt(url.replace(/#.*$/, ""), "", image.naturalWidth);
  return ` src="${sheaf.token("R", index)}"${sheaf.token("W", index)}`;
});

const inputState = extra("input", (input, sheaf) => {
  if (input.type === "checkbox" || input.type === "radio")
    return (
      (input.checked ? " checked" : "") + (input.hasAttribute("value") ? attribute("value", input.value) : "")
    );
  if (input.type === "image")
    return ` src="${escapeAttribute(sheaf.resource(absolute(input.getAttribute("src"))))}"`;
  // What somebody may have typed in secret is not kept.
  return ["file", "password"].includes(input.type) || input.value === ""
    ? ""
    : attribute("value", input.value);
});

function firstPicture(video: HTMLVideoElement): string {
  if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || video.videoWidth === 0) return "";
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext("2d")?.drawImage(video, 0, 0);
  return pictureOf(canvas);
}

/** The size a film is laid out with by its own pixels, where no attribute says one. */
const filmSize = (video: HTMLVideoElement): string =>
  video.hasAttribute("width") || video.hasAttribute("height") || video.videoWidth === 0
    ? ""
    : attribute("width", String(video.clientWidth)) + attribute("height", String(video.clientHeight));

/** The poster with its attribute: a poster that is missing would leave the player without its own ground. */
function posterOf(video: HTMLVideoElement, sheaf: Sheaf): string {
  const { poster } = video;
  const data = poster ? (sheaf.blobs.get(poster) ?? "") : firstPicture(video);
  const url = poster || (data && `video:${sheaf.out.length}`);
  return url === "" ? "" : sheaf.token("P", sheaf.resourceAt(url, data, 0));
}

const videoState = extra("video", (video, sheaf) => posterOf(video, sheaf) + filmSize(video));

export const EXTRAS: Readonly<Record<string, Extra>> = {
  img: imageSource,
  style: extra("style", mediaAttribute),
  input: inputState,
  video: videoState,
  option: extra("option", (option) => (option.selected ? " selected" : "")),
};
