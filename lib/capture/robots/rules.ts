/**
 * Reads robots.txt as RFC 9309 says: groups of user agents, allow and disallow by the longest match, `*` and `$`; and
 * `Crawl-delay`, which is no part of it but widely meant. Pure, total and linear in the text.
 */

/** What is read of a file, in characters: the RFC asks for 500 KiB at least. */
const MAX_TEXT = 512 * 1024;
const MAX_LINE = 4_096;
const MAX_RULES = 5_000;

interface Rule {
  readonly allows: boolean;
  readonly path: string;
}

interface Group {
  readonly agents: string[];
  readonly rules: Rule[];
  crawlDelay: number;
  /** Rules have come: the next user agent begins another group. */
  isClosed: boolean;
}

export interface RobotsRules {
  /** Whether a path (with its query, as in a URL) may be asked for. */
  readonly allows: (path: string) => boolean;
  /** Seconds between two visits; 0 where none are asked for. */
  readonly crawlDelay: number;
}

export const everythingAllowed: RobotsRules = { allows: () => true, crawlDelay: 0 };
export const nothingAllowed: RobotsRules = { allows: () => false, crawlDelay: 0 };

/** The rules for a program of this product token, e.g. `linksnap`. */
export function readRobots(text: string, agent: string): RobotsRules {
  const groups = groupsOf(text);
  const own = agent.toLowerCase();
  const named = groups.filter(({ agents }) => agents.some((name) => name === own));
  const mine = named.length > 0 ? named : groups.filter(({ agents }) => agents.includes("*"));
  const rules = mine.flatMap((group) => group.rules);
  const delays = mine.map(({ crawlDelay }) => crawlDelay).filter((delay) => delay > 0);
  return {
    // The file itself may always be asked for.
    allows: (path) => path === "/robots.txt" || isAllowed(rules, path),
    crawlDelay: delays.length > 0 ? Math.max(...delays) : 0,
  };
}

function groupsOf(text: string): Group[] {
  const groups: Group[] = [];
  let count = 0;
  for (const line of text
    .slice(0, MAX_TEXT)
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\r|\n/)) {
    const [said = ""] = line.slice(0, MAX_LINE).split("#", 1);
    const at = said.indexOf(":");
    if (at < 0 || ++count > MAX_RULES) continue;
    takeLine(groups, said.slice(0, at).trim().toLowerCase(), said.slice(at + 1).trim());
  }
  return groups;
}

function takeLine(groups: Group[], name: string, value: string): void {
  if (name === "user-agent") return takeAgent(groups, tokenOf(value));
  const last = groups.at(-1);
  if (!last || !["allow", "disallow", "crawl-delay"].includes(name)) return;
  last.isClosed = true;
  if (name === "crawl-delay") last.crawlDelay = delayOf(value) || last.crawlDelay;
  // An empty rule says nothing: "Disallow:" allows everything.
  else if (value !== "") last.rules.push({ allows: name === "allow", path: normal(value) });
}

function takeAgent(groups: Group[], agent: string): void {
  const last = groups.at(-1);
  if (last && !last.isClosed) last.agents.push(agent);
  else groups.push({ agents: [agent], rules: [], crawlDelay: 0, isClosed: false });
}

/** Seconds; 0 for what is no number. */
function delayOf(value: string): number {
  const delay = Number(value);
  return Number.isFinite(delay) && delay > 0 ? Math.min(86_400, delay) : 0;
}

/** The product token of a line: letters, `_` and `-`, whatever stands behind it. */
const tokenOf = (value: string): string =>
  value === "*" ? "*" : (/^[a-z_-]+/i.exec(value)?.[0] ?? value).toLowerCase();

function isAllowed(rules: readonly Rule[], path: string): boolean {
  const wanted = normal(path);
  let best: Rule | null = null;
  for (const rule of rules) {
    if (!matches(rule.path, wanted)) continue;
    const isLonger = !best || rule.path.length > best.path.length;
    // Of equal ones the one that allows counts.
    if (isLonger || (best?.path.length === rule.path.length && rule.allows)) best = rule;
  }
  return best?.allows ?? true;
}

/** Escapes alike on both sides: what need not be escaped is not, the rest in upper case. */
function normal(path: string): string {
  return path.replace(/%[0-9a-f]{2}|[^\x21-\x7e]/giu, (piece) => {
    if (!piece.startsWith("%")) return encodeURIComponent(/\p{Surrogate}/u.test(piece) ? "\uFFFD" : piece);
    const letter = String.fromCharCode(Number.parseInt(piece.slice(1), 16));
    return /[\w.~-]/.test(letter) ? letter : piece.toUpperCase();
  });
}

/** `*` stands for anything, `$` at the end for the end. Takes time by the lengths only: no pattern is built. */
function matches(rule: string, path: string): boolean {
  const isWhole = rule.endsWith("$");
  const [first = "", ...others] = (isWhole ? rule.slice(0, -1) : rule).split("*");
  if (!path.startsWith(first)) return false;
  const last = others.pop();
  if (last === undefined) return !isWhole || path.length === first.length;
  const at = placeAfter(path, others, first.length);
  if (at < 0) return false;
  return isWhole ? path.length - last.length >= at && path.endsWith(last) : path.includes(last, at);
}

/** Where the path goes on after these pieces, in order, from `start`; -1 where one is missing. */
function placeAfter(path: string, pieces: readonly string[], start: number): number {
  let at = start;
  for (const piece of pieces) {
    const found = path.indexOf(piece, at);
    if (found < 0) return -1;
    at = found + piece.length;
  }
  return at;
}
