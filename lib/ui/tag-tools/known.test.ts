import { describe, expect, it } from "vitest";
import type { TagNode } from "../../library/library";
import { listTags, tagNamed, targetsFor } from "./known";

const node = (path: string, name: string, more: Partial<TagNode> = {}): TagNode => ({
  path,
  name,
  count: 1,
  children: [],
  hue: 0,
  aliases: [],
  ...more,
});
const tags = listTags([
  node("dev", "Dev", { children: [node("dev/js", "JS", { aliases: ["javascript"] })] }),
  node("食谱", "食谱"),
]);

describe("the tools of a tag", () => {
  it("[O6] know tags by any spelling and by their other names", () => {
    expect(tags.map(({ label }) => label)).toEqual(["Dev", "Dev/JS", "食谱"]);
    expect(tagNamed("DEV / js", tags)?.label).toBe("Dev/JS");
    expect(tagNamed("JavaScript", tags)?.label).toBe("Dev/JS");
    expect(tagNamed("css", tags)).toBeUndefined();
    expect(tagNamed("", tags)).toBeUndefined();
  });

  it("[O3] offer every tag but itself and its own children to go to", () => {
    expect(targetsFor("dev", tags, "").map(({ key }) => key)).toEqual(["食谱"]);
    expect(targetsFor("食谱", tags, "js").map(({ key }) => key)).toEqual(["dev/js"]);
  });
});
