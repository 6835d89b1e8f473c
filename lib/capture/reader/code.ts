/**
 * Puts the code blocks back where their tokens stand, in HTML and in Markdown. The text goes in byte for byte; only what
 * the format itself demands (escapes, a longer fence, the indentation of the list it stands in) is added around it.
 */
import { disarmNames } from "../../domain/compose";
import { CODE_SENTENCE, type FoundCode } from "../frozen";

const escapeHtml = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    // A bare carriage return would be read back as a newline.
    .replaceAll("\r", "&#13;");

const languageClass = ({ language }: FoundCode): string =>
  /^[\w+#-]{1,30}$/.test(language) ? ` class="language-${language}"` : "";

const tokenPattern = (nonce: string): string =>
  `CODE${nonce}N(\\d+)X(?:\\s+${CODE_SENTENCE.replaceAll(".", String.raw`\.`).replaceAll(" ", String.raw`\s+`)})?`;

const preOf = (code: FoundCode | undefined): string =>
  code ? `<pre><code${languageClass(code)}>${disarmNames(escapeHtml(code.text))}</code></pre>` : "";

/** HTML with `<pre><code>` in place of the tokens. */
export function restoreCodeInHtml(html: string, codes: readonly FoundCode[], nonce: string): string {
  const token = tokenPattern(nonce);
  const pattern = new RegExp(`<p(?:\\s[^>]*)?>\\s*${token}\\s*</p>|${token}`, "g");
  return html.replaceAll(pattern, (_all, whole?: string, bare?: string) =>
    preOf(codes[Number(whole ?? bare)]),
  );
}

/** A fence no line of the text can close. */
function fenceFor(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
  return "`".repeat(Math.max(3, longest + 1));
}

/** What the lines after the first must begin with to stay in the same list item or quotation. */
const continuation = (prefix: string): string =>
  prefix.replaceAll(/[-*+](?=\s)|\d+[.)](?=\s)/g, (marker) => " ".repeat(marker.length));

function fenced(code: FoundCode, prefix: string): string {
  const fence = fenceFor(code.text);
  const language = /^[\w+#-]{1,30}$/.test(code.language) ? code.language : "";
  const body = code.text.endsWith("\n") ? code.text.slice(0, -1) : code.text;
  const next = continuation(prefix);
  const lines = [fence + language, ...body.split("\n"), fence];
  return lines
    .map((line, i) => (i === 0 ? prefix + line : line === "" ? next.trimEnd() : next + line))
    .join("\n");
}

/** Inside of a table row only one line fits: HTML keeps the text exact there. */
const inRow = (code: FoundCode): string =>
  `<pre>${escapeHtml(code.text).replaceAll("\n", "&#10;").replaceAll("|", "&#124;")}</pre>`;

const ONLY_MARKERS = /^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)*$/;

function restoreLine(line: string, codes: readonly FoundCode[], nonce: string): string {
  const match = new RegExp(tokenPattern(nonce)).exec(line);
  const code = codes[Number(match?.[1] ?? -1)];
  if (!match || !code) return line;
  const before = line.slice(0, match.index);
  const after = restoreLine(line.slice(match.index + match[0].length), codes, nonce);
  if (line.trimStart().startsWith("|")) return before + inRow(code) + after;
  const indent = /^[\s>]*/.exec(before)?.[0] ?? "";
  const start = ONLY_MARKERS.test(before)
    ? fenced(code, before)
    : `${before.trimEnd()}\n${indent.trimEnd()}\n${fenced(code, continuation(indent))}`;
  return after.trim() === ""
    ? start
    : `${start}\n${continuation(indent).trimEnd()}\n${continuation(indent)}${after.trim()}`;
}

/** Markdown with fenced blocks in place of the tokens. */
export function restoreCodeInMarkdown(markdown: string, codes: readonly FoundCode[], nonce: string): string {
  return markdown
    .split("\n")
    .map((line) => restoreLine(line, codes, nonce))
    .join("\n");
}
