/**
 * Recognises pages that stand in front of the one asked for: proofs of being human, logins, subscriptions, regions, and
 * notices that a page was taken away. Only a page with little text can be one, so that an article about captchas is an
 * article. Pure.
 */
import type { Failure } from "../child/failure";
import type { PageSigns } from "../frozen";
import { absenceOf } from "../verdict/absence";
import { isOnlyWall } from "./wall-marks";

export interface WallPlace {
  /** Address that was asked for. */
  readonly requested: string;
  /** Address where it ended. */
  readonly final: string;
  /** Text of the article that was found, or `null` before the page was read. */
  readonly article: string | null;
}

const CHALLENGE: Failure = {
  code: "challenge",
  verdict: "wall",
  message: "the site checks whether a person is visiting",
};
const CAPTCHA: Failure = {
  code: "captcha",
  verdict: "wall",
  message: "the site asks for a puzzle to be solved",
};
const LOGIN: Failure = { code: "login", verdict: "wall", message: "the site asks for a login" };
const PAYWALL: Failure = { code: "paywall", verdict: "wall", message: "the page is for subscribers only" };
const REGION: Failure = {
  code: "region",
  verdict: "wall",
  message: "the site does not show this page where the server stands",
};
const REMOVED: Failure = { code: "gone", verdict: "gone", message: "the page has been taken away" };

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** Length of a text in Latin letters; an ideograph says as much as two. */
const weightOf = (text: string): number => text.length + (text.match(CJK)?.length ?? 0);

