/**
 * The two sides of a pairing, step by step. Each runs to its end or throws `PairingFailed`; what it needs of the person
 * and of the library it asks for, and nothing is written before everything is there.
 */
import type { RosterFacts } from "../../ports/roster";
import type { Candidate } from "../keys/key-ring";
import { agree, commitmentTo, newTurn, shown } from "./agreement";
import type { Agreed } from "./agreement";
import type { CodeSecrets } from "./code";
import type { LibraryParcel } from "./parcel";
import { packParcel, readCandidate, readParcel } from "./parcel";
import type { PairingRelay, Seat } from "./relay";
import { memberOf, PairingFailed, Talk } from "./talk";

/** A device as it names itself to the other. */
export interface Named {
  readonly name: string;
  readonly system: string;
}

interface Person {
  /** Called when the words can be compared. */
  readonly compare: (agreed: Pick<Agreed, "words" | "seal">, other: Named) => void;
  /** Resolves to whether the words are the same. */
  readonly isSame: Promise<boolean>;
  readonly signal: AbortSignal;
}

export interface OfferSide extends Person {
  readonly own: Named;
  /** Called when the code can be shown; `lasts` in ms. */
  readonly offered: (lasts: number) => void;
  /** Signs the new device, and answers what it is to know. */
  readonly admit: (candidate: Candidate) => Promise<LibraryParcel>;
  /** The new device has everything: it belongs to the library from now on. */
  readonly admitted: (facts: Pick<RosterFacts, "members">, other: Named) => Promise<void>;
}

export interface JoinSide extends Person {
  readonly own: Named;
  /** The words are the same on both sides: asks what else there is to ask. */
  readonly agreed: (other: Named) => Promise<void>;
  readonly candidate: () => Promise<Candidate>;
  /** Takes the library over, all of it or nothing. */
  readonly take: (token: string, parcel: LibraryParcel) => Promise<void>;
}

export async function offerPairing(code: CodeSecrets, relay: PairingRelay, side: OfferSide): Promise<Named> {
  const turn = await newTurn();
  const commitment = await commitmentTo(shown(turn));
  const { locator, proofHash } = code;
  const opened = await relay.offer({ locator, proofHash, opening: commitment });
  if (!opened.ok) throw new PairingFailed(opened.error === "gone" ? "lost" : opened.error);
  const { seat, lasts } = opened.value;
  return held(seat, new Talk(seat, "offers", side.signal), async (talk) => {
    side.offered(lasts);
    const joins = await withinCode(talk.turn(), lasts);
    await talk.showTurn(shown(turn));
    const agreed = await agree(turn, "offers", { code, commitment, offers: shown(turn), joins });
    const other = await compare(talk, agreed, side);
    const candidate = readCandidate(memberOf(await confirmed(talk, side), "candidate"));
    if (!candidate) throw new PairingFailed("refused");
    const parcel = await side.admit(candidate);
    await handOver(seat, talk, { parcel, other });
    const members = parcel.facts.members.filter(({ device }) => device === candidate.device);
    await side.admitted({ members }, other);
    // The new device has everything: whether it hears this changes nothing.
    await talk.say({ kind: "done" }).catch(() => undefined);
    return other;
  });
}

/** Resolves when the other device says that it has everything, durably. */
async function handOver(
  seat: Seat,
  talk: Talk,
  { parcel, other }: { readonly parcel: LibraryParcel; readonly other: Named },
): Promise<void> {
  const granted = await seat.grant(other.name);
  if (!granted.ok) throw new PairingFailed(granted.error === "offline" ? "offline" : "lost");
  try {
    await talk.say({ kind: "library", parcel: packParcel(parcel) });
    await talk.hear();
  } catch (error) {
    // It says that it took nothing; of one that went silent nobody knows, and its token stays.
    if (error instanceof PairingFailed && ["refused", "left"].includes(error.reason))
      await seat.revoke(granted.value);
    throw error;
  }
}

export async function joinPairing(code: CodeSecrets, relay: PairingRelay, side: JoinSide): Promise<Named> {
  const joined = await relay.join(code.locator, code.proof);
  if (!joined.ok) throw new PairingFailed(joined.error === "gone" ? "code" : joined.error);
  const { seat, opening: commitment } = joined.value;
  return held(seat, new Talk(seat, "joins", side.signal), async (talk) => {
    const turn = await newTurn();
    await talk.showTurn(shown(turn));
    const offers = await talk.turn();
    if ((await commitmentTo(offers)) !== commitment) throw new PairingFailed("refused");
    const agreed = await agree(turn, "joins", { code, commitment, offers, joins: shown(turn) });
    const other = await compare(talk, agreed, side);
    await confirmed(talk, side, async () => {
      await side.agreed(other);
      return { candidate: await side.candidate() };
    });
    const token = await talk.token();
    const parcel = readParcel(memberOf(await talk.hear(), "parcel"));
    if (!parcel) throw new PairingFailed("refused");
    await side.take(token, parcel);
    await talk.say({ kind: "done" });
    // The other side may go now; what it still says changes nothing here.
    await talk.hear().catch(() => undefined);
    return other;
  });
}

/** Whatever goes wrong, the other side is told at once. */
async function held(seat: Seat, talk: Talk, run: (talk: Talk) => Promise<Named>): Promise<Named> {
  try {
    const other = await run(talk);
    if (talk.side === "joins") await seat.end();
    return other;
  } catch (error) {
    // Only what may mean that somebody stands between is to alarm the other side.
    const why = error instanceof PairingFailed && error.reason === "refused" ? "refused" : "left";
    await talk.say({ kind: "no", why }).catch(() => undefined); // the other side may be gone
    await seat.end();
    throw error;
  }
}

function withinCode<T>(wanted: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new PairingFailed("expired")), ms);
  });
  return Promise.race([wanted, over]).finally(() => clearTimeout(timer));
}

/** Names go under seal: who stands in the middle without the code can say nothing from here on. */
async function compare(
  talk: Talk,
  agreed: Agreed | null,
  side: Person & { readonly own: Named },
): Promise<Named> {
  if (!agreed) throw new PairingFailed("refused");
  talk.seal(agreed);
  await talk.say({ kind: "hello", ...side.own });
  const hello = await talk.hear();
  const [name, system] = [memberOf(hello, "name"), memberOf(hello, "system")];
  if (typeof name !== "string" || typeof system !== "string") throw new PairingFailed("refused");
  const other = { name: name.slice(0, 200), system: system.slice(0, 200) };
  side.compare(agreed, other);
  return other;
}

/** Resolves to the other side's yes when both have said it. */
async function confirmed(
  talk: Talk,
  { isSame }: Person,
  then: () => Promise<object> = async () => ({}),
): Promise<unknown> {
  const other = talk.hear();
  const refused = other.then(() => new Promise<never>(() => undefined));
  const ownYes = async (): Promise<void> => {
    if (!(await isSame)) throw new PairingFailed("refused");
    await talk.say({ kind: "yes", ...(await then()) });
  };
  try {
    await Promise.race([ownYes(), refused]);
  } catch (error) {
    // Nothing can be said any more, perhaps because the other side said no: that can still be read.
    if (error instanceof PairingFailed && error.reason === "lost") await other;
    throw error;
  }
  const yes = await other;
  if (memberOf(yes, "kind") !== "yes") throw new PairingFailed("refused");
  return yes;
}
