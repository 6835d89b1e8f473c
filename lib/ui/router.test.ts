import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { libraryHref, linkHref, routeOf } from "./router";
import { prePaintScript } from "./pre-paint";
import { languageOf, localeFor, locales, type LanguageChoice } from "./text/languages";
import type { LinkId } from "../domain/ids";
import type { Place } from "../library/library";

const id = "0123456789abcD" as LinkId;

describe("addresses", () => {
  it("[I7] each address of the app has its view", () => {
    expect(routeOf("/")).toEqual({ view: "library", place: "all", tag: "", query: "" });
    expect(routeOf("/?q=unix%20socket")).toMatchObject({ view: "library", query: "unix socket" });
    expect(routeOf("/?tag=systems%2Flinux")).toMatchObject({ view: "library", tag: "systems/linux" });
    expect(routeOf("/?in=trash")).toMatchObject({ place: "trash" });
    expect(routeOf(linkHref(id))).toEqual({ view: "link", id });
    expect(routeOf("/tags").view).toBe("tags");
    expect(routeOf("/settings/").view).toBe("settings");
  });

  it("[I7] what is no address of the app says so", () => {
    for (const address of ["/link", "/link?id=x", "/nowhere", "/tags/linux"])
      expect(routeOf(address).view, address).toBe("not-found");
    expect(routeOf("/?in=somewhere")).toMatchObject({ view: "library", place: "all" });
  });

  it("[I7] every place, tag and query comes back from its address", () => {
    const places = fc.constantFrom<Place>("all", "inbox", "starred", "archive", "trash");
    const text = fc.string({ unit: "grapheme", maxLength: 20 });
    fc.assert(
      fc.property(places, text, text, (place, tag, query) => {
        expect(routeOf(libraryHref({ place, tag, query }))).toEqual({ view: "library", place, tag, query });
      }),
    );
  });
});

describe("before the first paint", () => {
  const run = (stored: Record<string, string>, languages: string[]) => {
    const root = { lang: "", theme: "", isFirst: false, workers: 0 };
    const document = {
      documentElement: {
        set lang(value: string) {
          root.lang = value;
        },
        setAttribute: (name: string, value: string) => {
          if (name === "data-first") root.isFirst = true;
          else root.theme = value;
        },
        hasAttribute: () => root.isFirst,
      },
    };
    const localStorage = { getItem: (key: string) => stored[key] ?? null };
    const Worker = function () {
      root.workers += 1;
    };
    runInNewContext(prePaintScript, { document, localStorage, navigator: { languages }, window: {}, Worker });
    return root;
  };

  it("[I8] the inline script chooses the language the interface will choose", () => {
    const language = fc.constantFrom("en", "en-US", "zh", "zh-CN", "zh-TW", "fr", "de-DE", "zho", "eng");
    const choice = fc.constantFrom<LanguageChoice>("auto", ...locales);
    fc.assert(
      fc.property(choice, fc.array(language, { maxLength: 4 }), (chosen, languages) => {
        const lang = run({ "linksnap.language": chosen }, languages).lang;
        expect(lang).toBe(languageOf(localeFor(chosen, languages)).tag);
      }),
    );
  });

  it("[I8] a chosen theme is set, the system's is left to the system", () => {
    expect(run({ "linksnap.theme": "dark" }, []).theme).toBe("dark");
    expect(run({ "linksnap.theme": "light" }, []).theme).toBe("light");
    expect(run({ "linksnap.theme": "system" }, []).theme).toBe("");
    expect(run({ "linksnap.theme": "<script>" }, []).theme).toBe("");
  });

  it("[X18] the code of the app is asked for at once, but on a first visit only when something was painted", () => {
    const asked = (stored: Readonly<Record<string, string>>) => {
      const sources: string[] = [];
      let paint = (): void => undefined;
      const root = { setAttribute: () => undefined, hasAttribute: () => !("linksnap.language" in stored) };
      const head = { appendChild: ({ src }: { src: string }) => sources.push(src) };
      const createElement = () => ({ src: "" });
      runInNewContext(prePaintScript, {
        window: { linksnapCode: ["/a.js", "/b.js"] },
        document: { documentElement: root, head, createElement, hidden: false },
        localStorage: { getItem: (key: string) => stored[key] ?? null },
        setTimeout: () => 0,
        PerformanceObserver: class {
          constructor(seen: (list: object) => void) {
            paint = () => seen({ getEntriesByName: () => [{}] });
          }
          observe = () => undefined;
        },
      });
      const before = [...sources];
      paint();
      return { before, after: sources };
    };
    const code = ["/a.js", "/b.js"];
    expect(asked({ "linksnap.language": "auto" })).toEqual({ before: code, after: code });
    expect(asked({})).toEqual({ before: [], after: code });
  });

  it("[X17] a first visit is known, whatever its address, and its code has the machine to itself", () => {
    expect(run({}, [])).toMatchObject({ isFirst: true, workers: 0 });
    expect(run({ "linksnap.language": "auto" }, [])).toMatchObject({ isFirst: false, workers: 1 });
  });
});
