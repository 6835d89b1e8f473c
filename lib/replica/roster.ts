/**
 * What the devices of the library sign about each other, as cells beside those of their names (facts.ts). Each kind of
 * statement has a cell of its own for whoever makes it, so that two devices never write over each other's.
 *
 *   <library>d<device>k        it belongs to the library: [sign key, agree key, by, at, signature]
 *   <library>d<device>r<by>    it was taken out: [at, epoch, signature]
 *   <library>d<device>e<print> secret of an epoch, sealed for it: [epoch, by, key, sealed, signature]
 *   <library>d<device>t        name of its token at the server; says nothing of the token
 */
import { ID_LENGTH, isLinkId } from "../domain/ids";
import type { EnvelopeFact, MemberFact, RemovalFact, RosterFacts } from "../ports/roster";
import type { Cell, Cells } from "./cells";
import type { CellChange } from "./edits";
import { LIBRARY_ID } from "./facts";

export interface RosterCells extends RosterFacts {
  /** Name of the token at the server, by device. */
  readonly tokens: ReadonlyMap<string, string>;
}

const MAX_TEXT = 500;
const PREFIX = `${LIBRARY_ID}d`;

const isText = (value: unknown): value is string =>
  typeof value === "string" && value !== "" && value.length <= MAX_TEXT;
const isCount = (value: unknown): value is number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0;

/** All statements that have their form; what they are worth is seen by their signatures. */
export function readRosterCells(cells: Iterable<Cell>): RosterCells {
  const found: Found = { members: [], removals: [], envelopes: [], tokens: new Map() };
  for (const [key, value] of cells) {
    const device = key.slice(PREFIX.length, PREFIX.length + ID_LENGTH);
    if (key.startsWith(PREFIX) && isLinkId(device))
      gather(found, device, [key.slice(PREFIX.length + ID_LENGTH), value]);
  }
  return found;
}

interface Found extends RosterCells {
  readonly members: MemberFact[];
  readonly removals: RemovalFact[];
  readonly envelopes: EnvelopeFact[];
  readonly tokens: Map<string, string>;
}

function gather(found: Found, device: string, [code, value]: Cell): void {
  const parts: readonly unknown[] = Array.isArray(value) ? value : [];
  if (code === "k") found.members.push(...readMember(device, parts));
  else if (code.startsWith("r")) found.removals.push(...readRemoval(device, code.slice(1), parts));
  else if (code.startsWith("e")) found.envelopes.push(...readEnvelope(device, code.slice(1), parts));
  else if (code === "t" && isText(value)) found.tokens.set(device, value);
}

function readMember(device: string, parts: readonly unknown[]): MemberFact[] {
  const [signKey, agreeKey, by, at, signature] = parts;
  const isSound = isText(signKey) && isText(agreeKey) && isLinkId(by) && isCount(at) && isText(signature);
  return isSound ? [{ device, signKey, agreeKey, by, at, signature }] : [];
}

function readRemoval(device: string, by: string, parts: readonly unknown[]): RemovalFact[] {
  const [at, epoch, signature] = parts;
  const isSound = isLinkId(by) && isCount(at) && isCount(epoch) && isText(signature);
  return isSound ? [{ device, by, at, epoch, signature }] : [];
}

function readEnvelope(device: string, id: string, parts: readonly unknown[]): EnvelopeFact[] {
  const [epoch, by, key, sealed, signature] = parts;
  const isSound =
    isText(id) && isCount(epoch) && isLinkId(by) && isText(key) && isText(sealed) && isText(signature);
  return isSound ? [{ device, id, epoch, by, key, sealed, signature }] : [];
}

/** Writes what is new of these statements. */
export function putRoster(cells: Cells, { members, removals, envelopes }: Partial<RosterFacts>): void {
  for (const { device, signKey, agreeKey, by, at, signature } of members ?? [])
    cells.set(`${PREFIX}${device}k`, [signKey, agreeKey, by, at, signature]);
  for (const { device, by, at, epoch, signature } of removals ?? [])
    cells.set(`${PREFIX}${device}r${by}`, [at, epoch, signature]);
  for (const { device, id, epoch, by, key, sealed, signature } of envelopes ?? [])
    cells.set(`${PREFIX}${device}e${id}`, [epoch, by, key, sealed, signature]);
}

/**
 * Whether a change is what a device says of itself or signs about others: no doing of a person, so nothing to take back. A
 * removal that was taken back would let the device in again. The name a person gives a device is one.
 */
export function isStatement({ key, before }: Pick<CellChange, "key" | "before">): boolean {
  if (!key.startsWith(PREFIX)) return false;
  return key.slice(PREFIX.length + ID_LENGTH) !== "n" || before === undefined;
}

export const putToken = (cells: Cells, device: string, token: string): void =>
  cells.set(`${PREFIX}${device}t`, token);
