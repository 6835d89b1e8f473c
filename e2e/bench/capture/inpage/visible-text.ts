/** Text a reader sees in one frame, through shadow roots and the fields of forms. Runs inside of the page. */
import { shadowRootOf } from "../../../../lib/capture/inpage/memory";

const SILENT: ReadonlySet<string> = new Set(
  "script style noscript template head title iframe object video audio canvas".split(" "),
);
const NO_VALUE = /^(hidden|checkbox|radio|file|password)$/;

function fieldValue(element: Element): string | null {
  if (element.localName === "textarea") return (element as HTMLTextAreaElement).value;
  if (element.localName !== "input") return null;
  const input = element as HTMLInputElement;
  return NO_VALUE.test(input.type) ? null : input.value;
}

/** `none`: neither it nor its content is seen; `children`: its elements may be. */
function hidden(element: Element): "none" | "children" | null {
  if (element.localName === "slot" || element.checkVisibility({ visibilityProperty: true })) return null;
  const { display, visibility } = getComputedStyle(element);
  if (display === "none") return "none";
  return visibility === "hidden" && display !== "contents" ? "children" : null;
}

function writeElement(element: Element, out: string[]): void {
  if (SILENT.has(element.localName)) return;
  const value = fieldValue(element);
  if (value !== null) {
    out.push(value);
    return;
  }
  const how = hidden(element);
  if (how === "none") return;
  if (how === "children") for (const child of element.children) write(child, out);
  else writeContent(element, out);
}

function writeContent(element: Element, out: string[]): void {
  const shadow = shadowRootOf(element);
  const assigned = element instanceof HTMLSlotElement ? element.assignedNodes({ flatten: true }) : [];
  for (const node of shadow?.childNodes ?? (assigned.length > 0 ? assigned : element.childNodes))
    write(node, out);
}

function write(node: Node, out: string[]): void {
  if (node.nodeType === Node.TEXT_NODE) out.push(node.nodeValue ?? "");
  else if (node.nodeType === Node.ELEMENT_NODE) writeElement(node as Element, out);
}

export function visibleText(): string {
  const out: string[] = [];
  write(document.documentElement, out);
  return out.filter((text) => text.trim() !== "").join(" ");
}
