import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { fileName, nameGiven } from "./file-name";

const raw = (text: string, charset: string): string => iconv.encode(text, charset).toString("latin1");
const none = "https://example.com/";

describe("the name of a file", () => {
  it.each([
    ['attachment; filename="report.pdf"', "report.pdf"],
    ["attachment; filename=report.pdf", "report.pdf"],
    ['inline; FileName = "a \\"quoted\\" name.txt"', "a _quoted_ name.txt"],
    ["attachment; filename*=UTF-8''%E5%B9%B4%E5%BA%A6%E6%8A%A5%E5%91%8A.pdf", "年度报告.pdf"],
    ["attachment; filename=\"fallback.pdf\"; filename*=utf-8'zh'%E6%8A%A5%E5%91%8A.pdf", "报告.pdf"],
    ["attachment; filename*=GBK''%B1%A8%B8%E6.pdf; filename=x.pdf", "报告.pdf"],
    ["attachment; filename*=UTF-8''%E5%B9; filename=x.pdf", "x.pdf"],
    ['attachment; filename="%E6%8A%A5%E5%91%8A.pdf"', "报告.pdf"],
    ['attachment; filename="=?UTF-8?B?5oql5ZGKLnBkZg==?="', "报告.pdf"],
    [`attachment; filename="${raw("报告.pdf", "utf8")}"`, "报告.pdf"],
    [`attachment; filename="${raw("年度工作报告与说明.pdf", "gbk")}"`, "年度工作报告与说明.pdf"],
    ["attachment; filename=报告.pdf", "报告.pdf"],
    ['attachment; filename="../../etc/passwd"', "passwd"],
    ['attachment; filename="C:\\\\temp\\\\a.txt"', "a.txt"],
    ['attachment; filename="evil\u202egpj.exe"', "evilgpj.exe"],
    ["attachment", ""],
  ])("[C32] %s is %s", (header, name) => {
    expect(nameGiven(header, none)).toBe(name);
  });

  it("[C32] comes from the address where the site gives none", () => {
    expect(nameGiven(undefined, "https://example.com/files/a%20b.pdf?x=1")).toBe("a b.pdf");
    expect(nameGiven(undefined, "https://example.com/%E6%8A%A5%E5%91%8A.pdf")).toBe("报告.pdf");
    expect(nameGiven(undefined, "https://example.com/%B1%A8%B8%E6.pdf")).toBe("报告.pdf");
    expect(nameGiven(undefined, "https://example.com/%zz.pdf")).toBe("%zz.pdf");
  });

  it("[C32] has an ending and a bearable length", () => {
    expect(fileName("paper", "application/pdf", "a.org")).toBe("paper.pdf");
    expect(fileName("paper.PDF", "application/pdf", "a.org")).toBe("paper.PDF");
    expect(fileName("", "image/jpeg", "a.org")).toBe("a.org.jpg");
    expect(fileName("", "application/x-thing", "a.org")).toBe("a.org");
    expect(nameGiven(`attachment; filename="${"长".repeat(300)}.pdf"`, none)).toMatch(/^长+\.pdf$/);
    expect(
      Array.from(nameGiven(`attachment; filename="${"长".repeat(300)}.pdf"`, none)).length,
    ).toBeLessThanOrEqual(120);
  });
});
