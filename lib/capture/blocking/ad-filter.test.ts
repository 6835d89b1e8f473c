import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AdFilter } from "./ad-filter";
import { isAdHost } from "./ad-hosts";
import { AD_HOSTS } from "./hosts";
import { siteOf } from "./names";

describe("hosts of advertisements and trackers", () => {
  it.each([
    ["securepubads.g.doubleclick.net", true],
    ["WWW.Google-Analytics.com", true],
    ["hm.baidu.com.", true],
    ["c.cnzz.com", true],
    ["mc.yandex.ru", true],
    ["baidu.com", false],
    ["www.baidu.com", false],
    ["yandex.ru", false],
    ["notdoubleclick.net", false],
    ["doubleclick.net.example.org", false],
    ["fonts.gstatic.com", false],
    ["www.youtube.com", false],
    ["cdn.jsdelivr.net", false],
    ["challenges.cloudflare.com", false],
    ["cdn.cookielaw.org", false],
    ["127.0.0.1", false],
  ])("[C11] %s: %s", (host, expected) => {
    expect(isAdHost(host)).toBe(expected);
  });

  it("[C11] the table holds plain names, and no whole top-level name", () => {
    for (const host of AD_HOSTS) expect(host).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);
    for (const host of ["com", "co.uk", "com.cn", "net", "github.io"]) expect(AD_HOSTS.has(host)).toBe(false);
  });

  it.each([
    ["a.b.example.com", "example.com"],
    ["example.com", "example.com"],
    ["news.example.co.uk", "example.co.uk"],
    ["tieba.baidu.com", "baidu.com"],
    ["news.sina.com.cn", "sina.com.cn"],
    ["127.0.0.1", "127.0.0.1"],
    ["::1", "::1"],
    ["localhost", "localhost"],
  ])("[C11] the site of %s is %s", (host, site) => {
    expect(siteOf(host)).toBe(site);
  });

  it("[C11] never blocks a page's own site, whatever it is", async () => {
    const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...AD_HOSTS), label, label, async (host, one, other) => {
        const filter = new AdFilter({ pageHost: `${one}.${host}` });
        filter.arrive();
        expect(await filter.blocks(host)).toBe(false);
        expect(await filter.blocks(`${other}.${host}`)).toBe(false);
        expect(filter.blocked).toBe(0);
      }),
      { verbose: true },
    );
  });
});

describe("the filter of one capture", () => {
  it("[C11] turns advertisements away and counts them", async () => {
    const filter = new AdFilter({ pageHost: "news.example.org" });
    filter.arrive();
    expect(await filter.blocks("static.example.org")).toBe(false);
    expect(await filter.blocks("ads.adnxs.com")).toBe(true);
    expect(await filter.blocks("www.google-analytics.com")).toBe(true);
    expect(filter.blocked).toBe(2);
  });

  it("[C11] lets the main document pass through a tracker on its way, and it alone", async () => {
    const filter = new AdFilter({ pageHost: "short.example.org", waitMs: 20 });
    expect(await filter.blocks("click.taboola.com")).toBe(false);
    filter.arrive();
    expect(await filter.blocks("www.taboola.com")).toBe(false);
    expect(await filter.blocks("ads.adnxs.com")).toBe(true);
  });

  it("[C11] holds what is asked before the main document has arrived, no longer", async () => {
    const filter = new AdFilter({ pageHost: "news.example.org", waitMs: 10_000 });
    const early = [filter.blocks("ads.adnxs.com"), filter.blocks("hm.baidu.com")];
    filter.arrive();
    expect(await Promise.all(early)).toEqual([true, true]);
  });
});
