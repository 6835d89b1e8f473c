/** The pass over banners, in a real Chromium: pages with a banner that must go, and pages whose layers must stay. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium as playwright, type Browser, type Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCapture } from "../build";
import { IN_PAGE_GLOBAL } from "../frozen";

const outdir = mkdtempSync(join(tmpdir(), "linksnap-banners-"));
const prose = `<main id="page"><h1>Rivers</h1>${"<p>A sentence of some length about rivers, with commas, and with words to keep.</p>".repeat(20)}</main>`;
const bar = "position:fixed;left:0;right:0;bottom:0;padding:20px;background:#222;color:#fff";
const box = "position:fixed;top:200px;left:300px;width:600px;background:#fff;z-index:99";
const veil = "position:fixed;inset:0;background:rgba(0,0,0,.6);z-index:98";

/** Each has one element `#layer` that must be hidden. */
const banners: Readonly<Record<string, string>> = {
  "a bar in English": `<div id="layer" style="${bar}"><p>We use cookies to improve your experience.</p><button>Accept all</button></div>`,
  "a box in Chinese": `<div id="layer" style="${box}"><p>本网站使用 Cookie 以提升您的浏览体验，请阅读隐私政策。</p><div class="btn">同意</div></div>`,
  "a bar in German": `<div id="layer" style="${bar}"><p>Wir verwenden Technologien gemäß Datenschutzerklärung.</p><button>Ablehnen</button><button>Einstellungen</button></div>`,
  "a bar in French": `<section id="layer" style="${bar}"><p>Avec votre accord, nos partenaires déposent des traceurs.</p><a href="#">Continuer sans accepter</a></section>`,
  "a bar in Japanese": `<div id="layer" style="${bar}"><p>当サイトではクッキーを使用しています。</p><button>同意する</button></div>`,
  "a bar in Russian": `<div id="layer" style="${bar}"><p>Мы используем файлы куки на этом сайте.</p><button>Понятно</button></div>`,
  "a bar with one button to close": `<div id="layer" class="cookie-bar" style="${bar}"><p>This site uses cookies for statistics.</p><button>Close</button></div>`,
  "a strip that sticks to the top": `<div id="layer" style="position:sticky;top:0;background:#eee"><p>Cookies help us to deliver our services.</p><button>Got it</button></div>`,
  "a wrapper without a size": `<div id="layer" style="position:fixed;bottom:0;left:0"><div style="${bar}"><p>We and our partners use cookies.</p><button>I agree</button></div></div>`,
  "a frame of a consent service": `<div id="layer" style="${box};height:300px"><iframe title="SP Consent Message" srcdoc="<p>We value your privacy</p>" style="width:100%;height:100%"></iframe></div>`,
};

/** Each has one element `#layer` that must stay. */
const others: Readonly<Record<string, string>> = {
  "the page itself in a fixed frame": `<div id="layer" style="position:fixed;inset:0;overflow:auto">${prose}<p>Our cookies are baked daily.</p><button>Accept</button></div>`,
  "an article about cookies in a layer": `<div id="layer" style="position:fixed;inset:0;overflow:auto"><h1>Cookies</h1>${"<p>A cookie is a small piece of data that a server sends to a browser.</p>".repeat(40)}<button>Accept</button></div>`,
  "a sticky list of contents": `<div id="layer" style="position:sticky;top:0"><p>How cookies work</p><a href="#a">Accept cookies</a><a href="#b">Reject cookies</a><button>Close</button></div>`,
  "a header with a link to the privacy policy": `<header id="layer" style="position:fixed;top:0;left:0;right:0"><a href="/privacy">Privacy policy</a><button>Settings</button></header>`,
  "a chat window": `<div id="layer" style="${box}"><p>Hello, how can we help you today with your order?</p><button>OK</button></div>`,
  "a login box": `<div id="layer" style="${box}"><p>By signing in you agree to our cookies and privacy policy.</p><input type="password"><button>Agree</button></div>`,
  "a banner that does not lie over the page": `<div id="layer"><p>We use cookies to improve your experience.</p><button>Accept all</button></div>`,
};

let browser: Browser;
let script: string;

