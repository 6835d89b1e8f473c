import { describe, expect, it } from "vitest";
import { codeOfMarkdown } from "./fences";

describe("code blocks of Markdown", () => {
  it("takes the text between fences, with its empty lines", () => {
    expect(codeOfMarkdown("a\n\n```py\nx\n\n  y\n```\n\nb\n\n````\n```\n````\n")).toEqual([
      "x\n\n  y\n",
      "```\n",
    ]);
  });

  it("takes off what a list or a quotation puts before the lines, and no more", () => {
    expect(codeOfMarkdown("1.  ```sh\n    make\n      all\n\n    end\n    ```\n")).toEqual([
      "make\n  all\n\nend\n",
    ]);
    expect(codeOfMarkdown("> ```\n> a\n>\n>   b\n> ```\n")).toEqual(["a\n\n  b\n"]);
  });

  it("reads a block that stands in a table row", () => {
    expect(codeOfMarkdown("| x | <pre>a &lt; b&#10;&#124;c</pre> |")).toEqual(["a < b\n|c\n"]);
  });
});
