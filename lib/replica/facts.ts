/**
 * What belongs to the library as a whole and to no link: saved searches, what is known of tags, and the devices. It lies
 * as cells under one id of its own, so one shard holds it all. Reading is total: a bad cell becomes a default or nothing.
 *
 *   <library>s<search><code>  saved search: query (q), name (n), place in the order (o), 1 | 0 for deleted (!)
 *   <library>h<tag key>       hue of a tag, 0 to 7; -1 = none chosen
 *   <library>k<tag key>       spelling of a tag the person made or that lost its last link; "" = no longer there
 *   <library>a<alias key>     [alias, tag], both as written; 0 = no longer there
 *   <library>d<device><code>  device: name (n), system and browser (p), when it was first seen (s)
 */
import { ID_LENGTH, isLinkId } from "../domain/ids";
import type { LinkId } from "../domain/ids";
import { MAX_TIME } from "../domain/link";
import { cleanTag, HUES, tagKey } from "../domain/tag";
import type { TagFacts } from "../domain/tag";
import type { Cell, Cells } from "./cells";
import { shardOf } from "./shard-of";

const asLinkId = (id: string): LinkId => {
  if (!isLinkId(id)) throw new Error("no id");
  return id;
};
/** The id all these cells stand under. No address has it but one in 10^25. */
export const LIBRARY_ID = asLinkId("Library0000000");
export const LIBRARY_SHARD = shardOf(LIBRARY_ID);

export interface SavedSearch {
  /** 14 characters, as ids of links. */
  readonly id: string;
  readonly name: string;
  /** As typed. */
  readonly query: string;
  /** Lower comes first. */
  readonly order: number;
}

export interface DeviceFact {
  readonly id: string;
  readonly name: string;
  /** Such as "Chrome on Linux". */
  readonly system: string;
  /** Ms since 1970. */
  readonly since: number;
}

export interface Facts {
  /** In their order. */
  readonly searches: readonly SavedSearch[];
  readonly tags: TagFacts;
  readonly devices: ReadonlyMap<string, DeviceFact>;
}

const MAX_NAME = 200;
const MAX_QUERY = 2000;
const MAX_SEARCHES = 500;

const text = (value: unknown, max: number): string => (typeof value === "string" ? value.slice(0, max) : "");
const number = (value: unknown): number => (typeof value === "number" && Number.isFinite(value) ? value : 0);

type Parts = Map<string, unknown>;
interface Gathered {
  readonly searches: Map<string, Parts>;
  readonly devices: Map<string, Parts>;
  readonly hues: Map<string, number>;
  readonly known: Map<string, string>;
  readonly aliases: Map<string, { alias: string; tag: string }>;
}

/** Everything the cells of `LIBRARY_ID` say; others are left out. */
export function readFacts(cells: Iterable<Cell>): Facts {
  const found: Gathered = {
    searches: new Map(),
    devices: new Map(),
    hues: new Map(),
    known: new Map(),
    aliases: new Map(),
  };
  for (const [key, value] of cells)
    if (key.startsWith(LIBRARY_ID)) gather(found, key.slice(ID_LENGTH), value);
  const searches = [...found.searches].flatMap(([id, parts]) => readSearch(id, parts) ?? []);
  const devices = [...found.devices].map(([id, parts]) => [id, readDevice(id, parts)] as const);
  const { hues, known, aliases } = found;
  return {
    searches: searches.toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1)).slice(0, MAX_SEARCHES),
    tags: { hues, known, aliases },
    devices: new Map(devices),
  };
}

function gather(found: Gathered, rest: string, value: unknown): void {
  const name = rest.slice(1);
  switch (rest[0]) {
    case "s":
      return gatherPart(found.searches, name, value);
    case "d":
      return gatherPart(found.devices, name, value);
    case "h":
      if (isTagKey(name) && typeof value === "number" && HUES.includes(value)) found.hues.set(name, value);
      return;
    case "k":
      return gatherKnown(found, name, value);
    case "a":
      return gatherAlias(found, name, value);
  }
}

function gatherPart(all: Map<string, Parts>, name: string, value: unknown): void {
  const id = name.slice(0, ID_LENGTH);
  if (!isLinkId(id)) return;
  const parts = all.get(id) ?? new Map<string, unknown>();
  all.set(id, parts.set(name.slice(ID_LENGTH), value));
}

