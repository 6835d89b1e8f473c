import { assert, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { readInline } from "./read-inline";
import { readNote, type Block } from "./read-note";

const text = (value: string) => ({ kind: "text", text: value });

describe("Markdown of notes", () => {
  it("[RV20] paragraphs, headings, lists with tasks, quotations, code and rules", () => {
    const note =
      "# Plan\nfirst\nline\n\n- [x] done\n- [ ] open\n  - deeper\n\n> said\n\n```ts\na < b\n```\n\n---\n3. three";
    const blocks = readNote(note);
    expect(blocks.map(({ kind }) => kind)).toEqual([
      "heading",
      "paragraph",
      "list",
      "quote",
      "code",
      "rule",
      "list",
    ]);
    expect(blocks[2]).toMatchObject({
      items: [{ done: true }, { done: false, blocks: [{ kind: "paragraph" }, { kind: "list" }] }],
    });
    expect(blocks[4]).toEqual({ kind: "code", text: "a < b" });
    expect(blocks[6]).toMatchObject({ start: 3 });
  });

  it("[RV20] marks, links and bare addresses; other schemes and unfinished marks stay words", () => {
    expect(readInline("a **b** _c_ ~~d~~ `e*`")).toEqual([
      text("a "),
      { kind: "strong", parts: [text("b")] },
      text(" "),
      { kind: "em", parts: [text("c")] },
      text(" "),
      { kind: "del", parts: [text("d")] },
      text(" "),
      { kind: "code", text: "e*" },
    ]);
    expect(readInline("见 https://example.org/a_b。完")).toEqual([
      text("见 "),
      { kind: "link", href: "https://example.org/a_b", parts: [text("https://example.org/a_b")] },
      text("。完"),
    ]);
    expect(readInline("[x](https://example.org) end.")[0]).toMatchObject({ href: "https://example.org" });
    for (const plain of [
      "[x](javascript:alert(1))",
      "2 * 3 * 4",
      "snake_case_name",
      "**open",
      "<b>x</b>",
      "http",
    ])
      expect(readInline(plain)).toEqual([text(plain)]);
  });

  /** Every character of the words, marks left out. */
  const words = (blocks: readonly Block[]): number => JSON.stringify(blocks).length;

  it("[RV20] any text is read, in time that grows with its length", () => {
    assert(property(string({ unit: "grapheme", maxLength: 300 }), (note) => words(readNote(note)) >= 2));
    for (const piece of ["*", "[", "> ", "- ", "_a ", "`", "[a](", "**a", "\n", "~~"])
      expect(words(readNote(piece.repeat(5000)))).toBeGreaterThan(0);
  });
});
