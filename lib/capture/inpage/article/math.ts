/**
 * Formulas in one form, whoever drew them: `<math alttext="TeX">` with the MathML where the page has it, else with the TeX
 * as its text. Sources: KaTeX (MathML with a TeX annotation), MathJax 2 (`script[type="math/tex"]`, `data-mathml`),
 * MathJax 3 and 4 (assistive MathML), MediaWiki, and pictures whose description is the formula.
 */
import { isTag } from "../nodes";

const TEX = "annotation[encoding='application/x-tex'], annotation[encoding='TeX']";
/** Pictures and spans that hold TeX in an attribute, and which. */
const HELD: readonly (readonly [selector: string, attribute: string])[] = [
  [".ztext-math[data-tex], [data-tex]:not(math)", "data-tex"],
  ["img.latex, img.tex, img.math, img.equation, img[eeimg], img[src*='latex.codecogs.com']", "alt"],
  ["img[data-formula]", "data-formula"],
  ["img.mwe-math-fallback-image-inline, img.mwe-math-fallback-image-display", "alt"],
];
const MATHML = "http://www.w3.org/1998/Math/MathML";
const MAX_TEX = 4_000;

/** MediaWiki and others wrap every formula to be drawn large. */
const bare = (tex: string): string =>
  tex
    .trim()
    .replace(/^\{\\displaystyle\s*([\s\S]*)\}$/, "$1")
    .replace(/\\\\$/, "")
    .trim()
    .slice(0, MAX_TEX);

function newMath(copy: Document, tex: string, isDisplay: boolean): Element {
  const math = copy.createElementNS(MATHML, "math");
  if (tex !== "") math.setAttribute("alttext", tex);
  if (isDisplay) math.setAttribute("display", "block");
  return math;
}

/** The formula in our form, from MathML of the page and TeX that stands beside it. */
function settled(
  copy: Document,
  found: Element,
  { tex, isDisplay }: { tex: string; isDisplay: boolean },
): Element {
  const own = bare(tex || found.querySelector(TEX)?.textContent || found.getAttribute("alttext") || "");
  const math = newMath(copy, own, isDisplay || found.getAttribute("display") === "block");
  const inner = found.querySelector(":scope > semantics") ?? found;
  for (const child of inner.querySelectorAll(":scope > :not(annotation, annotation-xml)")) math.append(child);
  if (math.childElementCount === 0) math.textContent = own;
  return math;
}

const written = (copy: Document, tex: string, isDisplay: boolean): Element => {
  const math = newMath(copy, bare(tex), isDisplay);
  math.append(copy.createElementNS(MATHML, "mtext"));
  if (math.firstElementChild) math.firstElementChild.textContent = bare(tex);
  return math;
};

function settleKatex(copy: Document): void {
  for (const katex of copy.querySelectorAll(".katex")) {
    const math = katex.querySelector("math");
    if (!math) continue;
    const outer = katex.closest(".katex-display");
    (outer ?? katex).replaceWith(settled(copy, math, { tex: "", isDisplay: outer !== null }));
  }
}

const parsed = (mathml: string): Element | null =>
  new DOMParser().parseFromString(mathml, "text/html").querySelector("math");

/** What MathJax 2 drew for a source remembers its MathML in an attribute. */
function drawnMathml(script: Element): string {
  const drawn = script.previousElementSibling;
  const holder = drawn?.matches("[data-mathml]") ? drawn : drawn?.querySelector("[data-mathml]");
  return holder?.getAttribute("data-mathml") ?? "";
}

/** MathJax 2 leaves the source in a script beside what it drew. */
function settleMathJax2(copy: Document): void {
  for (const script of copy.querySelectorAll("script[type^='math/']")) {
    const type = script.getAttribute("type") ?? "";
    const isDisplay = type.includes("mode=display");
    const isTex = type.startsWith("math/tex");
    const math = parsed(isTex ? drawnMathml(script) : script.textContent);
    const tex = isTex ? script.textContent : "";
    script.replaceWith(math ? settled(copy, math, { tex, isDisplay }) : written(copy, tex, isDisplay));
  }
  for (const drawn of copy.querySelectorAll(
    ".MathJax_Preview, .MathJax_Display, .MathJax, .MathJax_CHTML, .MathJax_SVG, .MJX_Assistive_MathML, #MathJax_Message",
  ))
    drawn.remove();
}

function settleMathJax3(copy: Document): void {
  for (const drawn of copy.querySelectorAll("mjx-container")) {
    const math = drawn.querySelector("mjx-assistive-mml math");
    const isDisplay = drawn.getAttribute("display") === "true";
    if (math) drawn.replaceWith(settled(copy, math, { tex: "", isDisplay }));
  }
}

/** MathML that nobody above has met: MediaWiki's, and any with notes beside the formula. */
function settleOther(copy: Document): void {
  for (const math of copy.querySelectorAll("math")) {
    const wiki = math.closest(".mwe-math-element");
    if (wiki || math.querySelector("annotation, semantics"))
      (wiki ?? math).replaceWith(settled(copy, math, { tex: "", isDisplay: false }));
  }
}

function settleHeld(copy: Document, selector: string, attribute: string): void {
  for (const held of copy.querySelectorAll(selector)) {
    const tex = held.getAttribute(attribute)?.trim() ?? "";
    if (tex === "" || held.closest("math")) continue;
    const isBlock = isTag(held, ["div", "p"]) || /display|block/.test(held.getAttribute("class") ?? "");
    held.replaceWith(written(copy, tex.replace(/^\$+|\$+$/g, ""), isBlock));
  }
}

/** Brings all formulas of the copy into one form. */
export function settleMath(copy: Document): void {
  settleKatex(copy);
  // MathJax 3 names its container as MathJax 2 names what it drew: it comes first.
  settleMathJax3(copy);
  settleMathJax2(copy);
  settleOther(copy);
  for (const [selector, attribute] of HELD) settleHeld(copy, selector, attribute);
}

const formulaToken = (nonce: string, index: number): string => `FORMULA${nonce}N${index}X`;

/** Takes the formulas out of a copy, a word in place of each: extractors drop elements they do not know. */
export function shieldMath(copy: Document, nonce: string): readonly Element[] {
  const formulas = [...copy.querySelectorAll("math")];
  for (const [index, formula] of formulas.entries()) formula.replaceWith(formulaToken(nonce, index));
  return formulas;
}

function textsWith(body: HTMLElement, word: string): readonly Node[] {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const found: Node[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (node.nodeValue?.includes(word)) found.push(node);
  return found;
}

/** Puts the formulas back where their words stand. */
export function restoreMath(body: HTMLElement, formulas: readonly Element[], nonce: string): void {
  const token = new RegExp(`FORMULA${nonce}N(\\d+)X`);
  for (const text of textsWith(body, `FORMULA${nonce}`)) {
    // The odd pieces are the numbers of formulas.
    const pieces = (text.nodeValue ?? "")
      .split(token)
      .map((piece, i) => (i % 2 === 0 ? piece : (formulas[Number(piece)]?.cloneNode(true) ?? "")));
    const parts = document.createDocumentFragment();
    parts.append(...pieces);
    text.parentNode?.replaceChild(parts, text);
  }
}
