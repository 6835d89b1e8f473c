/**
 * The code a person types or scans: 16 letters of Crockford's alphabet, 80 random bits, good for one pairing within five
 * minutes. What the server is shown is derived from it slowly, so that nobody gets from there back to the code.
 */
import { deriveBytes, importSecret } from "../keys/box";
import { randomBytes, toHex, toText, sha256, utf8 } from "../keys/bytes";
import type { Bytes } from "../keys/bytes";

/** No I, L, O and U: nothing that looks like another. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LETTERS = 16;
const GROUP = 4;
const CODE = new RegExp(`^[${ALPHABET}]{${LETTERS}}$`);
/** About a fifth of a second on a phone. */
const ROUNDS = 200_000;

/** In groups of four. */
export const formatCode = (code: string): string =>
  code.match(new RegExp(`.{${GROUP}}`, "g"))?.join("-") ?? "";

export const newCode = (): string => [...randomBytes(LETTERS)].map((byte) => ALPHABET[byte % 32]).join("");

/** The code in what was typed, pasted or scanned: an address holds it in its fragment. `null` when there is none. */
export function parseCode(text: string): string | null {
  const typed = (text.split("#").at(-1) ?? "").toUpperCase().replaceAll(/[\s\-–—_.]/g, "");
  const code = typed.replaceAll("O", "0").replaceAll(/[IL]/g, "1");
  return CODE.test(code) ? code : null;
}

/** What a code yields. */
export interface CodeSecrets {
  /** Under which the server keeps the pairing. */
  readonly locator: string;
  /** Shown to the server once, by the one who joins. */
  readonly proof: string;
  /** SHA-256 of the proof, hex: what the server keeps before. */
  readonly proofHash: string;
  /** Never leaves the two devices. */
  readonly secret: Bytes;
}

export async function codeSecrets(code: string): Promise<CodeSecrets> {
  const password = await crypto.subtle.importKey("raw", utf8(code), "PBKDF2", false, ["deriveBits"]);
  const algorithm = { name: "PBKDF2", hash: "SHA-256", salt: utf8("linksnap pairing 1"), iterations: ROUNDS };
  const slow = new Uint8Array(await crypto.subtle.deriveBits(algorithm, password, 256));
  const key = await importSecret(slow);
  const [locator, proof, secret] = await Promise.all([
    deriveBytes(key, "pairing locator", { length: 24 }),
    deriveBytes(key, "pairing proof"),
    deriveBytes(key, "pairing secret"),
  ]);
  const shown = toText(proof);
  return { locator: toText(locator), proof: shown, proofHash: toHex(await sha256(utf8(shown))), secret };
}