beforeAll(async () => {
  await buildCapture(outdir);
  script = readFileSync(join(outdir, "inpage.js"), "utf8");
  browser = await playwright.launch({
    executablePath: process.env["LINKSNAP_CHROMIUM"] || "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
});

afterAll(async () => {
  await browser.close();
  rmSync(outdir, { recursive: true, force: true });
});

const hideBanners = (page: Page, wasAnswered = false): Promise<number> =>
  page.evaluate(`(() => {${script}\nreturn ${IN_PAGE_GLOBAL}.hideBanners(${wasAnswered});})()`);
const isVisible = (page: Page, selector: string): Promise<boolean> => page.locator(selector).isVisible();

describe("banners", () => {
  it("[C10] hides banners nobody answered, in many languages, and nothing of the page", async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    for (const [what, layer] of Object.entries(banners)) {
      await page.setContent(`<body>${prose}${layer}</body>`);
      expect(await hideBanners(page), what).toBe(1);
      expect([await isVisible(page, "#layer"), await isVisible(page, "#page")], what).toEqual([false, true]);
    }
    for (const [what, layer] of Object.entries(others)) {
      await page.setContent(`<body>${layer.includes('id="page"') ? "" : prose}${layer}</body>`);
      expect(await hideBanners(page), what).toBe(0);
      expect(await isVisible(page, "#layer"), what).toBe(true);
    }
    await page.setContent(`<style>html,body{overflow:hidden;height:100%}</style><body style="position:fixed">${prose}
      <div id="veil" style="${veil}"></div><div id="picture" style="${veil};background:#fff"><img alt=""></div>
      <x-consent></x-consent><script>
        const root = document.querySelector("x-consent").attachShadow({ mode: "open" });
        root.innerHTML = '<div style="${box}"><p>We use cookies and similar means.</p><button>Accept</button></div>';
      </script></body>`);
    expect(await hideBanners(page)).toBe(1);
    const state = await page.evaluate<unknown>(`({
      banner: getComputedStyle(document.querySelector("x-consent").shadowRoot.firstChild).display,
      scrolls: getComputedStyle(document.body).overflowY + getComputedStyle(document.body).position,
    })`);
    expect(state).toEqual({ banner: "none", scrolls: "visiblestatic" });
    expect([await isVisible(page, "#veil"), await isVisible(page, "#picture")]).toEqual([false, true]);
    await page.close();
  }, 60_000);

  it("[C69] hides boxes that ask for something and offer to go away, and lets the page scroll", async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const boxes: Readonly<Record<string, string>> = {
      "a newsletter": `<div id="layer" style="${box}"><h3>Join our newsletter</h3><p>Get the latest stories in your inbox.</p><input type="email"><button>Subscribe</button><button>No thanks</button></div>`,
      "a login that can be closed, in Chinese": `<div id="layer" style="${box}"><span class="Modal-closeButton" aria-label="关闭"></span><p>登录即可查看 超5亿 专业优质内容</p><button>立即登录/注册</button></div>`,
      "a bar that leads to an app": `<div id="layer" style="${bar}"><span>在 App 内阅读，体验更佳</span><a href="/app">打开App</a></div>`,
      "a plea about ad blockers": `<div id="layer" style="${box};padding:60px 0"><p>We noticed an ad blocker. Please disable your ad blocker to support us.</p></div>`,
      "consent in Chinese with three answers": `<div id="layer" style="${bar}"><p>我们使用 Cookie 和类似技术，详见隐私政策与个人信息保护说明。</p><button>全部接受</button><button>仅必要</button><button>设置</button></div>`,
    };
    const kept: Readonly<Record<string, string>> = {
      "a subscription without a way out": `<div id="layer" style="${box}"><p>Subscribe to continue reading this story.</p><button>Subscribe</button></div>`,
      "a header that invites": `<div id="layer" style="position:sticky;top:0;background:#eee"><a href="/">Home</a><button>Sign up</button><button>×</button></div>`,
      "a dialog of the page": `<div id="layer" style="${box}"><p>Choose a river to see its length.</p><button>Close</button></div>`,
    };
    for (const [what, layer] of Object.entries(boxes)) {
      await page.setContent(
        `<body style="overflow:hidden">${prose}<div style="${veil}"></div>${layer}</body>`,
      );
      expect(await hideBanners(page), what).toBe(1);
      expect([await isVisible(page, "#layer"), await isVisible(page, "#page")], what).toEqual([false, true]);
      expect(await page.evaluate<string>("getComputedStyle(document.body).overflowY"), what).toBe("visible");
    }
    for (const [what, layer] of Object.entries(kept)) {
      await page.setContent(`<body>${prose}${layer}</body>`);
      expect(await hideBanners(page), what).toBe(0);
      expect(await isVisible(page, "#layer"), what).toBe(true);
    }
    await page.close();
  }, 60_000);

  it("[C69] knows a frame that holds nothing but a question of consent, whatever it is called", async () => {
    const page = await browser.newPage();
    const isConsent = (html: string): Promise<boolean> =>
      page
        .setContent(html)
        .then(() => page.evaluate(`(() => {${script}\nreturn ${IN_PAGE_GLOBAL}.isConsentFrame();})()`));
    expect(
      await isConsent("<p>We and our 842 partners value your privacy.</p><button>Accept all</button>"),
    ).toBe(true);
    expect(
      await isConsent("<p>本站重视您的隐私与个人信息。</p><button>同意</button><button>拒绝</button>"),
    ).toBe(true);
    expect(await isConsent("<p>A film about rivers.</p><button>Play</button>")).toBe(false);
    expect(await isConsent(`<main>${prose}<p>Cookies</p></main><button>Accept</button>`)).toBe(false);
    await page.close();
  }, 30_000);
});
