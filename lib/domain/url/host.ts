/**
 * Hosts: folding the variants of one site for the key (`www.`, mobile hosts), and showing internationalised names in
 * their own script where that cannot be mistaken for another name.
 */
import { remembering } from "../text/remembering";
import { parseHttpUrl } from "./parse-url";
import { decodePunycode } from "./punycode";

/**
 * Domains on which the first label names a person or a project, so that `m.` or `mobile.` may be someone.
 * Source: the private section of publicsuffix.org, the well-known ones.
 */
const SHARED_DOMAINS = new Set(
  (
    "github.io gitlab.io pages.dev workers.dev netlify.app vercel.app web.app firebaseapp.com herokuapp.com " +
    "onrender.com fly.dev surge.sh blogspot.com wordpress.com tumblr.com substack.com medium.com livejournal.com " +
    "neocities.org bandcamp.com itch.io deviantart.com readthedocs.io notion.site hatenablog.com lofter.com gitee.io"
  ).split(" "),
);

const isIpAddress = (host: string): boolean => /^[\d.]+$/.test(host) || host.startsWith("[");

/** A registry's own second level, such as `co.uk` or `com.cn`: below it the first label is the site itself. */
const isRegistrySuffix = (host: string): boolean =>
  /^(?:ac|co|com|edu|gov|ne|net|or|org)\.[a-z]{2}$/.test(host);

/** A host for comparison: without a final dot, `www.` and the labels of mobile versions where that is safe. */
export const foldHost = remembering(foldedHost);

function foldedHost(hostname: string): string {
  const host = hostname.toLowerCase().replace(/(?<=[^.])\.$/, "");
  if (isIpAddress(host)) return host;
  const shorter = shorterHost(host);
  return shorter === host ? host : foldHost(shorter);
}

function shorterHost(host: string): string {
  const [first = "", ...rest] = host.split(".");
  const parent = rest.join(".");
  const isSite = rest.length > 1 && !isRegistrySuffix(parent);
  if (first === "www" && isSite) return parent;
  if ((first === "m" || first === "mobile") && isSite && !SHARED_DOMAINS.has(parent)) return parent;
  // Wikimedia's mobile hosts carry the label in the middle: en.m.wikipedia.org.
  return host.replace(/^([a-z-]+)\.m\.(wik[a-z]+\.org)$/, "$1.$2");
}

/** Whom an address visits: its host, the variants of one site folded, with its port. An address that is none stays itself. */
export function visitedSite(address: string): string {
  const url = parseHttpUrl(address);
  if (!url) return address;
  return url.port === "" ? foldHost(url.hostname) : `${foldHost(url.hostname)}:${url.port}`;
}

/** Host of an address as people read it: Unicode, without `www.`; "" when there is none. */
export function displayHostname(hostname: string): string {
  const host = hostname.replace(/^www\.(?=[^.]+\.)/, "").replace(/\.+$/, "");
  if (!host.includes("xn--")) return host;
  const labels = host.split(".");
  return labels.map((label) => displayLabel(label, labels.at(-1) ?? "")).join(".");
}

const SAFE_SCRIPTS = [
  /^[\p{Script=Latin}\p{N}\p{M}-]+$/u,
  /^[a-z\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{N}ー・-]+$/u,
];
/** Scripts with letters that look like Latin ones. Shown as such only below a top-level name of their own. */
const LOOKALIKES = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;

function displayLabel(label: string, topLevel: string): string {
  if (!label.startsWith("xn--")) return label;
  const decoded = decodePunycode(label.slice(4));
  if (decoded === null || !/^[\p{L}\p{N}\p{M}ー・-]+$/u.test(decoded)) return label;
  if (SAFE_SCRIPTS.some((script) => script.test(decoded))) return decoded;
  const mixesLatin = /\p{Script=Latin}/u.test(decoded);
  const isForeign = LOOKALIKES.test(decoded) && !topLevel.startsWith("xn--");
  return mixesLatin || isForeign ? label : decoded;
}
