/**
 * A certificate that nobody has signed, made anew for each test: for sites whose word no browser takes. It names an
 * address where its issuer is said to be found.
 */
import { createSign, generateKeyPairSync } from "node:crypto";

const SEQUENCE = 0x30;
const SET = 0x31;

/** One value in DER (ITU-T X.690): tag, length, content. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const head =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
}

const oid = (...bytes: readonly number[]): Buffer => der(0x06, Buffer.from(bytes));
const SHA256_WITH_RSA = der(SEQUENCE, oid(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b), der(0x05));
const nameOf = (name: string): Buffer =>
  der(SEQUENCE, der(SET, der(SEQUENCE, oid(0x55, 0x04, 0x03), der(0x0c, Buffer.from(name)))));

/** `authorityInfoAccess` (RFC 5280, 4.2.2.1): the issuer's certificate, and who knows whether it was revoked. */
function issuerAt(url: string): Buffer {
  const at = (last: number, path: string): Buffer =>
    der(SEQUENCE, oid(0x2b, 6, 1, 5, 5, 7, 0x30, last), der(0x86, Buffer.from(`${url}/${path}`)));
  const value = der(SEQUENCE, at(1, "ocsp"), at(2, "issuer.crt"));
  return der(SEQUENCE, oid(0x2b, 6, 1, 5, 5, 7, 1, 1), der(0x04, value));
}

/** PEM texts for `https.createServer`. `issuerUrl` is the base of the addresses it names. */
export function unknownCertificate(
  name: string,
  issuerUrl: string,
): { readonly key: string; readonly cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const time = (days: number): Buffer => {
    const day = new Date(Date.now() + days * 86_400_000).toISOString();
    return der(0x17, Buffer.from(day.replaceAll(/[-:T]|\.\d+/g, "").slice(2)));
  };
  const body = der(
    SEQUENCE,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([7])),
    SHA256_WITH_RSA,
    nameOf("Nobody known"),
    der(SEQUENCE, time(-1), time(30)),
    nameOf(name),
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, der(SEQUENCE, issuerAt(issuerUrl))),
  );
  const signature = createSign("sha256").update(body).sign(privateKey);
  const whole = der(SEQUENCE, body, SHA256_WITH_RSA, der(0x03, Buffer.from([0]), signature));
  const lines = whole.toString("base64").replaceAll(/.{64}/g, "$&\n");
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}
