/**
 * Turns the reader text of a snapshot into nodes that are safe to show in the app's own document. The capture sanitised
 * it already; here it is hostile again, since a snapshot may come from another device. The text is parsed once and never
 * written out again, so the characters of a code block are exactly those of the stored document.
 */
import createPurifier, { type UponSanitizeAttributeHookEvent } from "dompurify";
import { isBlobHash, type BlobHash } from "../../../domain/ids";
import {
  CODE_CLASS,
  FOLLOWED_LINK,
  ID_PREFIX,
  KEPT_IMAGE,
  readerAttributes,
  readerTags,
} from "./reader-rules";

/** Where the bytes of a kept image can be shown from, or `null` while they cannot. */
export type ImageAddress = (hash: BlobHash) => string | null;

/**
 * Nodes of a reader document: tags and attributes of reader-rules.ts only, kept images at `imageAddress`, all other
 * images without a source, links opened apart from the app.
 */
export function readerContent(html: string, imageAddress: ImageAddress): DocumentFragment {
  const purifier = createPurifier(window);
  purifier.addHook("uponSanitizeAttribute", (element, attribute) =>
    judgeAttribute(element, attribute, imageAddress),
  );
  const content = purifier.sanitize(html, {
    ALLOWED_TAGS: readerTags,
    ALLOWED_ATTR: readerAttributes,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    SANITIZE_NAMED_PROPS: true,
    RETURN_DOM_FRAGMENT: true,
  });
  for (const image of content.querySelectorAll("img")) dropOrSettle(image);
  for (const link of content.querySelectorAll("a[href]")) openApart(link);
  return content;
}

type Judge = (value: string, element: Element, imageAddress: ImageAddress) => string | null;

/** The value an attribute may keep, or `null` to drop it. Attributes that are not listed here are judged by the rules. */
const judges: Readonly<Record<string, Judge>> = {
  src: (value, element, imageAddress) => {
    const hash = element.localName === "img" ? KEPT_IMAGE.exec(value)?.[1] : undefined;
    return isBlobHash(hash) ? imageAddress(hash) : null;
  },
  href: (value, element) => (element.localName === "a" && FOLLOWED_LINK.test(value) ? value : null),
  class: (value) => {
    const classes = value.split(/\s+/).filter((name) => CODE_CLASS.test(name));
    return classes.length > 0 ? classes.join(" ") : null;
  },
};

function judgeAttribute(
  element: Element,
  attribute: UponSanitizeAttributeHookEvent,
  imageAddress: ImageAddress,
): void {
  const judge = Object.hasOwn(judges, attribute.attrName) ? judges[attribute.attrName] : undefined;
  if (!judge) return;
  const value = judge(attribute.attrValue.trim(), element, imageAddress);
  if (value === null) attribute.keepAttr = false;
  else attribute.attrValue = value;
}

/** An image without bytes shows its description, or nothing where it has none. */
function dropOrSettle(image: HTMLImageElement): void {
  if (!image.hasAttribute("src") && !image.alt.trim()) {
    image.remove();
    return;
  }
  image.setAttribute("loading", "lazy");
  image.setAttribute("decoding", "async");
}

function openApart(link: Element): void {
  if (link.getAttribute("href")?.startsWith("#")) return;
  link.setAttribute("target", "_blank");
  link.setAttribute("rel", "noopener noreferrer nofollow");
  link.setAttribute("referrerpolicy", "no-referrer");
}

/** The element of this text that a link inside it (`#name`) points to. */
export function placeInText(text: ParentNode, href: string): Element | null {
  const name = decodeFragment(href.slice(1));
  return name === "" ? null : text.querySelector(`[id="${CSS.escape(ID_PREFIX + name)}"]`);
}

function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    // Not every page encodes its fragments well: the raw name is the next best.
    return fragment;
  }
}
