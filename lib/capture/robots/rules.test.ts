import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRobots } from "./rules";

const allows = (text: string, path: string, agent = "linksnap"): boolean =>
  readRobots(text, agent).allows(path);

describe("robots.txt", () => {
  it("[C66] the group that names us counts, else that for everybody, else everything is allowed", () => {
    const text = "User-agent: *\nDisallow: /\n\nUser-agent: LinkSnap/1.0\nDisallow: /private\n";
    expect(allows(text, "/page")).toBe(true);
    expect(allows(text, "/private/a")).toBe(false);
    expect(allows(text, "/page", "other")).toBe(false);
    expect(allows("", "/page")).toBe(true);
    expect(allows("User-agent: other\nDisallow: /", "/page")).toBe(true);
  });

  it("[C66] several groups of one name count together, several names share a group", () => {
    const text = "user-agent: a\nuser-agent: linksnap\ndisallow: /x\n\nUSER-AGENT: linksnap\nDisallow: /y";
    expect([allows(text, "/x"), allows(text, "/y"), allows(text, "/z")]).toEqual([false, false, true]);
  });

  it("[C66] the longest rule decides, and of equal ones the one that allows", () => {
    const text = "User-agent: *\nDisallow: /shop\nAllow: /shop/open\nDisallow: /same\nAllow: /same";
    expect(allows(text, "/shop/closed")).toBe(false);
    expect(allows(text, "/shop/open/1")).toBe(true);
    expect(allows(text, "/same")).toBe(true);
    expect(allows("User-agent: *\nDisallow:", "/page")).toBe(true);
  });

  it("[C66] a star stands for anything, a dollar for the end, escapes and letters agree", () => {
    const text =
      "User-agent: *\nDisallow: /*.pdf$\nDisallow: /a*b*c\nDisallow: /%E6%96%87\nDisallow: /%7euser";
    expect(allows(text, "/x/doc.pdf")).toBe(false);
    expect(allows(text, "/x/doc.pdf?v=1")).toBe(true);
    expect(allows(text, "/a1b2c3")).toBe(false);
    expect(allows(text, "/a1c2b3")).toBe(true);
    expect(allows(text, "/文/1")).toBe(false);
    expect(allows(text, "/~user/1")).toBe(false);
  });

  it("[C66] comments, byte order marks, odd lines and line ends do not matter; the file itself is always allowed", () => {
    const text =
      "\uFEFF# hello\rUser-agent: * # all\r\nSitemap: x\nDisallow : /a # not here\nnonsense\nDisallow";
    expect(allows(text, "/a")).toBe(false);
    expect(allows("User-agent: *\nDisallow: /", "/robots.txt")).toBe(true);
  });

  it("[C66] a crawl delay is read where it is a number, within a day", () => {
    expect(readRobots("User-agent: *\nCrawl-delay: 10", "linksnap").crawlDelay).toBe(10);
    expect(readRobots("User-agent: *\nCrawl-delay: soon", "linksnap").crawlDelay).toBe(0);
    expect(readRobots("User-agent: *\nCrawl-delay: 1e9", "linksnap").crawlDelay).toBe(86_400);
  });

  it("[C66] reading never fails, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.string({ maxLength: 60 }), (text, path) => {
        const rules = readRobots(`User-agent: *\nDisallow: ${text}\n${text}`, "linksnap");
        return typeof rules.allows(`/${path}`) === "boolean";
      }),
    );
    const hostile = `User-agent: *\nDisallow: /${"*a".repeat(2_000)}$`;
    expect(allows(hostile, `/${"a".repeat(4_000)}b`)).toBe(true);
  });
});
