/**
 * The exact text of a code block, however the page draws it: line breaks as characters, as `<br>`, or as one element for
 * each line without any character between. Line numbers and buttons are not part of it.
 */
import { isElement } from "../nodes";
import { LINE_MARK, UNSELECTABLE_MARK } from "./marks";

/** Line numbers as highlighters draw them, beside the code or at the start of each line. */
export const GUTTER = [
  ".gutter, .rouge-gutter, .linenos, .lineno, .linenumber, .line-number, .line-numbers, .ln, .lnt",
  ".line-numbers-rows, .hljs-ln-numbers, .hljs-ln-n, .react-syntax-highlighter-line-number, .pre-numbering",
  ".code-snippet__line-index, .CodeMirror-gutter-wrapper, .CodeMirror-linenumber, .crayon-nums, .blob-num",
  ".token-line-number, .cm-gutters",
].join(", ");
const NUMBERS = /^\s*\d[\s\d.:|]*$/;
/** What pages put into a code block to be pressed. */
const BUTTONS =
  "button, .copy-code-btn, .copy-btn, .copybtn, .hljs-button, .code-block-extension-header, .clipboard-copy";

const isNumbers = ({ textContent }: Element): boolean => NUMBERS.test(textContent);

/** Takes line numbers and buttons out of a block. It is changed. */
export function dropFurniture(block: Element): void {
  for (const button of block.querySelectorAll(BUTTONS)) button.remove();
  for (const element of block.querySelectorAll(`${GUTTER}, [${UNSELECTABLE_MARK}]`))
    if (isNumbers(element)) element.remove();
}

class Lines {
  private text = "";
  /** A line has ended, and its newline is not written yet: nothing may follow. */
  private isEnded = false;

  write(text: string): void {
    if (text === "") return;
    // White space between two lines is the newline itself.
    if (this.isEnded && !text.startsWith("\n")) this.text += "\n";
    this.isEnded = false;
    this.text += text;
  }

  element(element: Element): void {
    const isLine = element.hasAttribute(LINE_MARK);
    if (isLine && (this.isEnded || (this.text !== "" && !this.text.endsWith("\n")))) {
      this.isEnded = false;
      this.text += "\n";
    }
    const start = this.text.length;
    this.children(element);
    if (isLine && !(this.text.length > start && this.text.endsWith("\n"))) this.isEnded = true;
  }

  children(element: Element): void {
    for (const child of element.childNodes) {
      if (!isElement(child)) this.write(child.nodeValue ?? "");
      else if (child.localName === "br") this.write("\n");
      else this.element(child);
    }
  }

  get whole(): string {
    return this.text;
  }
}

/** WeChat draws each line as a `<code>` of its own; one `<code>` alone is the whole block. */
function settleCodes(block: Element): void {
  const codes = [...block.children];
  if (!codes.every(({ localName }) => localName === "code")) return;
  for (const code of codes)
    if (codes.length > 1) code.setAttribute(LINE_MARK, "");
    else code.removeAttribute(LINE_MARK);
}

const breaks = (text: string): number => text.split("\n").length - 1;

/** The text of a block in a copy, whose marks (marks.ts) tell lines that stand in elements of their own. It is changed. */
export function codeText(block: Element): string {
  if (block.localName === "pre") settleCodes(block);
  const lines = block.querySelectorAll(`[${LINE_MARK}]`);
  const written = breaks(block.textContent) + block.querySelectorAll("br").length;
  // Where the text has its line breaks already, what is drawn as a block is decoration.
  if (written >= lines.length - 1) for (const line of lines) line.removeAttribute(LINE_MARK);
  const text = new Lines();
  text.children(block);
  return text.whole;
}
