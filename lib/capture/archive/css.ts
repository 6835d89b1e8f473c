/**
 * Rewrites style sheet text, and only where it must: addresses of pictures and fonts become names of kept resources,
 * imported sheets move in, selectors follow attributes whose value had to change. What is kept otherwise stays as it is.
 */
import { disarmNamesInCss } from "../../domain/compose";
import { cssClosing, cssTokens, cssUnquote, type CssToken } from "./css-tokens";
import { dropUnused, isForPaper, type SeenNames } from "./css-unused";
import type { ResourceKind } from "./resources";
import { shortDrawing } from "./short-drawing";

export interface CssContext {
  /** Address that relative addresses start from. */
  readonly base: string;
  /** Whether selectors may ask for `:defined`. */
  readonly hasCustomElements: boolean;
  /** A name for the resource, with a fragment kept, or `null` when it is missing. */
  readonly nameOf: (url: string, kind: ResourceKind) => Promise<string | null>;
  /** Text of an imported sheet and the address it came from, or `null`. */
  readonly sheetOf: (url: string) => Promise<{ readonly text: string; readonly base: string } | null>;
  /** Names the page's elements have; rules that ask for others go. `null` keeps every rule. */
  readonly seen: SeenNames | null;
  /** Told each attribute a selector asks by its original value. */
  readonly onOriginal: (name: string) => void;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: Promise<string> | string;
}

