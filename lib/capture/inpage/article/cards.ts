/**
 * Finds the cards of a page: a heading that leads to another page, with a few words beneath, many beside each other. Home
 * pages, search results and lists of articles are made of them. Their words are remembered, so that it can be told after
 * extraction how much of the text they are.
 */

/** By the words of a part of a card, on one line: the card's number. */
export type CardTexts = ReadonlyMap<string, number>;

const HEADINGS = "h1, h2, h3, h4, h5, h6";
/** Links that lead away; those within the page belong to the text. */
const AWAY = "a[href]:not([href^='#'])";
const MIN_CARDS = 4;

const leadsAway = (heading: Element): boolean =>
  heading.querySelector(AWAY) !== null || heading.closest(AWAY) !== null;

/** The largest element around a heading that holds no other heading. */
function cardOf(heading: Element): Element {
  let card = heading;
  while (card.parentElement && card.parentElement.querySelectorAll(HEADINGS).length === 1)
    card = card.parentElement;
  return card;
}

/** What belongs to a heading in a row of cards without a box of their own: all up to the next heading. */
function following(heading: Element): Element[] {
  const found: Element[] = [];
  for (let next = heading.nextElementSibling; next && !next.matches(HEADINGS); next = next.nextElementSibling)
    found.push(next);
  return found;
}

/** Cards in rows, each as the elements it is made of. */
function findCards(copy: Document): readonly (readonly Element[])[] {
  const rows = new Map<Element, Element[]>();
  for (const heading of copy.querySelectorAll(HEADINGS)) {
    const card = leadsAway(heading) ? cardOf(heading) : null;
    const row = card?.parentElement;
    if (card && row) rows.set(row, [...(rows.get(row) ?? []), card]);
  }
  return [...rows.values()]
    .filter((cards) => cards.length >= MIN_CARDS)
    .flatMap((cards) => cards.map((card) => (card.matches(HEADINGS) ? following(card) : [card])));
}

/** The words of every part of every card, with the card's number. */
export function cardTexts(copy: Document): CardTexts {
  const texts = new Map<string, number>();
  for (const [number, parts] of findCards(copy).entries())
    for (const part of parts)
      for (const element of [part, ...part.querySelectorAll("*")])
        texts.set(element.textContent.replace(/\s+/g, " ").trim(), number);
  return texts;
}