/** Words of walls, and the weight up to which a page may be one. First match wins. */
const PHRASES: readonly (readonly [words: RegExp, most: number, failure: Failure])[] = [
  // Sources: the notices of WeChat's article pages (mp.weixin.qq.com).
  [/环境异常[\s\S]{0,40}完成验证|当前环境异常/u, 600, CAPTCHA],
  [/该内容已被发布者删除|此内容因违规无法查看|该公众号已迁移|此内容被投诉/u, 600, REMOVED],
  [
    /verif(?:y|ying) (?:that )?you(?:'|’)?(?: a)?re (?:not a robot|(?:a )?human)|prove you(?:'|’| a)re (?:not a robot|human)|checking (?:if the site connection is secure|your browser before)|enable javascript and cookies to continue|unusual traffic from your (?:computer )?network|press (?:&|and) hold to confirm|are you a robot\?|complete the security check|needs to review the security of your connection|performing security verification/i,
    800,
    CHALLENGE,
  ],
  [
    /(?:拖动|拖動|滑动|滑動|移动|点击).{0,12}(?:滑块|滑塊|拼图|验证)|请完成(?:安全|人机|滑块)?验证|人机验证|安全验证.{0,30}(?:继续|访问)|访问过于频繁|请求过于频繁|(?:检测到|存在)异常(?:访问|流量|请求)/u,
    600,
    CAPTCHA,
  ],
  [/请输入(?:图片)?验证码/u, 200, CAPTCHA],
  [
    /(?:not|isn['’]t|un)\s?available in your (?:country|region|location|area)|not available (?:to|for) (?:visitors|users|readers) (?:in|from) (?:your|the european|europe)|in your country (?:is|are) (?:blocked|restricted)|geo-?(?:blocked|restricted)/i,
    900,
    REGION,
  ],
  [
    /(?:您|你)?所在的?(?:国家|地区|區域|区域).{0,12}(?:无法|不可|不能|暂不|不支持|限制)|(?:地区|地域)限制/u,
    500,
    REGION,
  ],
  [
    // "Log in to comment" stands below honest pages.
    /(?:log|sign) ?in to (?:continue|view|see|read|access)|(?:be )?logged in to (?:continue|view|see|read|access)|login required/i,
    500,
    LOGIN,
  ],
  [
    /(?:请|請|需要?)先?(?:登录|登入|登錄)(?:后|後)?(?:再|以)?(?:查看|继续|繼續|訪問|访问|阅读|浏览)|(?:登录|登錄|登入)(?:后|後)(?:即?可|才能)(?:查看|继续|繼續|阅读|浏览)/u,
    300,
    LOGIN,
  ],
  [
    /subscribe (?:now )?to (?:continue|keep|unlock|read)|(?:this|the) (?:article|story|content) is (?:only )?(?:for|reserved for|exclusive to|available to) (?:our )?(?:paid |premium )?(?:subscribers|members)/i,
    900,
    PAYWALL,
  ],
  [/(?:订阅|付费|开通会员|成为会员|购买).{0,8}(?:继续阅读|阅读全文|查看全文|解锁全文)/u, 500, PAYWALL],
];

/** Whole titles, perhaps with the name of a site or a service behind them. */
const CHALLENGE_TITLE =
  /^(?:just a moment|attention required|access denied|human verification|are you a robot|security check|ddos-guard|robot check|请稍候|安全验证|人机验证|验证码|滑动验证)[.…!?]*(?:\s*[|_—–·:-].*)?$|^checking your browser/i;
/** Of these, the titles over a puzzle. */
const CAPTCHA_TITLE = /robot|human verification|验证/i;
const LOGIN_PATH = /(^|[/._-])(log-?in|sign-?in|sso|auth|passport)([/._-]|$)/i;

const MOST_UNDER_TITLE = 600;
const MOST_OF_A_WALL = 1_200;
const MOST_BESIDE_CAPTCHA = 150;
const MOST_OF_A_LOGIN = 600;
/** A teaser: two or three paragraphs. */
const MOST_OF_A_TEASER = 1_500;

const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : "");

function proofOf({ title, marks, passwordFields, pictures }: PageSigns, weight: number): Failure | null {
  if (weight < MOST_UNDER_TITLE && CHALLENGE_TITLE.test(title.trim()))
    return CAPTCHA_TITLE.test(title) ? CAPTCHA : CHALLENGE;
  const own = marks.find(isOnlyWall);
  if (weight < MOST_OF_A_WALL && own) return own === "cloudflare" ? CHALLENGE : CAPTCHA;
  // A captcha and next to nothing beside it. With a password field it guards a login; pictures may be the page.
  const isBare = passwordFields === 0 && pictures <= 4;
  return isBare && isCaptchaAlone(marks, weight) ? CAPTCHA : null;
}

const isCaptchaAlone = (marks: PageSigns["marks"], weight: number): boolean =>
  weight < MOST_BESIDE_CAPTCHA && marks.length > 0;

function asksForLogin(
  { passwordFields }: PageSigns,
  weight: number,
  { requested, final }: WallPlace,
): boolean {
  const wasSent = LOGIN_PATH.test(pathOf(final)) && !LOGIN_PATH.test(pathOf(requested));
  return weight < MOST_OF_A_LOGIN && passwordFields > 0 && wasSent;
}

/** Whether a page that says it is not free shows no more than the beginning. */
const showsOnlyTeaser = ({ isPaid }: PageSigns, weight: number, { article }: WallPlace): boolean =>
  isPaid && article !== null && Math.min(weight, weightOf(article)) < MOST_OF_A_TEASER;

/** What stands in front of the page, or `null`. */
export function wallOf(signs: PageSigns, place: WallPlace): Failure | null {
  // `text` is only the beginning of a long page: what it lacks counts as it is.
  const weight = weightOf(signs.text) + Math.max(0, signs.textLength - signs.text.length);
  const proof = proofOf(signs, weight);
  if (proof) return proof;
  if (asksForLogin(signs, weight, place)) return LOGIN;
  // A login page that was asked for is what the person wanted.
  const wantsLogin = LOGIN_PATH.test(pathOf(place.requested));
  const said = PHRASES.find(([words, most]) => weight <= most && words.test(signs.text))?.[2] ?? null;
  if (said && !(said === LOGIN && wantsLogin)) return said;
  if (showsOnlyTeaser(signs, weight, place)) return PAYWALL;
  return absenceOf(signs, weight, place);
}
