import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AdFilter } from "../ad-filter";
import { isAdHost } from "../ad-hosts";
import { AD_HOSTS, NEEDED_HOSTS } from "../hosts";
import { HostList, writeHostList } from "./host-list";
import { hostRulesOf, type ListedRule } from "./rules";

const block = (urlFilter: string, more: Partial<ListedRule["condition"]> = {}): ListedRule => ({
  action: { type: "block" },
  condition: { urlFilter, ...more },
});
const allow = (urlFilter: string, more: Partial<ListedRule["condition"]> = {}): ListedRule => ({
  action: { type: "allow" },
  condition: { urlFilter, ...more },
});
const listOf = (rules: readonly ListedRule[]): HostList =>
  new HostList(Buffer.from(writeHostList(hostRulesOf(rules), ["a list", "of a test"])));

describe("a list of whole hosts", () => {
  it("[C48] takes what is turned away whatever is asked of it, and nothing else", () => {
    const rules = hostRulesOf([
      block("||ads.example^", { domainType: "thirdParty" }),
      block("||deep.ads.example^"),
      block("||own.example^", { domainType: "firstParty" }),
      block("||scripts.example^", { resourceTypes: ["script"] }),
      block("||sites.example^", { initiatorDomains: ["news.example"] }),
      block("||example.net/banner/"),
      block("/ads/*"),
      block("||part.example"),
    ]);
    expect(rules.blocked).toEqual(["ads.example", "part.example"]);
  });

  it("[C48] lets through what an exception is about, on its pages alone where it names any", () => {
    const list = listOf([
      block("||ads.example^"),
      block("||stats.example^", { excludedInitiatorDomains: ["shop.example"] }),
      allow("||player.ads.example/sdk.js"),
      allow("||cdn.ads.example/tag.js", { initiatorDomains: ["news.example"] }),
      allow("||ads.example^", { domainType: "firstParty" }),
      allow("||elsewhere.example^"),
      {
        action: { type: "allowAllRequests" },
        condition: { urlFilter: "||tests.example^", resourceTypes: ["main_frame"] },
      },
      {
        action: { type: "allowAllRequests" },
        condition: { urlFilter: "||tests.example/a", resourceTypes: ["main_frame"] },
      },
    ]);
    expect(list.wordOn("x.ads.example", [])).toBe("blocked");
    expect(list.wordOn("player.ads.example", [])).toBe("passes");
    expect(list.wordOn("cdn.ads.example", ["other.example"])).toBe("blocked");
    expect(list.wordOn("cdn.ads.example", ["m.news.example"])).toBe("needed");
    expect(list.wordOn("stats.example", ["shop.example"])).toBe("needed");
    expect(list.wordOn("ads.example", ["tests.example"])).toBe("needed");
    expect(list.wordOn("elsewhere.example", [])).toBe("unknown");
  });

  it("[C48] is searched where it lies, and answers as a set does", () => {
    const host = fc.stringMatching(/^[a-c0-1_-]{1,4}(\.[a-c0-1_-]{1,3}){1,3}$/);
    fc.assert(
      fc.property(fc.array(host, { maxLength: 40 }), fc.array(host, { maxLength: 20 }), (listed, asked) => {
        const list = listOf(listed.map((name) => block(`||${name}^`)));
        for (const name of [...asked, ...listed]) {
          const isListed = listed.some((each) => name === each || name.endsWith(`.${each}`));
          expect(list.wordOn(name, [])).toBe(isListed ? "blocked" : "unknown");
        }
      }),
      { verbose: true },
    );
  });
});

describe("the list that is shipped", () => {
  const file = readFileSync(join(import.meta.dirname, "hosts.txt"));
  const list = new HostList(file);

  it("[C48] names its source and its licence, and holds plain names in their order", () => {
    const [head = "", body = ""] = file.toString("latin1").split("\n\n");
    expect(head).toMatch(/^# .*\n# .*@adguard\/dnr-rulesets \d.*GPL-3\.0/);
    const hosts = body.trimEnd().split("\n");
    expect(hosts.length).toBeGreaterThan(100_000);
    expect(hosts.filter((host) => !/^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/.test(host))).toEqual([]);
    expect(hosts.filter((host, at) => at > 0 && host <= (hosts[at - 1] ?? ""))).toEqual([]);
  });

  it.each([
    ["ads.dianomi.com", "news.example.org", true],
    ["atanx.alicdn.com", "news.example.org", true],
    ["securepubads.g.doubleclick.net", "news.example.org", true],
    ["fonts.gstatic.com", "news.example.org", false],
    ["img.alicdn.com", "news.example.org", false],
    ["i.ytimg.com", "news.example.org", false],
    ["upload.wikimedia.org", "news.example.org", false],
    ["player.vimeo.com", "news.example.org", false],
    ["cdn.optimizely.com", "news.example.org", false],
    ["cdn.cookielaw.org", "news.example.org", false],
    ["securepubads.g.doubleclick.net", "w3schools.com", true],
  ])("[C48] %s on %s: %s", (host, page, expected) => {
    expect(isAdHost(host, list, [page])).toBe(expected);
  });

  it("[C48] never turns a page's own site away, nor what pages cannot do without", async () => {
    for (const pageHost of ["mixpanel.com", "docs.segment.com", "www.taboola.com"]) {
      const filter = new AdFilter({ pageHost, list });
      filter.arrive();
      expect(await filter.blocks(pageHost)).toBe(false);
      expect(await filter.blocks("ads.dianomi.com")).toBe(true);
    }
    for (const host of NEEDED_HOSTS) {
      expect(isAdHost(host, list)).toBe(false);
      expect(AD_HOSTS.has(host)).toBe(false);
    }
  });
});
