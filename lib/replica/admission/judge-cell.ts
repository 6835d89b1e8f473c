/**
 * Judges what another device wrote, cell by cell: everything this app itself ever writes passes, and what it could never
 * have written is named. Reading a cell is total anyway (read-link.ts); this keeps what is wrong out of the library
 * altogether, so that it is neither stored nor passed on.
 */
import { linkFields } from "../../domain/link";
import type { LinkField } from "../../domain/link";
import { isLaterBase, linkIdOfKey, parseKey } from "../cells";
import type { ParsedKey } from "../cells";
import { parseCheck, parseSnapshot } from "../parse-snapshot";
import { shardOf } from "../shard-of";

/** What is wrong: its place, its form, its size, an address that is none of the web, a manifest without its parts. */
export type Flaw = "place" | "form" | "size" | "address" | "manifest";

/** Longest key: an id and a tag in any spelling. */
const MAX_KEY = 600;
/** Longest text of a cell and most members of one, far above what fields and manifests may hold. */
const MAX_TEXT = 300_000;
const MAX_MEMBERS = 20_000;
const MAX_DEPTH = 20;
const MAX_URL = 20_000;
const WEB_ADDRESS = /^https?:\/\/[^\s/?#]/i;

/** What is wrong with a cell of this shard, or `null`. `undefined` as value: it was removed. */
export function flawOf(shard: number, key: string, value: unknown): Flaw | null {
  const id = linkIdOfKey(key);
  if (!id || key.length > MAX_KEY || shardOf(id) !== shard) return "place";
  if (value === undefined) return null;
  const form = flawOfForm(value);
  if (form) return form;
  const parsed = parseKey(key);
  // Cells of a newer layout, and facts of the library, which are read member by member, are kept as they are.
  return parsed ? flawOfKind(parsed, value) : null;
}

/** Plain JSON of a sane size. */
function flawOfForm(value: unknown): Flaw | null {
  const left = { members: MAX_MEMBERS, text: MAX_TEXT };
  return flawOfMember(value, left, 0);
}

interface Left {
  members: number;
  text: number;
}

function flawOfMember(value: unknown, left: Left, depth: number): Flaw | null {
  if (--left.members < 0 || depth > MAX_DEPTH) return "size";
  if (typeof value !== "object") return flawOfScalar(value, left);
  if (value === null) return null;
  const inside = (member: unknown): Flaw | null => flawOfMember(member, left, depth + 1);
  if (Array.isArray(value)) return firstFlaw(value, inside);
  return isRecord(value) ? firstFlaw(Object.entries(value).flat(), inside) : "form";
}

function flawOfScalar(value: unknown, left: Left): Flaw | null {
  if (typeof value === "string") return (left.text -= value.length) < 0 ? "size" : null;
  return typeof value === "boolean" || Number.isFinite(value) ? null : "form";
}

function firstFlaw<T>(all: readonly T[], look: (one: T) => Flaw | null): Flaw | null {
  for (const one of all) {
    const flaw = look(one);
    if (flaw) return flaw;
  }
  return null;
}

/** An object as JSON makes it; one that hides a prototype among its members is none. */
function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null || Object.hasOwn(value, "__proto__")) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function flawOfKind(key: ParsedKey, value: unknown): Flaw | null {
  switch (key.kind) {
    case "base":
      return flawOfBase(value);
    case "field":
      return flawOfField(key.field, value);
    case "snapshot":
      return parseSnapshot(value, key.id)?.id === key.snapshot ? null : "manifest";
    default:
      return isOfKind(key, value) ? null : "form";
  }
}

type OtherKey = Exclude<ParsedKey, { readonly kind: "base" | "field" | "snapshot" }>;

function isOfKind(key: OtherKey, value: unknown): boolean {
  if (key.kind === "check") return parseCheck(value) !== null;
  if (key.kind === "highlight") return Array.isArray(value) === (key.part === "base");
  return isSwitch(value);
}

const isSwitch = (value: unknown): boolean => value === 0 || value === 1 || value === true || value === false;

function flawOfBase(value: unknown): Flaw | null {
  if (!Array.isArray(value)) return "form";
  if (isLaterBase(value)) return null;
  const [version, url, title, description, createdAt, source, tags]: unknown[] = value;
  const texts = [title, description, source].every((one) => one === undefined || typeof one === "string");
  const isSound = typeof version === "number" && texts && typeof createdAt === "number" && isTagList(tags);
  return isSound ? flawOfAddress(url) : "form";
}

const isTagList = (value: unknown): boolean =>
  value === undefined || (Array.isArray(value) && value.every((tag) => typeof tag === "string"));

const flawOfAddress = (value: unknown): Flaw | null =>
  typeof value === "string" && WEB_ADDRESS.test(value) && value.length <= MAX_URL ? null : "address";

function flawOfField(field: LinkField, value: unknown): Flaw | null {
  if (field === "url") return flawOfAddress(value);
  const { initial } = linkFields[field];
  if (typeof initial === "boolean") return isSwitch(value) ? null : "form";
  return typeof value === typeof initial ? null : "form";
}
