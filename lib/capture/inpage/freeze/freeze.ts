/**
 * Writes one frame of the page as it stands now, without anything that runs. No network: bytes come from the browser's
 * own responses later; only `blob:` addresses, which die with the page, are read here.
 */
import type { FreezeOptions, FrozenFrame } from "../../frozen";
import { shadowRootOf } from "../memory";
import { isElement, isTag, isText } from "../nodes";
import { writeAttributes } from "./attributes";
import { DROPPED, EXTRAS, WHOLE } from "./elements";
import { escapeText } from "./escape";
import { Sheaf } from "./sheaf";
import { Spaces } from "./spaces";
import { scrollTargets, topLayerStyles } from "./standing";
import { adoptedStyles, isForPaper, mediaOf, styleSource } from "./styles";
import { isStray, isStrayText, Unseen } from "./unseen";

const XHTML = "http://www.w3.org/1999/xhtml";
const VOID: ReadonlySet<string> = new Set(
  "area base br col embed hr img input link meta param source track wbr".split(" "),
);
const MAX_BLOB_BYTES = 8 * 1024 * 1024;
const MAX_BLOBS = 200;

const isHtml = (element: Element): boolean => element.namespaceURI === XHTML;

/** SVG that animates an address could turn a harmless link into a script. */
const isHostileSvg = (element: Element): boolean =>
  element.localName === "script" ||
  element.localName === "handler" ||
  (/^(animate|set|animatetransform|animatemotion)$/i.test(element.localName) &&
    /href|^on/i.test(element.getAttribute("attributeName") ?? ""));

class FrameWriter {
  private readonly spaces = new Spaces();
  private readonly unseen: Unseen;

  constructor(readonly sheaf: Sheaf) {
    this.unseen = new Unseen(sheaf.options.sheetsAskInside);
  }

  children(parent: ParentNode & Node): void {
    for (let child = parent.firstChild; child; child = child.nextSibling) this.node(child);
  }

  node(node: Node): void {
    if (isElement(node)) this.element(node);
    else if (isText(node)) this.text(node.nodeValue ?? "", node.parentNode);
  }

  private text(text: string, parent: Node | null): void {
    if (text.trim() !== "" && isStrayText(parent)) return;
    this.sheaf.out.push(escapeText(this.spaces.shorten(text, parent)));
  }

  private element(element: Element): void {
    const html = isHtml(element);
    if (isStray(element)) return;
    if (html ? DROPPED.has(element.localName) : isHostileSvg(element)) return;
    this.sheaf.note(element);
    const whole = html ? WHOLE[element.localName] : undefined;
    if (whole) whole(element, { sheaf: this.sheaf, children: (e) => this.children(e) });
    else this.ordinary(element, html);
  }

  private ordinary(element: Element, html: boolean): void {
    const { sheaf } = this;
    const name = html ? element.localName : element.nodeName;
    sheaf.out.push("<", name, writeAttributes(element, html, sheaf), this.extras(element, html), ">");
    if (html && VOID.has(name)) return;
    if (html && name === "head") sheaf.out.push(sheaf.options.head, topLayerStyles(document));
    this.inside(element, html);
    if (html && name === "head") sheaf.out.push(adoptedStyles(document, sheaf));
    if (html && name === "body") sheaf.out.push(sheaf.symbolTokens());
    sheaf.out.push("</", name, ">");
  }

  private extras(element: Element, html: boolean): string {
    if (!html) return "";
    let text = EXTRAS[element.localName]?.(element, this.sheaf) ?? "";
    if (element.localName.includes("-")) {
      this.sheaf.hasCustomElements = true;
      // Without scripts no element is ever defined: style sheets ask this mark instead.
      if (!element.matches(":defined")) text += " data-ls-undefined";
    }
    return text;
  }

  private inside(element: Element, html: boolean): void {
    if (html && this.unseen.isEmptied(element)) return;
    this.shadow(element);
    this.content(element, html);
  }

