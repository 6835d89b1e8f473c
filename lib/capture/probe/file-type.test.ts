import { describe, expect, it } from "vitest";
import { isTextType, judgeFileType, looksLikeHtml } from "./file-type";

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const zip = Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 0, 0);
const docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

describe("what a file is", () => {
  it.each([
    ["a PDF called HTML", text("%PDF-1.7 …"), "text/html", "", "application/pdf"],
    ["a PDF sent as anything", text("%PDF-1.7 …"), "application/octet-stream", "x.bin", "application/pdf"],
    [
      "a picture called text",
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10),
      "text/plain",
      "",
      "image/png",
    ],
    ["HTML sent as text", text("<!doctype html><p>x"), "text/plain", "page.txt", "text/plain"],
    ["text sent as a download", text("notes\nof a day"), "application/octet-stream", "", "text/plain"],
    ["Markdown by its ending", text("# Notes"), "text/plain", "README.md", "text/markdown"],
    ["Markdown by its type", text("# Notes"), "text/markdown", "", "text/markdown"],
    ["JSON without a type", text('{"a":1}'), "", "data.json", "application/json"],
    [
      "bytes called text",
      Uint8Array.of(1, 2, 3, 0, 0, 0, 255),
      "text/plain",
      "x.txt",
      "application/octet-stream",
    ],
    ["a document in a ZIP archive", zip, docx, "a.docx", docx],
    ["a document by its ending", zip, "application/zip", "a.docx", docx],
    ["an archive", zip, "application/zip", "a.zip", "application/zip"],
    ["a ZIP archive called a picture", zip, "image/png", "a.png", "application/zip"],
    ["an unknown type of its own", Uint8Array.of(1, 0, 2), "application/x-thing", "", "application/x-thing"],
    ["a film", text("\0\0\0\u0020ftypisom…"), "application/octet-stream", "a", "video/mp4"],
    ["a sound in the same wrapping", text("\0\0\0\u0020ftypisom…"), "audio/mp4", "a", "audio/mp4"],
    ["a calendar", text("BEGIN:VCALENDAR"), "text/calendar", "", "text/calendar"],
  ])("[C33] %s", (_what, bytes, named, name, expected) => {
    expect(judgeFileType(bytes, named, name)).toBe(expected);
  });

  it("[C33] tells text for people and programs, and pages by their beginning", () => {
    for (const type of ["text/csv", "application/json", "application/rss+xml", "application/yaml"])
      expect(isTextType(type), type).toBe(true);
    for (const type of ["image/svg+xml", "application/pdf", "application/octet-stream"])
      expect(isTextType(type), type).toBe(false);
    expect(looksLikeHtml(text("  <!-- x --><html><body>"))).toBe(true);
    expect(looksLikeHtml(text("words about <html>"))).toBe(false);
  });
});
