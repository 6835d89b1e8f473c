/**
 * Recognises pages that say under a good status that there is no page: "soft 404s". Title and text must say so, and
 * little else may stand there, so that an article about such pages is an article. Pure.
 */
import type { Failure } from "../child/failure";
import type { PageSigns } from "../frozen";

const GONE: Failure = {
  code: "gone",
  verdict: "gone",
  message: "the page says that it does not exist",
};

/** Weight (letters; an ideograph counts as two) up to which a page may be a notice, by how plainly its title says so. */
const MOST_UNDER_TITLE = 1_500;
const MOST_WITHOUT = 260;

/** Titles of notices: the whole title, perhaps with the site's name before or behind it. */
const TITLE =
  /(?:^|[|_—–·:»-]\s*)(?:(?:error )?404\b|(?:the )?page (?:you (?:requested|are looking for) )?(?:was |is |could |can ?)?(?:not (?:be )?found|does not exist|no longer (?:exists|available))|not found|nothing found|oops[!,. ]|sorry[!,. ].{0,20}not found|seite nicht gefunden|page introuvable|página no encontrada|страница не найдена|ページが見つかりません|페이지를 찾을 수 없습니다|页面(?:不存在|未找到|找不到|走丢了|丢失了|没有找到)|找不到(?:该|您(?:要|所))?.{0,6}(?:页面|網頁|网页|頁面)|(?:您|你)访问的(?:页面|内容|文章).{0,4}(?:不存在|已删除)|頁面不存在|内容不存在|文章不存在|该(?:文章|内容|帖子|页面)(?:已被?删除|不存在))/iu;

/** What the text of a notice says. */
const WORDS =
  /(?:page|article|content|post|video|item|link)s? (?:you(?:['’]re| are| were)? ?(?:looking for|requested|trying to (?:view|reach|access)) )?(?:was|is|has been|have been|could|can|does|may have been|might have been|no longer) ?(?:not|n['’]t|removed|deleted|moved|unavailable|exists?)|can(?:['’]t|not) (?:find|be found)|couldn['’]t find|does(?:n['’]t| not) exist|404 (?:error|not found|page)|error 404|nicht gefunden|introuvable|no (?:se ha )?encontrad|не найден|見つかりません|찾을 수 없|(?:页面|网页|内容|文章|帖子|商品|視頻|视频|頁面|網頁|回答|问题).{0,12}(?:不存在|找不到|未找到|已(?:被)?删除|已下架|丢失|走丢|刪除|没有了|失效)|(?:找不到|没有找到)(?:该|您|你)?.{0,10}(?:页面|网页|内容|文章|頁面)/iu;

const saysSo = (text: string): boolean => WORDS.test(text) || TITLE.test(firstLine(text));

/** A form to search by, or links home, are what such a page offers; an article of its own it has not. */
export function absenceOf(
  { title, text, pictures, passwordFields }: PageSigns,
  weight: number,
  place: { readonly article: string | null },
): Failure | null {
  // Before the page was read nobody knows whether the words are those of an article.
  if (passwordFields > 0 || place.article === null || weight > MOST_UNDER_TITLE) return null;
  if (TITLE.test(title.trim()) && saysSo(text)) return GONE;
  const isBare = weight <= MOST_WITHOUT && pictures <= 6;
  return isBare && saysOnlyThat(text) ? GONE : null;
}

const firstLine = (text: string): string => text.split("\n", 1)[0]?.trim() ?? "";

/** Without a telling title the text itself must begin with the notice. */
const saysOnlyThat = (text: string): boolean => {
  const at = text.search(WORDS);
  return at >= 0 && at <= 60;
};
