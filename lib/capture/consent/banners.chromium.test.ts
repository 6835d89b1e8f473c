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
});
