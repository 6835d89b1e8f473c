import { describe, expect, it } from "vitest";
import { readFile, readPaste, typeOfFile } from "./read-page";

const textOf = async (reading: ReturnType<typeof readPaste> | Promise<ReturnType<typeof readPaste>>) => {
  const read = await reading;
  return read.kind === "page"
    ? `${read.page.type} ${new TextDecoder().decode(read.page.bytes)}`
    : read.problem;
};

describe("what a person brings", () => {
  it("[C64] files are told by what stands in them", () => {
    expect(typeOfFile("a.html", "<!DOCTYPE html><html>")).toBe("text/html");
    expect(typeOfFile("a", "\uFEFF <!-- saved from url --> <HTML>")).toBe("text/html");
    expect(
      typeOfFile("a.mhtml", 'From: <Saved by Blink>\r\nContent-Type: multipart/related;\r\n\tboundary="x"'),
    ).toBe("multipart/related");
    expect(typeOfFile("a.xhtml", '<?xml version="1.0"?><html>')).toBe("application/xhtml+xml");
    expect(typeOfFile("a.pdf", "%PDF-1.7")).toBeNull();
    expect(typeOfFile("a.txt", "just words")).toBeNull();
  });

  it("[C64] what is empty or no page is refused with its reason", async () => {
    expect(await textOf(readFile(new File([], "a.html")))).toBe("empty");
    expect(await textOf(readFile(new File(["%PDF-1.7"], "a.pdf")))).toBe("not-a-page");
    expect(await textOf(readFile(new File(["<html><p>x"], "a.html")))).toBe("text/html <html><p>x");
    expect(await textOf(readPaste({ html: "", text: " " }, "t"))).toBe("empty");
  });

  it("[C64] a paste is the page's HTML, its source, or its text as paragraphs under the title", async () => {
    const piece = await textOf(
      readPaste({ html: "<!--StartFragment--><p>One</p><!--EndFragment-->", text: "One" }, "A & B"),
    );
    expect(piece).toContain("<title>A &amp; B</title>");
    expect(piece).toContain("<article><p>One</p></article>");
    expect(await textOf(readPaste({ html: "<b>x</b>", text: "<!doctype html><title>S</title>" }, "t"))).toBe(
      "text/html <!doctype html><title>S</title>",
    );
    const plain = await textOf(readPaste({ html: "", text: "One <two>\n\nThree\nfour" }, "标题"));
    expect(plain).toContain("<h1>标题</h1>\n<p>One &lt;two&gt;</p>\n<p>Three<br>four</p>");
  });
});
