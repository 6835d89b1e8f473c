/**
 * How the two devices of a pairing come to a secret of their own, through a server that may lie: keys made for this once,
 * the offering side bound to its key before it sees the other's, everything that was said in the derivation. A server
 * in the middle that knows the code has one try in 2^32 to make both screens show the same words.
 */
import { deriveBoxKey, deriveBytes, importSecret, openWith, sealWith } from "../keys/box";
import { joined } from "../../domain/joined";
import { fromText, fromUtf8, randomBytes, sha256, toText, utf8 } from "../keys/bytes";
import { agreeWith, newAgreement } from "../keys/device-keys";
import type { Agreement } from "../keys/device-keys";
import type { CodeSecrets } from "./code";

export type Side = "offers" | "joins";

export interface Turn extends Agreement {
  readonly nonce: string;
}

export const newTurn = async (): Promise<Turn> => ({
  ...(await newAgreement()),
  nonce: toText(randomBytes(16)),
});

/** What the other side may see of a turn. */
export interface ShownTurn {
  readonly key: string;
  readonly nonce: string;
}

export const shown = ({ publicKey, nonce }: Turn): ShownTurn => ({ key: publicKey, nonce });

/** Binds to a turn without showing it. */
export const commitmentTo = async ({ key, nonce }: ShownTurn): Promise<string> =>
  toText(await sha256(utf8(JSON.stringify(["linksnap pairing", key, nonce]))));

/** What both sides have when nobody stands between them. */
export interface Agreed {
  /** Four numbers below 256: the words on both screens. */
  readonly words: readonly number[];
  /** Sixteen numbers below 4: strokes of the picture beside the words, 1 = to the right, 2 = down. */
  readonly seal: readonly number[];
  /** The nth message of a side, sealed for the other. */
  seals(side: Side, n: number, message: unknown): Promise<string>;
  /** `null` when it is none of that side, or not the nth. */
  opens(side: Side, n: number, sealed: string): Promise<unknown>;
}

export interface Said {
  readonly code: CodeSecrets;
  readonly commitment: string;
  readonly offers: ShownTurn;
  readonly joins: ShownTurn;
}

/** `null` when the other side's key is none. */
export async function agree(own: Turn, side: Side, said: Said): Promise<Agreed | null> {
  const { code, commitment, offers, joins } = said;
  const shared = await agreeWith(own.privateKey, side === "offers" ? joins.key : offers.key);
  if (!shared) return null;
  const transcript = await sha256(
    utf8(JSON.stringify([code.locator, commitment, offers.key, offers.nonce, joins.key, joins.nonce])),
  );
  const secret = await importSecret(joined([shared, code.secret]));
  const salt = transcript;
  const [words, seal, toJoiner, toOfferer] = await Promise.all([
    deriveBytes(secret, "pairing words", { length: 4, salt }),
    deriveBytes(secret, "pairing seal", { length: 16, salt }),
    deriveBoxKey(secret, "pairing to joiner", salt),
    deriveBoxKey(secret, "pairing to offerer", salt),
  ]);
  const keyOf = (from: Side): CryptoKey => (from === "offers" ? toJoiner : toOfferer);
  return {
    words: [...words],
    seal: [...seal].map((byte) => byte % 4),
    seals: async (from, n, message) =>
      toText(await sealWith(keyOf(from), utf8(JSON.stringify(message)), `${from} ${n}`)),
    opens: async (from, n, sealed) => {
      const bytes = fromText(sealed);
      const plain = bytes && (await openWith(keyOf(from), bytes, `${from} ${n}`));
      return plain ? parse(fromUtf8(plain)) : null;
    },
  };
}

/** The value of a JSON text; `null` for what is none. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // not JSON
  }
}