const MISSING = 'url("data:,")';
const MAX_IMPORT_DEPTH = 6;
const IMAGE_SET = /^(-webkit-)?image-set\($/i;
/** Attributes the archived page changes; the original stands beside as `data-ls-<name>`. */
const CHANGED = new Set(["href", "target"]);

const absolute = (url: string, base: string): string | null =>
  URL.canParse(url, base) ? new URL(url, base).href : null;

const quoted = (text: string): string =>
  `"${text.replaceAll(/["\\\n]/g, (c) => `\\${c === "\n" ? "a " : c}`)}"`;

/** The address of a `url(…)` without quotes. */
const bareAddress = ({ text }: CssToken): string =>
  cssUnquote(text.replace(/^url\(/i, "").replace(/\)$/, ""));

class Scanner {
  readonly edits: Edit[] = [];
  private readonly functions: string[] = [];
  private depth = 0;
  private fontDepth = 0;
  private lastAtKeyword = "";

  constructor(
    private readonly tokens: readonly CssToken[],
    private readonly context: CssContext,
    private readonly importDepth: number,
  ) {}

  scan(): readonly Edit[] {
    for (let i = 0; i < this.tokens.length; i++) {
      const token = this.tokens[i];
      if (token) i = this.take(token, i);
    }
    return this.edits;
  }

  /** Handles one token and returns the index of the last one it used. */
  private take(token: CssToken, index: number): number {
    return this.takers[token.name]?.(token, index) ?? index;
  }

  private readonly takers: Readonly<Record<string, (token: CssToken, index: number) => number | undefined>> =
    {
      "at-keyword-token": (token, index) => {
        this.lastAtKeyword = token.text.toLowerCase();
        return this.lastAtKeyword === "@import" ? this.takeImport(token, index) : index;
      },
      "{-token": () => {
        this.depth++;
        if (this.lastAtKeyword === "@font-face") this.fontDepth = this.depth;
        this.lastAtKeyword = "";
        return undefined;
      },
      "}-token": () => {
        if (this.fontDepth === this.depth) this.fontDepth = 0;
        this.depth = Math.max(0, this.depth - 1);
        this.lastAtKeyword = "";
        return undefined;
      },
      "semicolon-token": () => {
        this.lastAtKeyword = "";
        return undefined;
      },
      "url-token": (token) => {
        this.edit(bareAddress(token), token.start, token.end);
        return undefined;
      },
      "function-token": (token, index) => this.takeFunction(token, index),
      "(-token": () => {
        this.functions.push("(");
        return undefined;
      },
      ")-token": () => {
        this.functions.pop();
        return undefined;
      },
      "string-token": (token) => {
        if (IMAGE_SET.test(this.functions.at(-1) ?? ""))
          this.edit(cssUnquote(token.text), token.start, token.end);
        return undefined;
      },
      "[-token": (_token, index) => {
        this.takeAttributeSelector(index);
        return undefined;
      },
    };

  private takeFunction(token: CssToken, index: number): number {
    const isUrl = /^(url|src)\($/i.test(token.text);
    const at = this.skipSpace(index + 1);
    const value = this.tokens[at];
    if (!isUrl || value?.name !== "string-token") {
      this.functions.push(token.text);
      return index;
    }
    let close = at + 1;
    while (close < this.tokens.length && this.tokens[close]?.name !== ")-token") close++;
    this.edit(cssUnquote(value.text), token.start, this.tokens[close]?.end ?? value.end);
    return close;
  }

  private takeAttributeSelector(index: number): void {
    const name = this.tokens[this.skipSpace(index + 1)];
    if (name?.name !== "ident-token" || !CHANGED.has(name.text.toLowerCase())) return;
    this.context.onOriginal(name.text.toLowerCase());
    this.edits.push({ start: name.start, end: name.end, text: `data-ls-${name.text.toLowerCase()}` });
  }

  private takeImport(token: CssToken, index: number): number {
    const at = this.skipSpace(index + 1);
    const { url, next } = this.importAddress(at);
    let end = next;
    while (end < this.tokens.length && this.tokens[end]?.name !== "semicolon-token") end++;
    const tail = this.tokens
      .slice(next, end)
      .map((part) => part.text)
      .join("")
      .trim();
    const until = this.tokens[end]?.end ?? this.tokens.at(-1)?.end ?? token.end;
    this.edits.push({ start: token.start, end: until, text: this.imported(url, tail) });
    this.lastAtKeyword = "";
    return end;
  }

  private importAddress(at: number): { url: string; next: number } {
    const token = this.tokens[at];
    if (token?.name === "string-token") return { url: cssUnquote(token.text), next: at + 1 };
    if (token?.name === "url-token") return { url: bareAddress(token), next: at + 1 };
    let close = at;
    while (close < this.tokens.length && this.tokens[close]?.name !== ")-token") close++;
    const value = this.tokens[this.skipSpace(at + 1)];
    return { url: value?.name === "string-token" ? cssUnquote(value.text) : "", next: close + 1 };
  }

  private async imported(url: string, tail: string): Promise<string> {
    const address = url === "" || isForPaper(tail) ? null : absolute(url, this.context.base);
    if (!address || this.importDepth >= MAX_IMPORT_DEPTH) return "";
    const sheet = await this.context.sheetOf(address);
    if (!sheet) return "";
    const text = await rewrite(sheet.text, { ...this.context, base: sheet.base }, this.importDepth + 1);
    return wrapImported(text + cssClosing(cssTokens(text)), tail);
  }

  private edit(url: string, start: number, end: number): void {
    if (url === "" || url.startsWith("#")) return;
    const drawing = this.fontDepth > 0 ? null : shortDrawing(url);
    if (drawing !== null) {
      this.edits.push({ start, end, text: `url(${quoted(drawing)})` });
      return;
    }
    const address = absolute(url, this.context.base);
    const kind = this.fontDepth > 0 ? "font" : "image";
    this.edits.push({ start, end, text: address ? this.named(address, kind) : MISSING });
  }

  private async named(url: string, kind: ResourceKind): Promise<string> {
    const name = await this.context.nameOf(url, kind);
    return name === null ? MISSING : `url(${quoted(name)})`;
  }

  private skipSpace(index: number): number {
    let at = index;
    while (this.tokens[at]?.name === "whitespace-token" || this.tokens[at]?.name === "comment-token") at++;
    return at;
  }
}

/** An imported sheet inside of the conditions and the layer its `@import` named. */
function wrapImported(text: string, tail: string): string {
  let rest = tail;
  const layer = /^layer(?:\(([^)]*)\)|(?=\s|$))\s*/i.exec(rest);
  if (layer) rest = rest.slice(layer[0].length);
  const supports = /^supports\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)\s*/i.exec(rest);
  if (supports) rest = rest.slice(supports[0].length);
  let wrapped = text;
  if (rest.trim() !== "") wrapped = `@media ${rest.trim()}{${wrapped}}`;
  if (supports) {
    const condition = supports[1] ?? "";
    wrapped = `@supports ${/^\s*(\(|not\b|[\w-]+\()/i.test(condition) ? condition : `(${condition})`}{${wrapped}}`;
  }
  return layer ? `@layer ${layer[1] ?? ""}{${wrapped}}` : wrapped;
}

async function rewrite(source: string, context: CssContext, importDepth: number): Promise<string> {
  const text = disarmNamesInCss(context.seen ? dropUnused(source, context.seen) : source);
  const edits = new Scanner(cssTokens(text), context, importDepth).scan();
  const parts: string[] = [];
  let at = 0;
  for (const edit of edits) {
    parts.push(text.slice(at, edit.start), await edit.text);
    at = edit.end;
  }
  parts.push(text.slice(at));
  return parts.join("");
}

/** The rewritten text of one sheet, `<style>` or `style` attribute. */
export async function rewriteCss(text: string, context: CssContext): Promise<string> {
  const done = (await rewrite(text.replace(/^\ufeff?@charset\s+"[^"]*";/i, ""), context, 0))
    .replaceAll(/:modal\b/gi, "[data-ls-modal]")
    .replaceAll(/:popover-open\b/gi, "[data-ls-popover]");
  if (!context.hasCustomElements) return done;
  return done
    .replaceAll(/:not\(\s*:defined\s*\)/gi, "[data-ls-undefined]")
    .replaceAll(/:defined\b/gi, ":not([data-ls-undefined])");
}
