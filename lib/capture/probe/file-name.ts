/**
 * The name of a file: as the site gives it (`Content-Disposition`, RFC 6266 with the extended notation of RFC 5987, and
 * the raw bytes and half-encoded forms that servers send), else the end of its address. Safe for every file system.
 */
import { decodeText, detectCharset } from "./charset";
import { endingOfType } from "./file-type";

const MAX_NAME = 120;

const bytesOfEscapes = (text: string): Buffer =>
  Buffer.from(
    text.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  );

/** Percent escapes as bytes in the given encoding; `null` when they are broken. */
function decodeEscapes(text: string, charset: string): string | null {
  if (/%(?![0-9a-f]{2})/i.test(text)) return null;
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytesOfEscapes(text));
  } catch {
    // Another encoding than the one it names, or one that nobody knows.
    return null;
  }
}

/** `name*=charset'language'text`, or `null`. */
function extendedName(header: string): string | null {
  const match = /;\s*filename\*\s*=\s*"?([\w-]+)'[^']*'([^;"]+)/i.exec(`;${header}`);
  return match ? decodeEscapes((match[2] ?? "").trim(), match[1] ?? "utf-8") : null;
}

/** Bytes of a mail word: base64, or escapes with `_` for a space. */
const bytesOfWord = (form: string, word: string): Buffer =>
  form.toLowerCase() === "b"
    ? Buffer.from(word, "base64")
    : bytesOfEscapes(word.replaceAll("_", " ").replaceAll("=", "%"));

/** `=?utf-8?B?…?=`, a form of mail that some servers send. */
function mailWord(text: string): string {
  const [, charset = "", form = "", word = ""] = /^\s*=\?([\w-]+)\?([bq])\?([^?]*)\?=\s*$/i.exec(text) ?? [];
  if (charset === "") return text;
  try {
    return new TextDecoder(charset).decode(bytesOfWord(form, word));
  } catch {
    // An encoding that nobody knows.
    return text;
  }
}

/** Header values come as one character a byte: names in UTF-8, GBK or another encoding are read as what they are. */
function readRaw(text: string): string {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  if (codes.every((code) => code < 0x80) || codes.some((code) => code > 0xff)) return text;
  const bytes = new Uint8Array(Buffer.from(text, "latin1"));
  return decodeText(bytes, detectCharset(bytes) ?? "windows-1252");
}

/** `name="text"` or `name=text`, or `null`. */
function plainName(header: string): string | null {
  const match = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]+))/i.exec(`;${header}`);
  if (!match) return null;
  const text = match[1]?.replaceAll(/\\(.)/g, "$1") ?? match[2]?.trim() ?? "";
  const read = mailWord(readRaw(text));
  return /%[0-9a-f]{2}/i.test(read) ? (decodeEscapes(read, "utf-8") ?? read) : read;
}

/** The last part of the path, or "". */
function nameInAddress(url: string): string {
  const last = (URL.canParse(url) ? new URL(url).pathname : "").split("/").at(-1) ?? "";
  return decodeEscapes(last, "utf-8") ?? decodeEscapes(last, "gb18030") ?? last;
}

/** Without folders, signs that a file system may refuse, and what changes the direction of writing. */
function cleanName(name: string): string {
  const bare = name
    .normalize("NFC")
    .split(/[\\/]/)
    .at(-1)
    ?.replaceAll(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, "")
    .replaceAll(/[<>:"|?*]/g, "_")
    .replaceAll(/\s+/g, " ")
    .replace(/^[. ]+/, "")
    .replace(/[. ]+$/, "");
  return bare ?? "";
}

function cut(name: string): string {
  const characters = Array.from(name);
  if (characters.length <= MAX_NAME) return name;
  const ending = /\.[a-z0-9]{1,9}$/i.exec(name)?.[0] ?? "";
  return (
    characters
      .slice(0, MAX_NAME - ending.length)
      .join("")
      .trimEnd() + ending
  );
}

/** What the site or the address calls the file; "" when neither does. */
export function nameGiven(disposition: string | undefined, url: string): string {
  const header = disposition ?? "";
  const names = [extendedName(header), plainName(header), nameInAddress(url)];
  return cut(names.map((name) => cleanName(name ?? "")).find((name) => name !== "") ?? "");
}

/** A name with an ending for a file of this type. `host` stands in where there is no name. */
export function fileName(given: string, type: string, host: string): string {
  const ending = endingOfType(type);
  const name = given === "" ? cleanName(host) || "file" : given;
  const hasEnding = /\.[a-z0-9]{1,9}$/i.test(given);
  return hasEnding || ending === "" ? name : cut(`${name}.${ending}`);
}