const isTagKey = (key: string): boolean => key !== "" && tagKey(key) === key;

function gatherKnown({ known }: Gathered, key: string, value: unknown): void {
  const tag = cleanTag(text(value, MAX_NAME));
  if (tag !== "" && tagKey(tag) === key) known.set(key, tag);
}

function gatherAlias({ aliases }: Gathered, key: string, value: unknown): void {
  if (!Array.isArray(value)) return;
  const [alias, tag] = value.map((one: unknown) => cleanTag(text(one, MAX_NAME)));
  if (alias && tag && tagKey(alias) === key && tagKey(tag) !== key) aliases.set(key, { alias, tag });
}

function readSearch(id: string, parts: Parts): SavedSearch | null {
  const query = text(parts.get("q"), MAX_QUERY).trim();
  if (query === "" || parts.get("!") === 1) return null;
  return { id, query, name: text(parts.get("n"), MAX_NAME).trim() || query, order: number(parts.get("o")) };
}

const readDevice = (id: string, parts: Parts): DeviceFact => ({
  id,
  name: text(parts.get("n"), MAX_NAME),
  system: text(parts.get("p"), MAX_NAME),
  since: Math.min(MAX_TIME, Math.max(0, Math.trunc(number(parts.get("s"))))),
});

/** The facts as an edit finds them. */
export const factsIn = (cells: Cells): Facts =>
  readFacts(cells.keysOf(LIBRARY_ID).map((key) => [key, cells.get(key)]));

const searchKey = (id: string, code: "q" | "n" | "o" | "!"): string => `${LIBRARY_ID}s${id}${code}`;
const hueKey = (tag: string): string => `${LIBRARY_ID}h${tag}`;
const knownKey = (tag: string): string => `${LIBRARY_ID}k${tag}`;
const aliasKey = (tag: string): string => `${LIBRARY_ID}a${tag}`;
const deviceKey = (id: string, code: "n" | "p" | "s"): string => `${LIBRARY_ID}d${id}${code}`;

/** Writes a cell only when it says something new: an absent cell says as much as an empty one. */
function put(cells: Cells, key: string, { value, empty }: { value: unknown; empty: unknown }): void {
  if (cells.get(key) === undefined && value === empty) return;
  cells.set(key, value);
}

/** Makes a saved search or changes what is named of it. */
export function putSearch(
  cells: Cells,
  id: string,
  { query, name, order }: Partial<Omit<SavedSearch, "id">>,
): void {
  if (query !== undefined) cells.set(searchKey(id, "q"), query.slice(0, MAX_QUERY));
  if (name !== undefined) cells.set(searchKey(id, "n"), name.slice(0, MAX_NAME));
  if (order !== undefined) cells.set(searchKey(id, "o"), order);
}

export function removeSearch(cells: Cells, id: string): void {
  if (cells.get(searchKey(id, "q")) !== undefined) cells.set(searchKey(id, "!"), 1);
}

/** `null` takes the chosen hue away. */
export const setTagHue = (cells: Cells, tag: string, hue: number | null): void =>
  put(cells, hueKey(tagKey(tag)), { value: hue ?? -1, empty: -1 });

/** Keeps a tag that no link may carry, or lets go of it. */
export function setTagKnown(cells: Cells, tag: string, isKnown: boolean): void {
  const key = tagKey(tag);
  if (key !== "") put(cells, knownKey(key), { value: isKnown ? cleanTag(tag) : "", empty: "" });
}

/** Makes `alias` another name of `tag`; `null` takes it away. */
export function setTagAlias(cells: Cells, alias: string, tag: string | null): void {
  const key = tagKey(alias);
  if (key === "" || (tag !== null && tagKey(tag) === key)) return;
  put(cells, aliasKey(key), { value: tag === null ? 0 : [cleanTag(alias), cleanTag(tag)], empty: 0 });
}

/** Notes what is known of a device. */
export function putDevice(cells: Cells, { id, name, system, since }: DeviceFact): void {
  cells.set(deviceKey(id, "n"), name.slice(0, MAX_NAME));
  cells.set(deviceKey(id, "p"), system.slice(0, MAX_NAME));
  if (cells.get(deviceKey(id, "s")) === undefined) cells.set(deviceKey(id, "s"), since);
}
