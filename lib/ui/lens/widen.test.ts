import { describe, expect, it } from "vitest";
import { widerSearches } from "./widen";

const ways = (text: string) => widerSearches(text).map((way) => [way.without, way.text]);

describe("making a search wider", () => {
  it("[SQ8] each operator can be left out, or any of the words be enough", () => {
    expect(ways("套接字 权限 tag:cooking")).toEqual([
      ["tag:cooking", "套接字 权限"],
      ["", "tag:cooking (套接字 OR 权限)"],
      ["", "(套接字 OR 权限)"],
    ]);
    expect(ways("tea is:starred -site:a.org")).toEqual([
      ["is:starred", "-site:a.org tea"],
      ["-site:a.org", "is:starred tea"],
    ]);
  });

  it.each(["tea", "tag:x", "(a b)", "a OR b", '"a b" c', '"open'])("[SQ8] %j has no wider form", (text) =>
    expect(ways(text)).toEqual([]),
  );
});
