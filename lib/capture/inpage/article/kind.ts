/**
 * Whether a page is an article: something written to be read from its beginning to its end. Home pages, lists, search
 * results, logins and applications are none, and open as the page they are. Pure; bench:reader counts its mistakes.
 */

export interface PageSignsOfText {
  /** Characters of running text: blocks of some length that end as a sentence does, without those that are links. */
  readonly prose: number;
  /** Characters of all text that was found. */
  readonly text: number;
  /** Of these, inside of links to other pages. */
  readonly linked: number;
  /** Share of links in the words of the whole page, from 0 to 1. */
  readonly pageLinked: number;
  /** Most of the text is Han, kana or Hangul, which say more with fewer characters. */
  readonly isCjk: boolean;
  /** Blocks of code. */
  readonly codes: number;
  /** How much of the running text stands in cards (cards.ts), and in how many. */
  readonly inCards: number;
  readonly cards: number;
  /** Fields for a password, shown. */
  readonly passwords: number;
  /** The address is the site's own. */
  readonly isHome: boolean;
}

const MIN_PROSE = 280;
/** With code the words around it may be few. */
const MIN_PROSE_WITH_CODE = 40;
const CJK_SHARE = 0.4;
const MAX_LINKED = 0.5;
/** A page of little but links has a preface at most. */
const MAX_PAGE_LINKED = 0.85;
const PROSE_OF_PREFACE = 3_000;
/** A list has this share of its text in cards, and no more than this in each. */
const SHARE_IN_CARDS = 0.5;
const PROSE_PER_CARD = 700;
const PROSE_BESIDE_LOGIN = 1_500;
const PROSE_OF_HOME = 1_500;

const isList = ({ prose, inCards, cards }: PageSignsOfText): boolean =>
  inCards > prose * SHARE_IN_CARDS && inCards < cards * PROSE_PER_CARD;

/** With much running text around them, lists of links are part of an article. */
const isIndex = ({ linked, text, pageLinked }: PageSignsOfText, prose: number): boolean =>
  prose < PROSE_OF_PREFACE && (linked > text * MAX_LINKED || pageLinked > MAX_PAGE_LINKED);

const isLogin = ({ passwords }: PageSignsOfText, prose: number): boolean =>
  passwords > 0 && prose < PROSE_BESIDE_LOGIN;

/** Whether what was found is an article. */
export function isArticle(signs: PageSignsOfText): boolean {
  const prose = signs.prose / (signs.isCjk ? CJK_SHARE : 1);
  if (prose < (signs.codes > 0 ? MIN_PROSE_WITH_CODE : MIN_PROSE)) return false;
  if (isIndex(signs, prose) || isList(signs) || isLogin(signs, prose)) return false;
  return !signs.isHome || (signs.cards < 2 && prose >= PROSE_OF_HOME);
}
