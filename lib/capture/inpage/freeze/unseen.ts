/**
 * What no archived page can ever show, since no script runs in it: the inside of what a script put away by a declaration
 * of its own, frames without room, and strays that the parser would move out of the head into the page.
 */
import { isTag } from "../nodes";

/** All that may stand in a head. Anything else ends it when the document is read again. */
const HEAD_CONTENT: ReadonlySet<string> = new Set("style link meta title".split(" "));
const IN_ROOT: ReadonlySet<string> = new Set("head body frameset".split(" "));
/** Wider and higher than this a frame may show something, in CSS pixels. */
const NO_ROOM = 2;
/** What works from within something that is not shown: drawings that others use, style sheets, places of links, choices. */
const WORKS_UNSEEN =
  "svg, style, link, map, slot, input[type=checkbox], input[type=radio], [popover], dialog, body";

const isPutAway = (element: Element): boolean =>
  /display\s*:\s*none/i.test(element.getAttribute("style") ?? "") &&
  getComputedStyle(element).display === "none";

const hasNoRoom = (element: Element): boolean => {
  const { width, height } = element.getBoundingClientRect();
  return width <= NO_ROOM && height <= NO_ROOM;
};

/** Whether a frame's document is never seen: it is put away, or so small that it only counts visitors. */
export const isUnseenFrame = (frame: Element): boolean =>
  isPutAway(frame) || (getComputedStyle(frame).display !== "none" && hasNoRoom(frame));

/** Whether an element stands where no parser would leave it, and is not seen there. */
export function isStray(element: Element): boolean {
  const parent = element.parentElement;
  if (!parent || parent === document.body) return false;
  if (parent === document.head) return isHiddenHead() && !HEAD_CONTENT.has(element.localName);
  return parent === document.documentElement && !IN_ROOT.has(element.localName) && hasNoRoom(element);
}

/** Whether text in the head would be moved into the page. */
export const isStrayText = (parent: Node | null): boolean => parent === document.head && isHiddenHead();

const isHiddenHead = (): boolean => getComputedStyle(document.head).display === "none";

type Judge = (sheet: CSSStyleSheet) => boolean;

/** Whether a rule looks at what lies inside of an element. */
function asksInside(rules: Iterable<CSSRule>, ofSheet: Judge): boolean {
  for (const rule of rules) {
    if (rule instanceof CSSStyleRule && rule.selectorText.includes(":has(")) return true;
    if (rule instanceof CSSImportRule && rule.styleSheet && ofSheet(rule.styleSheet)) return true;
    if ("cssRules" in rule && rule.cssRules instanceof CSSRuleList && asksInside(rule.cssRules, ofSheet))
      return true;
  }
  return false;
}

/** What of one frame is never seen. Style sheets are looked through once, and only when there is something to leave out. */
export class Unseen {
  private readonly answers = new Map<Node, boolean>();

  /** `othersAsk`: whether a sheet that cannot be read from here has such rules. */
  constructor(private readonly othersAsk: boolean) {}

  /**
   * Whether the inside of an element may go: a declaration of its own hides it, which no state and no width undoes. The
   * element itself stays, for those beside it are counted from it.
   */
  isEmptied(element: Element): boolean {
    if (!isPutAway(element) || element.firstChild === null) return false;
    if (element.matches(WORKS_UNSEEN) || element.querySelector(WORKS_UNSEEN) !== null) return false;
    return !isTag(element, ["object", "video", "audio"]) && !this.isAskedInside(element.getRootNode());
  }

  private sheetAsksInside(sheet: CSSStyleSheet): boolean {
    try {
      return asksInside(sheet.cssRules, (imported) => this.sheetAsksInside(imported));
    } catch {
      // Another origin's.
      return this.othersAsk || !/^https?:/.test(sheet.href ?? "");
    }
  }

  private isAskedInside(root: Node): boolean {
    let answer = this.answers.get(root);
    if (answer === undefined) {
      const owner = root instanceof ShadowRoot ? root : document;
      answer = [...owner.styleSheets, ...owner.adoptedStyleSheets].some((sheet) =>
        this.sheetAsksInside(sheet),
      );
      this.answers.set(root, answer);
    }
    return answer;
  }
}
