import { expect, it } from "vitest";
import { scriptFirst } from "./head-first";

const SCRIPT = '<script>(function(){window.linksnapWorker=new Worker("/library.worker.js")})()</script>';

it("[O45] the script of the head stands before the style sheets, which would hold it up, and nothing else moves", () => {
  const other = "<script>other()</script>";
  const page = (first: string, last: string): string =>
    `<html><head><meta charSet="utf-8"/>${first}<link rel="stylesheet" href="/a.css"/>${other}${last}</head><body>${other}</body></html>`;
  expect(scriptFirst(page("", SCRIPT))).toBe(page(SCRIPT, ""));
  expect(scriptFirst(page(SCRIPT, ""))).toBe(page(SCRIPT, ""));
  expect(scriptFirst(page("", ""))).toBe(page("", ""));
});
