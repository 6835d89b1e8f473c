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
  /** Most of the text is Han, kana or Hangul, which say more with fewer characters. */
  readonly isCjk: boolean;
  /** Blocks of code. */
  readonly codes: number;
  /** Headings that lead to other pages: lists of articles have one for each. */
  readonly teasers: number;
  /** Fields for a password, shown. */
  readonly passwords: number;
  /** The address is the site's own. */
  readonly isHome: boolean;
}

const MIN_PROSE = 280;
/** With code the words around it may be few. */
const MIN_PROSE_WITH_CODE = 60;
const CJK_SHARE = 0.4;
const MAX_LINKED = 0.5;
const MIN_TEASERS = 4;
/** Running text between two headings that lead away: an article has more. */
const PROSE_PER_TEASER = 700;
const PROSE_BESIDE_LOGIN = 1_500;
const PROSE_OF_HOME = 1_500;

/** Too many headings that lead away for the text between them. */
const isList = ({ teasers }: PageSignsOfText, prose: number): boolean =>
  teasers >= MIN_TEASERS && prose / teasers < PROSE_PER_TEASER;

const isLogin = ({ passwords }: PageSignsOfText, prose: number): boolean =>
  passwords > 0 && prose < PROSE_BESIDE_LOGIN;

/** Whether what was found is an article. */
export function isArticle(signs: PageSignsOfText): boolean {
  const prose = signs.prose / (signs.isCjk ? CJK_SHARE : 1);
  if (prose < (signs.codes > 0 ? MIN_PROSE_WITH_CODE : MIN_PROSE)) return false;
  if (signs.linked > signs.text * MAX_LINKED) return false;
  if (isList(signs, prose) || isLogin(signs, prose)) return false;
  return !signs.isHome || (signs.teasers < 2 && prose >= PROSE_OF_HOME);
}
