/** The words of a line of Markdown: bold, italic, struck out, code, links and bare addresses. Pure. */

export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "link"; readonly href: string; readonly parts: readonly Inline[] }
  | { readonly kind: "strong" | "em" | "del"; readonly parts: readonly Inline[] };

/** Where a link may lead. */
const FOLLOWED = /^(?:https?:\/\/|mailto:)/i;
/** Marks in each other, deeper than anybody writes. */
const MAX_DEPTH = 6;

interface Mark {
  /** Matches at the very place, in one line of at most so many characters: time stays even. */
  readonly pattern: RegExp;
  readonly make: (match: RegExpExecArray, depth: number) => Inline | null;
}

const wrapped =
  (kind: "strong" | "em" | "del"): Mark["make"] =>
  (match, depth) => ({ kind, parts: readInline(match[1] ?? "", depth + 1) });

const marks: readonly Mark[] = [
  { pattern: /\\([!-/:-@[-`{-~])/y, make: (match) => ({ kind: "text", text: match[1] ?? "" }) },
  { pattern: /`([^`\n]{1,400})`/y, make: (match) => ({ kind: "code", text: match[1] ?? "" }) },
  { pattern: /\[([^\]\n]{1,400})\]\(([^\s()]{1,2000})\)/y, make: linkOf },
  { pattern: /<?(https?:\/\/[^\s<>"“”‘’，。；：！？、（）《》]{1,2000})>?/y, make: bareLink },
  { pattern: /\*\*(?!\s)([^\n]{1,400}?)(?<!\s)\*\*/y, make: wrapped("strong") },
  { pattern: /(?<![\p{L}\p{N}])__(?!\s)([^\n]{1,400}?)(?<!\s)__(?![\p{L}\p{N}])/uy, make: wrapped("strong") },
  { pattern: /~~(?!\s)([^\n]{1,400}?)(?<!\s)~~/y, make: wrapped("del") },
  { pattern: /\*(?![\s*])([^\n*]{1,400}?)(?<!\s)\*/y, make: wrapped("em") },
  { pattern: /(?<![\p{L}\p{N}])_(?![\s_])([^\n_]{1,400}?)(?<!\s)_(?![\p{L}\p{N}])/uy, make: wrapped("em") },
];

/** Characters that a mark can begin with: everything between them is text. */
const PLAIN = /[^\\`[<*_~h]+|./suy;

function linkOf([, label = "", href = ""]: RegExpExecArray, depth: number): Inline | null {
  return FOLLOWED.test(href) ? { kind: "link", href, parts: readInline(label, depth + 1) } : null;
}

/** Marks of the sentence around it are no part of an address. */
function bareLink(match: RegExpExecArray): Inline | null {
  const href = (match[1] ?? "").replace(/[.,;:!?'")\]*_~]+$/, "");
  return href === match[1] || match[0] === match[1]
    ? { kind: "link", href, parts: [{ kind: "text", text: href }] }
    : null;
}

export function readInline(text: string, depth = 0): readonly Inline[] {
  const parts: Inline[] = [];
  const say = (more: string): void => {
    const last = parts.at(-1);
    if (last?.kind === "text") parts[parts.length - 1] = { kind: "text", text: last.text + more };
    else parts.push({ kind: "text", text: more });
  };
  for (let at = 0; at < text.length; ) {
    const found = depth < MAX_DEPTH ? markAt(text, at, depth) : null;
    if (found?.part.kind === "text") say(found.part.text);
    else if (found) parts.push(found.part);
    if (found) {
      at += found.length;
      continue;
    }
    PLAIN.lastIndex = at;
    const plain = PLAIN.exec(text)?.[0] ?? text.charAt(at);
    say(plain);
    at += plain.length;
  }
  return parts;
}

function markAt(
  text: string,
  at: number,
  depth: number,
): { readonly part: Inline; readonly length: number } | null {
  for (const { pattern, make } of marks) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const part = match ? make(match, depth) : null;
    if (!match || !part) continue;
    // An address may end before the marks of its sentence.
    const isBare = part.kind === "link" && match[0] === match[1];
    return { part, length: isBare ? part.href.length : match[0].length };
  }
  return null;
}
