import { expect, it } from "vitest";
import { scriptFirst, scriptsListed } from "./head-first";

const SCRIPT = '<script>(function(){window.linksnapWorker=new Worker("/library.worker.js")})()</script>';

it("[O45] the script of the head stands before the style sheets, which would hold it up, and nothing else moves", () => {
  const other = "<script>other()</script>";
  const page = (first: string, last: string): string =>
    `<html><head><meta charSet="utf-8"/>${first}<link rel="stylesheet" href="/a.css"/>${other}${last}</head><body>${other}</body></html>`;
  expect(scriptFirst(page("", SCRIPT))).toBe(page(SCRIPT, ""));
  expect(scriptFirst(page(SCRIPT, ""))).toBe(page(SCRIPT, ""));
  expect(scriptFirst(page("", ""))).toBe(page("", ""));
});

it("[X18] the code of the app is listed for the script of the head, each file once; other documents stay as they are", () => {
  const code = (name: string): string => `<script src="/_next/static/${name}.js" async=""></script>`;
  const preload = '<link rel="preload" as="script" fetchPriority="low" href="/_next/static/a.js"/>';
  const old = '<script src="/_next/static/old.js" noModule=""></script>';
  const page = (list: string, tags: string): string =>
    `<html><head><meta charSet="utf-8"/>${list}${SCRIPT}${tags}${old}</head><body></body></html>`;
  const listed = page('<script>window.linksnapCode=["/_next/static/a.js","/_next/static/b.js"]</script>', "");
  expect(scriptsListed(page("", preload + code("a") + code("b") + code("a")))).toBe(listed);
  expect(scriptsListed(listed)).toBe(listed);
  const strange = `<html><head><meta charSet="utf-8"/>${code("a")}</head></html>`;
  expect(scriptsListed(strange)).toBe(strange);
});
