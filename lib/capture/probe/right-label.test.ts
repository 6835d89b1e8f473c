import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { isNoPage, rightType } from "./right-label";

const bytesOf = (text: string, charset = "utf-8") => new Uint8Array(iconv.encode(text, charset));
const page = (text: string) => `<!doctype html><title>x</title><p>${text.repeat(8)}</p>`;

describe("what a document was sent as, against its bytes", () => {
  it("[C38] leaves pages alone that say rightly what they are", () => {
    const texts: readonly (readonly [text: string, charset: string])[] = [
      ["窗外的雨一直下到傍晚", "utf-8"],
      ["窗外的雨一直下到傍晚", "gbk"],
      ["Дождь шёл до самого вечера. ДОЖДЬ ШЁЛ ДО САМОГО ВЕЧЕРА", "windows-1251"],
      ["Дождь шёл до самого вечера", "koi8-r"],
      ["ฝนตกจนถึงเย็น แมวของเพื่อนบ้านมาอีกแล้ว", "windows-874"],
      ["Η βροχή κράτησε μέχρι το βράδυ", "windows-1253"],
      ["הגשם נמשך עד הערב", "windows-1255"],
      ["Über den Flüssen hängt früh der Nebel, à Besançon", "windows-1252"],
      ["plain words", "utf-8"],
    ];
    for (const [text, charset] of texts)
      expect(rightType(bytesOf(page(text), charset), charset), charset).toBeNull();
    // A few places that nobody can read are no reason to read all of it differently.
    const cut = Buffer.concat([bytesOf(page("窗外的雨")), Buffer.from([0xe4, 0x3c, 0xa0])]);
    expect(rightType(new Uint8Array(cut), "utf-8")).toBeNull();
  });

  it("[C38] leaves the judgement to the browser where bytes prove nothing and the name is wrong", () => {
    expect(rightType(bytesOf(page("Дождь шёл"), "windows-1251"), "utf-8")).toBe("text/html");
    expect(rightType(bytesOf(page("窗外的雨一直下到傍晚"), "gbk"), "utf-8")).toBe(
      "text/html; charset=gb18030",
    );
  });

  it("[C38] knows files from pages", () => {
    const binary = Uint8Array.from({ length: 300 }, (_, i) => i % 32);
    for (const file of [
      bytesOf("%PDF-1.7\nwords alone"),
      bytesOf("\u0089PNG\r\n\u001a\n\u0000", "latin1"),
      binary,
    ])
      expect(isNoPage(file, "windows-1252")).toBe(true);
    for (const text of [
      "BM is how this begins",
      "true words",
      "ID3 is a table",
      page("é"),
      "",
      `\u0000${page("x")}`,
    ])
      expect(isNoPage(bytesOf(text), "utf-8"), text).toBe(false);
    expect(isNoPage(bytesOf(page("x"), "utf-16le"), "utf-16le")).toBe(false);
  });
});
