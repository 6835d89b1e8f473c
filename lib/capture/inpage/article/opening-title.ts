/**
 * A reader shows the title above the article, so the article does not begin with it again. Extractors take it away as far
 * as they can compare words with spaces between them; this compares letters, of any script.
 */

/** What stands between a page's own title and the name of its site. */
const SEPARATOR = /^\s*[-–—|｜_·•:：»«/]/;

const plain = (text: string): string => text.normalize("NFKC").replaceAll(/\s+/g, " ").trim().toLowerCase();

function isTitle(heading: string, title: string): boolean {
  const [said, whole] = [plain(heading), plain(title)];
  if (said === "" || !whole.startsWith(said)) return false;
  return said === whole || SEPARATOR.test(whole.slice(said.length));
}

/** Removes a heading of the two highest ranks that opens the article and says its title. */
export function dropOpeningTitle(body: HTMLElement, title: string): void {
  const heading = body.querySelector("h1, h2");
  if (!heading || !isTitle(heading.textContent, title)) return;
  const before = body.ownerDocument.createRange();
  before.setStart(body, 0);
  before.setEndBefore(heading);
  const opens = before.toString().trim() === "";
  // A picture or a formula before it may belong to it; a heading with one inside says more than the title.
  if (opens && !heading.querySelector("img, picture, math, code")) heading.remove();
}
