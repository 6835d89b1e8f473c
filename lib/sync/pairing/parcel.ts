/** What a new device gets of the library, under seal: its first device, the secrets of its epochs, and who belongs to it. */
import type { EnvelopeFact, MemberFact, RemovalFact, RosterFacts } from "../../ports/roster";
import { fromText, toText } from "../keys/bytes";
import { SECRET_BYTES } from "../keys/epoch-keys";
import type { EpochSecret } from "../keys/epoch-keys";
import { parseRoot } from "../keys/key-record";
import type { Candidate } from "../keys/key-ring";
import type { Root } from "../keys/roster";
import { memberOf } from "./talk";

export interface LibraryParcel {
  readonly root: Root;
  readonly epochs: readonly EpochSecret[];
  readonly facts: RosterFacts;
}

/** As plain JSON. Envelopes are left out: the secrets are there. */
export const packParcel = ({ root, epochs, facts }: LibraryParcel): unknown => ({
  root,
  epochs: epochs.map(({ number, secret }) => ({ number, secret: toText(secret) })),
  members: facts.members,
  removals: facts.removals,
});

const TEXTS_OF_MEMBER = ["device", "signKey", "agreeKey", "by", "signature"] as const;
const TEXTS_OF_REMOVAL = ["device", "by", "signature"] as const;
const NO_ENVELOPES: readonly EnvelopeFact[] = [];

const hasTexts = (value: unknown, names: readonly string[]): boolean =>
  names.every((name) => typeof memberOf(value, name) === "string");
const isMemberFact = (value: unknown): value is MemberFact =>
  hasTexts(value, TEXTS_OF_MEMBER) && typeof memberOf(value, "at") === "number";
const isRemovalFact = (value: unknown): value is RemovalFact =>
  hasTexts(value, TEXTS_OF_REMOVAL) &&
  typeof memberOf(value, "at") === "number" &&
  typeof memberOf(value, "epoch") === "number";

export function readParcel(value: unknown): LibraryParcel | null {
  const root = parseRoot(memberOf(value, "root"));
  const [epochs, members, removals] = ["epochs", "members", "removals"].map((name) => memberOf(value, name));
  if (!root || !Array.isArray(epochs) || !Array.isArray(members) || !Array.isArray(removals)) return null;
  const secrets = epochs.flatMap((one: unknown) => readEpoch(one) ?? []);
  if (secrets.length === 0) return null;
  const facts = {
    members: members.filter(isMemberFact),
    removals: removals.filter(isRemovalFact),
    envelopes: NO_ENVELOPES,
  };
  return { root, epochs: secrets, facts };
}

function readEpoch(value: unknown): EpochSecret | null {
  const [number, text] = [memberOf(value, "number"), memberOf(value, "secret")];
  const secret = typeof text === "string" ? fromText(text) : null;
  return typeof number === "number" && secret?.length === SECRET_BYTES ? { number, secret } : null;
}

export function readCandidate(value: unknown): Candidate | null {
  const [device, signKey, agreeKey] = ["device", "signKey", "agreeKey"].map((name) => memberOf(value, name));
  const isSound = typeof device === "string" && typeof signKey === "string" && typeof agreeKey === "string";
  return isSound && /^[0-9A-Za-z]{14}$/.test(device) ? { device, signKey, agreeKey } : null;
}
