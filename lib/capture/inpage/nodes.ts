/**
 * What a node is, asked by name and number instead of by class: a node that came out of a frame, or that a page moved
 * there, has that frame's classes and would fail `instanceof`.
 */
export const isElement = (node: Node): node is Element => node.nodeType === Node.ELEMENT_NODE;

export const isText = (node: Node): boolean =>
  node.nodeType === Node.TEXT_NODE || node.nodeType === Node.CDATA_SECTION_NODE;

/** Whether an HTML element has one of some names. */
export const isTag = <K extends keyof HTMLElementTagNameMap>(
  element: Element,
  names: readonly K[],
): element is HTMLElementTagNameMap[K] => names.some((name) => name === element.localName);

export const isDocument = (node: Node): node is Document => node.nodeType === Node.DOCUMENT_NODE;

/** A deep copy of a document. */
export function cloneDocument(of: Document): Document {
  const copy = of.cloneNode(true);
  if (!isDocument(copy)) throw new Error("the copy of a document is a document");
  return copy;
}
