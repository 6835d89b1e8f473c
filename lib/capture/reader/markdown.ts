/**
 * Article HTML as Markdown (GitHub's form, with its footnotes and formulas). Code blocks still stand as tokens: code.ts
 * puts them in afterwards.
 */
import { gfm } from "@joplin/turndown-plugin-gfm";
import TurndownService, { type Rule } from "turndown";
import { addNotes, findNotes } from "./markdown-notes";

const named =
  (...names: readonly string[]) =>
  (node: HTMLElement): boolean =>
    names.includes(node.nodeName.toLowerCase());

const attribute = (node: TurndownService.Node, name: string): string =>
  ("getAttribute" in node && node.getAttribute(name)) || "";

const strong = (content: string): string => {
  const line = content.trim().replaceAll(/\s*\n\s*/g, " ");
  return line === "" ? "" : `\n\n**${line}**\n\n`;
};

const rules: Readonly<Record<string, Rule>> = {
  formula: {
    filter: named("math"),
    replacement: (content, node) => {
      const tex = attribute(node, "alttext").replaceAll(/\s+/g, " ").trim();
      if (tex === "") return content;
      return attribute(node, "display") === "block" ? `\n\n$$\n${tex}\n$$\n\n` : `$${tex}$`;
    },
  },
  reading: {
    filter: named("rt"),
    replacement: (content, node) => (node.parentNode?.textContent?.includes("(") ? content : `(${content})`),
  },
  term: { filter: named("dt", "summary"), replacement: strong },
  caption: { filter: named("caption"), replacement: strong },
};

/** Markdown of sanitised HTML. */
export function htmlToMarkdown(html: string): string {
  const service = new TurndownService({
    headingStyle: "atx",
    codeBlockStyle: "fenced",
    bulletListMarker: "-",
    emDelimiter: "*",
  });
  service.use(gfm);
  for (const [name, rule] of Object.entries(rules)) service.addRule(name, rule);
  addNotes(service, findNotes(html));
  return service.turndown(html);
}