  private content(element: Element, html: boolean): void {
    if (element.localName === "style") {
      this.style(element, html);
      return;
    }
    // The parser drops one newline after these start tags.
    const dropsNewline = html && (element.localName === "pre" || element.localName === "listing");
    const { firstChild } = element;
    if (dropsNewline && firstChild && isText(firstChild) && firstChild.nodeValue?.startsWith("\n"))
      this.sheaf.out.push("\n");
    this.children(element);
  }

  private style(element: Element, html: boolean): void {
    const isOwn = html && isTag(element, ["style"]);
    if (isOwn && (element.sheet?.disabled || isForPaper(mediaOf(element)))) return;
    const text = isOwn ? styleSource(element) : element.textContent;
    const where = html ? "style" : "svg";
    this.sheaf.out.push(this.sheaf.cssToken({ text, href: "", base: document.baseURI, where }));
  }

  private shadow(element: Element): void {
    const root = shadowRootOf(element);
    if (!root) return;
    const focus = root.delegatesFocus ? " shadowrootdelegatesfocus" : "";
    this.sheaf.out.push(`<template shadowrootmode="open"${focus}>`, topLayerStyles(root));
    this.sheaf.out.push(adoptedStyles(root, this.sheaf));
    this.children(root);
    this.sheaf.out.push("</template>");
  }
}

function blobAddresses(root: Document | ShadowRoot, found: Set<string>): void {
  for (const element of root.querySelectorAll("*")) {
    const candidates = ["src", "href", "poster"].map((name) => element.getAttribute(name) ?? "");
    if (element instanceof HTMLImageElement) candidates.push(element.currentSrc);
    for (const url of candidates) if (url.startsWith("blob:") && found.size < MAX_BLOBS) found.add(url);
    const shadow = shadowRootOf(element);
    if (shadow) blobAddresses(shadow, found);
  }
}

async function readBlob(url: string): Promise<string> {
  try {
    const blob = await (await fetch(url)).blob();
    if (blob.size > MAX_BLOB_BYTES) return "";
    return await new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.addEventListener("load", () => resolve(typeof reader.result === "string" ? reader.result : ""));
      reader.addEventListener("error", () => reject(new Error("unreadable")));
      reader.readAsDataURL(blob);
    });
  } catch {
    // Revoked by the page: nothing to keep.
    return "";
  }
}

/** An identifier may hold any character; one that could end the declaration is not repeated. */
const quotedId = (id: string): string => (/["<>]/.test(id) ? ' ""' : ` "${id}"`);

/** The document type, which chooses between standards and quirks mode. */
function doctype(): string {
  const type = document.doctype;
  if (!type) return "";
  const publicId = type.publicId ? ` PUBLIC${quotedId(type.publicId)}` : "";
  const systemId = type.systemId ? `${publicId ? "" : " SYSTEM"}${quotedId(type.systemId)}` : "";
  return `<!DOCTYPE ${/^\w+$/.test(type.name) ? type.name : "html"}${publicId}${systemId}>\n`;
}

/** The frame as text with tokens, and what the tokens stand for. */
export async function freezeFrame(options: FreezeOptions): Promise<FrozenFrame> {
  const sheaf = new Sheaf(options);
  const blobs = new Set<string>();
  blobAddresses(document, blobs);
  await Promise.all([...blobs].map(async (url) => sheaf.blobs.set(url, await readBlob(url))));
  sheaf.scrollTargets = scrollTargets(document);
  sheaf.out.push(doctype());
  new FrameWriter(sheaf).node(document.documentElement);
  return sheaf.finish();
}

/**
 * One symbol of another SVG file as hidden markup of this document, under a new id; "" where the file has no such symbol.
 */
export function freezeSymbol(
  options: FreezeOptions & { svg: string; from: string; id: string },
): FrozenFrame {
  const sheaf = new Sheaf(options);
  const file = new DOMParser().parseFromString(options.svg, "image/svg+xml");
  const symbol = file.getElementById(options.from);
  if (symbol) {
    symbol.id = options.id;
    sheaf.out.push('<svg xmlns="http://www.w3.org/2000/svg" style="display:none">');
    new FrameWriter(sheaf).node(symbol);
    sheaf.out.push("</svg>");
  }
  return sheaf.finish();
}
