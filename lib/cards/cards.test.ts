import { describe, expect, it } from "vitest";
import { drawable, titleSize } from "./card";
import { drawCard } from "./draw";

describe("cards", () => {
  it("[F71] emoji are left out, and titles no font here has are not drawn as boxes", () => {
    expect(drawable("Tea 🍵 and  bread 👩‍🍳")).toBe("Tea and bread");
    expect(drawable("水与茶：如何泡好一杯 tea")).toBe("水与茶：如何泡好一杯 tea");
    expect(drawable("한국어 제목")).toBe("");
    expect(drawable("عنوان")).toBe("");
  });

  it("[F71] what has no form (no width, turned direction, soft hyphens, controls) is left out", () => {
    expect(drawable("Zero\u200b\u200bwidth \u202eover\u00adride\u0007\ufeff\u2063")).toBe(
      "Zerowidth override",
    );
    expect(drawable("two\nlines\there")).toBe("two lines here");
    expect(drawable("\u200b\u200b")).toBe("");
  });

  it("[F71] long titles are cut between characters and set smaller", () => {
    expect(Array.from(drawable("长".repeat(500)))).toHaveLength(120);
    expect(drawable("长".repeat(500)).endsWith("…")).toBe(true);
    expect(titleSize("Short")).toBeGreaterThan(titleSize("A title that is a good deal longer than that"));
    expect(titleSize("水与茶")).toBe(titleSize("Abcdef"));
  });

  it("[F71] a card names no address: nothing is fetched for it", () => {
    const card = { title: "A", site: "example.org", colour: "#5A6FA6", language: "zh" };
    expect(JSON.stringify(drawCard(card))).not.toMatch(/https?:|url\(/);
    expect(JSON.stringify(drawCard({ ...card, title: "عنوان" }))).toContain("example.org");
  });
});
