/**
 * Whom the signed facts of the replica prove to belong to the library. Everything hangs on its first device, which a new
 * device learns when it is paired: who was taken in by a device of the library belongs to it; who was taken out by one,
 * before that one was taken out itself, does not any more.
 */
import type { EnvelopeFact, MemberFact, RemovalFact, RosterFacts } from "../../ports/roster";
import { fromText, toText, utf8 } from "./bytes";
import type { Bytes } from "./bytes";
import { isSignedBy, signWith } from "./device-keys";

/** The first device of the library. */
export interface Root {
  readonly device: string;
  readonly signKey: string;
}

export interface Roster {
  /** Everyone who was ever taken in, by device. */
  readonly members: ReadonlyMap<string, MemberFact>;
  /** Who was taken out. */
  readonly removed: ReadonlyMap<string, RemovalFact>;
}

export const noRoster: Roster = { members: new Map(), removed: new Map() };

/** Whether this device belongs to the library now. */
export const isMember = ({ members, removed }: Roster, device: string): boolean =>
  members.has(device) && !removed.has(device);

const message = (root: Root, kind: string, ...parts: readonly (string | number)[]): Bytes =>
  utf8(JSON.stringify([`linksnap ${kind}`, 1, root.device, root.signKey, ...parts]));

type Unsigned<T> = Omit<T, "signature">;

export const memberMessage = (root: Root, fact: Unsigned<MemberFact>): Bytes =>
  message(root, "member", fact.device, fact.signKey, fact.agreeKey, fact.by, fact.at);

export const removalMessage = (root: Root, fact: Unsigned<RemovalFact>): Bytes =>
  message(root, "removal", fact.device, fact.by, fact.at, fact.epoch);

export const envelopeMessage = (root: Root, fact: Unsigned<EnvelopeFact>): Bytes =>
  message(root, "envelope", fact.device, fact.epoch, fact.id, fact.by, fact.key, fact.sealed);

/** Signed with the key of `fact.by`. */
export async function signed<T extends object>(
  fact: T,
  bytes: Bytes,
  key: CryptoKey,
): Promise<T & { readonly signature: string }> {
  return { ...fact, signature: toText(await signWith(key, bytes)) };
}

async function isSigned(signKey: string | undefined, bytes: Bytes, signature: string): Promise<boolean> {
  const proof = fromText(signature);
  return signKey !== undefined && proof !== null && isSignedBy(signKey, bytes, proof);
}

/** What of these facts is proven. */
export async function readRoster(root: Root, facts: RosterFacts): Promise<Roster> {
  const members = await provenMembers(root, facts.members);
  const proven = await provenRemovals(root, members, facts.removals);
  const removed = new Map<string, RemovalFact>();
  // Of two that took each other out, the removal of the earlier epoch, then of the older member, counts.
  for (const fact of proven.toSorted((a, b) => compareRemovals(members, a, b)))
    if (!removed.has(fact.by) && !removed.has(fact.device)) removed.set(fact.device, fact);
  return { members, removed };
}

async function provenMembers(root: Root, facts: readonly MemberFact[]): Promise<Map<string, MemberFact>> {
  const members = new Map<string, MemberFact>();
  // Who takes others in may itself be proven only after them.
  for (let before = -1; before !== members.size; ) {
    before = members.size;
    for (const fact of facts) {
      // Nobody has two keys.
      if (members.has(fact.device)) continue;
      const signer = signerOf(root, members, fact);
      if (await isSigned(signer, memberMessage(root, fact), fact.signature)) members.set(fact.device, fact);
    }
  }
  return members;
}

/** Nobody but the first device takes itself in. */
function signerOf(
  root: Root,
  members: ReadonlyMap<string, MemberFact>,
  { device, by, signKey }: MemberFact,
): string | undefined {
  if (device !== by) return members.get(by)?.signKey;
  return device === root.device && signKey === root.signKey ? root.signKey : undefined;
}

async function provenRemovals(
  root: Root,
  members: ReadonlyMap<string, MemberFact>,
  facts: readonly RemovalFact[],
): Promise<RemovalFact[]> {
  const proven: RemovalFact[] = [];
  for (const fact of facts) {
    const signer = members.get(fact.by)?.signKey;
    if (members.has(fact.device) && (await isSigned(signer, removalMessage(root, fact), fact.signature)))
      proven.push(fact);
  }
  return proven;
}

function compareRemovals(members: ReadonlyMap<string, MemberFact>, a: RemovalFact, b: RemovalFact): number {
  const since = (fact: RemovalFact): number => members.get(fact.by)?.at ?? 0;
  return a.epoch - b.epoch || since(a) - since(b) || (a.by < b.by ? -1 : 1);
}

/** Envelopes for a device that prove to come from a member, sealed before it was taken out. */
export async function envelopesFor(
  device: string,
  { root, roster }: { readonly root: Root; readonly roster: Roster },
  facts: readonly EnvelopeFact[],
): Promise<EnvelopeFact[]> {
  const proven: EnvelopeFact[] = [];
  for (const fact of facts) {
    const left = roster.removed.get(fact.by);
    // Who was taken out must not lead the others to a secret it knows.
    if (fact.device !== device || (left && fact.epoch >= left.epoch)) continue;
    const signer = roster.members.get(fact.by)?.signKey;
    if (await isSigned(signer, envelopeMessage(root, fact), fact.signature)) proven.push(fact);
  }
  return proven;
}
