import { describe, expect, it } from "vitest";
import type { PageSigns } from "../frozen";
import { wallOf, type WallPlace } from "./verdict-walls";

const page = (text: string, more: Partial<PageSigns> = {}): PageSigns => ({
  contentType: "text/html",
  title: "",
  textLength: text.length,
  text: text.slice(0, 3_000),
  marks: [],
  isPaid: false,
  pictures: 0,
  passwordFields: 0,
  ...more,
});
const place = (more: Partial<WallPlace> = {}): WallPlace => ({
  requested: "https://a.test/story",
  final: "https://a.test/story",
  article: null,
  ...more,
});
const long = "A sentence of an article, with commas, about something else entirely. ".repeat(40);
const atLogin = place({ final: "https://a.test/login?next=%2Fstory" });

/** What it is, its signs, where it ended, the code it must have. */
const walls: readonly (readonly [what: string, signs: PageSigns, where: WallPlace, code: string])[] = [
  ["Cloudflare by its title", page("a.test", { title: "Just a moment..." }), place(), "challenge"],
  [
    "Cloudflare's refusal",
    page("Sorry, you have been blocked", { title: "Attention Required! | Cloudflare" }),
    place(),
    "challenge",
  ],
  ["Cloudflare in Chinese", page("正在验证您是否是真人。", { title: "请稍候…" }), place(), "challenge"],
  [
    "Cloudflare by its words",
    page("a.test needs to review the security of your connection before proceeding."),
    place(),
    "challenge",
  ],
  ["Cloudflare by its form", page("One more step", { marks: ["cloudflare"] }), place(), "challenge"],
  ["DataDome", page("", { title: "a.test", marks: ["datadome"], pictures: 1 }), place(), "captcha"],
  [
    "HUMAN (PerimeterX)",
    page("Press & Hold to confirm you are a human (and not a bot).", { marks: ["perimeterx"] }),
    place(),
    "captcha",
  ],
  ["hCaptcha alone", page("Please confirm to go on.", { marks: ["hcaptcha"] }), place(), "captcha"],
  ["reCAPTCHA alone", page("I'm not a robot", { marks: ["recaptcha"], pictures: 1 }), place(), "captcha"],
  ["Turnstile alone", page("", { marks: ["turnstile"] }), place(), "captcha"],
  ["GeeTest", page("请完成安全验证", { marks: ["geetest"] }), place(), "captcha"],
  [
    "Google's notice of unusual traffic",
    page("Our systems have detected unusual traffic from your computer network."),
    place(),
    "challenge",
  ],
  ["a slider in Chinese", page("访问验证 请按住滑块，拖动到最右边 拖动下方滑块完成拼图"), place(), "captcha"],
  ["WeChat", page("环境异常 当前环境异常，完成验证后即可继续访问。 去验证"), place(), "captcha"],
  ["WeChat, page removed", page("该内容已被发布者删除"), place(), "gone"],
  ["too many visits in Chinese", page("您的访问过于频繁，请稍后再试。"), place(), "captcha"],
  ["a login one was sent to", page("Welcome back", { passwordFields: 1 }), atLogin, "login"],
  ["a login in words", page("Please log in to view this page."), place(), "login"],
  ["a login in Chinese", page("请登录后查看全部内容"), place(), "login"],
  ["a region", page("Sorry, this content is not available in your region."), place(), "region"],
  ["a region in Chinese", page("抱歉，您所在的地区无法观看该内容"), place(), "region"],
  [
    "a subscription in words",
    page("The day began. Subscribe to continue reading. Already a subscriber? Sign in."),
    place(),
    "paywall",
  ],
  [
    "a subscription by schema.org",
    page(long, { isPaid: true }),
    place({ article: "The day began, and with it the rain." }),
    "paywall",
  ],
];

const pages: readonly (readonly [what: string, signs: PageSigns, where: WallPlace])[] = [
  [
    "an article about captchas",
    page(`How to verify you are human. I'm not a robot, 环境异常, 完成验证. ${long}`, {
      marks: ["recaptcha"],
    }),
    place({ article: long }),
  ],
  ["an article with such a title", page(long, { title: "Just a moment in time" }), place({ article: long })],
  ["a Chinese article about sliders", page("滑块验证的原理：拖动滑块完成拼图。".repeat(60)), place()],
  [
    "a short page with a guarded form",
    page(`Contact us. We answer within two days. ${"Name, mail, message, send. ".repeat(8)}`, {
      marks: ["recaptcha", "turnstile"],
    }),
    place(),
  ],
  ["a short page of few words", page("Hello, world."), place({ article: "Hello, world." })],
  ["a short page of pictures", page("Gallery", { pictures: 30, marks: ["recaptcha"] }), place()],
  [
    "a login that was asked for",
    page("Please sign in", { passwordFields: 1 }),
    place({ requested: "https://a.test/login", final: "https://a.test/login" }),
  ],
  [
    "a page with a login in its head",
    page(`Sign in. ${long}`, { passwordFields: 1 }),
    place({ article: long }),
  ],
  ["a paid article shown whole", page(long, { isPaid: true }), place({ article: long })],
  ["a paid article not read yet", page("The day began.", { isPaid: true }), place()],
  [
    "an article about regions",
    page(`The film is not available in your region. ${long}`),
    place({ article: long }),
  ],
  [
    "a short page one may log in to comment on",
    page("Fixed in 2.1. You must be logged in to post a comment."),
    place(),
  ],
  ["a short poem", page("Rain. Then none.", { title: "Just a moment in time" }), place()],
  [
    "a short page about codes",
    page("验证码的三种做法：图片、短信、滑块。", { title: "验证码入门" }),
    place(),
  ],
  [
    "a Chinese page with a login in its head",
    page("请登录 免费注册 图集：城市的早晨", { pictures: 12 }),
    place(),
  ],
  ["a short Chinese note", page("今天天气不错，我们去公园散步，拍了几张照片。"), place()],
];

describe("walls", () => {
  it.each(walls)("[C12] %s is a wall", (_what, signs, where, code) => {
    const wall = wallOf(signs, where);
    expect(wall?.code).toBe(code);
    expect(wall?.verdict).toBe(code === "gone" ? "gone" : "wall");
    expect(wall?.message).toMatch(/^the (site|page) [a-z ]+$/);
  });

  it.each(pages)("[C12] %s is a page", (_what, signs, where) => {
    expect(wallOf(signs, where)).toBeNull();
  });
});
