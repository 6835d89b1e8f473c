import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { compileAhead } from "./compile-ahead";

const folder = mkdtempSync(join(tmpdir(), "linksnap-chunks-"));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("[X23] every script of the app asks to be compiled while it comes, once however often it is built; nothing else changes", () => {
  mkdirSync(join(folder, "chunks"));
  const script = join(folder, "chunks", "a.js");
  const style = join(folder, "chunks", "a.css");
  writeFileSync(script, "(()=>{})();");
  writeFileSync(style, "a{}");
  compileAhead(folder);
  compileAhead(folder);
  expect(readFileSync(script, "utf8")).toBe("//# allFunctionsCalledOnLoad\n(()=>{})();");
  expect(readFileSync(style, "utf8")).toBe("a{}");
});
