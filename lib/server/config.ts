/**
 * The server's settings: read once from the environment and validated together, so that one start names everything
 * that has to be changed. Nothing else in the server reads the environment.
 */
import { existsSync } from "node:fs";
import { isIP } from "node:net";
import { resolve } from "node:path";
import { fail, ok, type Result } from "../domain/result";

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Absolute path of the folder that holds everything the server keeps. */
  readonly dataDir: string;
  /** Public origin behind a proxy, or "". */
  readonly origin: string;
  /** Path of the browser, or "" to let the capturer look for one. */
  readonly chromium: string;
  /** `host:port` pairs that captures may reach although private. */
  readonly allowPrivate: ReadonlySet<string>;
  readonly parallelCaptures: number;
  readonly captures: CaptureSettings;
  readonly mailbox: MailboxSettings;
  /** Paths of PEM files, or `null` for plain HTTP. */
  readonly tls: { readonly cert: string; readonly key: string } | null;
}

/** What captures may cost and how careful they are. */
export interface CaptureSettings {
  /** From its order to its last file, in milliseconds. */
  readonly deadlineMs: number;
  /** All that one capture loads, in bytes. */
  readonly totalBytes: number;
  /** Requests of one capture. */
  readonly requests: number;
  /** Memory of one browser, in bytes. */
  readonly memoryBytes: number;
  /** Between two captures of one site, in milliseconds. */
  readonly sitePauseMs: number;
  /** How often a failure that may pass is tried again. */
  readonly tries: number;
  readonly blockAds: boolean;
  /** Captures only where the browser's sandbox was seen to hold. */
  readonly requireSandbox: boolean;
  /** One browser stands ready. */
  readonly keepReady: boolean;
}

/** Room for what the devices of one library leave here, sealed. */
export interface MailboxSettings {
  /** Their changes, in bytes. */
  readonly logBytes: number;
  /** Copies of their snapshots' files, in bytes; 0 = none are taken. */
  readonly sealedBytes: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

const HOST_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;

/** Reads settings one by one and remembers what is wrong with each. */
class Reader {
  readonly problems: string[] = [];
  constructor(private readonly env: Environment) {}

  /** An empty variable counts as absent: `PORT= npm start` means the default. */
  text(name: string): string {
    return (this.env[name] ?? "").trim();
  }

  refuse(name: string, why: string): void {
    this.problems.push(`${name}=${JSON.stringify(this.text(name))}: ${why}`);
  }

  integer(name: string, range: { min: number; max: number; initial: number }): number {
    const text = this.text(name);
    if (text === "") return range.initial;
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= range.min && value <= range.max) return value;
    this.refuse(name, `a whole number from ${range.min} to ${range.max} is needed`);
    return range.initial;
  }

  /** `on` or `off`; on when absent. */
  isOn(name: string): boolean {
    const text = this.text(name).toLowerCase();
    if (!["", "on", "off"].includes(text)) this.refuse(name, "on or off is needed");
    return text !== "off";
  }

  file(name: string): string {
    const text = this.text(name);
    if (text === "") return "";
    const path = resolve(text);
    if (!existsSync(path)) this.refuse(name, "there is no such file");
    return path;
  }
}

function readHost(reader: Reader): string {
  const host = reader.text("HOST").replace(/^\[(.*)\]$/, "$1");
  if (host === "") return "127.0.0.1";
  if (isIP(host) === 0 && !HOST_NAME.test(host))
    reader.refuse("HOST", "an IP address or a host name is needed, without a port (0.0.0.0 = all networks)");
  return host;
}

function readOrigin(reader: Reader): string {
  const text = reader.text("LINKSNAP_ORIGIN");
  if (text === "") return "";
  const url = URL.canParse(text) ? new URL(text) : null;
  const isBare = url && url.pathname === "/" && url.search + url.hash + url.username + url.password === "";
  if (url && isBare && /^https?:$/.test(url.protocol)) return url.origin;
  reader.refuse(
    "LINKSNAP_ORIGIN",
    "the public address is needed, like https://links.example.org, without a path",
  );
  return "";
}

/** `host:port` in the form that `URL.host` has, port always written out. */
function readPair(text: string): string | null {
  const match = /^(\[[0-9a-f:.]+\]|[^\s:/@]+):(\d{1,5})$/i.exec(text);
  if (!match?.[1] || Number(match[2]) < 1 || Number(match[2]) > 65_535) return null;
  const address = `http://${match[1]}/`;
  return URL.canParse(address) ? `${new URL(address).hostname}:${Number(match[2])}` : null;
}

function readAllowPrivate(reader: Reader): ReadonlySet<string> {
  const pairs = new Set<string>();
  for (const text of reader.text("LINKSNAP_ALLOW_PRIVATE").split(",")) {
    if (text.trim() === "") continue;
    const pair = readPair(text.trim());
    if (pair) pairs.add(pair);
    else reader.refuse("LINKSNAP_ALLOW_PRIVATE", `${JSON.stringify(text.trim())} is not host:port`);
  }
  return pairs;
}

function readTls(reader: Reader): Config["tls"] {
  const [cert, key] = [reader.file("TLS_CERT"), reader.file("TLS_KEY")];
  if ((cert === "") !== (key === ""))
    reader.problems.push("TLS_CERT and TLS_KEY: both are needed for HTTPS, or none for HTTP");
  return cert !== "" && key !== "" ? { cert, key } : null;
}

const MB = 1024 * 1024;

function readCaptures(reader: Reader): CaptureSettings {
  return {
    deadlineMs: reader.integer("LINKSNAP_CAPTURE_SECONDS", { min: 10, max: 600, initial: 45 }) * 1000,
    totalBytes: reader.integer("LINKSNAP_CAPTURE_MB", { min: 1, max: 2_000, initial: 60 }) * MB,
    requests: reader.integer("LINKSNAP_CAPTURE_REQUESTS", { min: 10, max: 10_000, initial: 300 }),
    memoryBytes: reader.integer("LINKSNAP_BROWSER_MB", { min: 400, max: 65_536, initial: 1_536 }) * MB,
    sitePauseMs: reader.integer("LINKSNAP_SITE_PAUSE", { min: 0, max: 600, initial: 1 }) * 1000,
    tries: reader.integer("LINKSNAP_TRIES", { min: 0, max: 3, initial: 3 }),
    blockAds: reader.isOn("LINKSNAP_BLOCK_ADS"),
    requireSandbox: reader.isOn("LINKSNAP_SANDBOX"),
    keepReady: reader.isOn("LINKSNAP_READY_BROWSER"),
  };
}

function readMailbox(reader: Reader): MailboxSettings {
  return {
    logBytes: reader.integer("LINKSNAP_MAILBOX_MB", { min: 16, max: 100_000, initial: 512 }) * MB,
    sealedBytes: reader.integer("LINKSNAP_SEALED_MB", { min: 0, max: 100_000_000, initial: 20_480 }) * MB,
  };
}

/** Every setting from the environment, or one sentence for each that is wrong. */
export function readConfig(env: Environment): Result<Config, string[]> {
  const reader = new Reader(env);
  const config: Config = {
    port: reader.integer("PORT", { min: 1, max: 65_535, initial: 3000 }),
    host: readHost(reader),
    dataDir: resolve(reader.text("LINKSNAP_DATA") || "data"),
    origin: readOrigin(reader),
    chromium: reader.file("LINKSNAP_CHROMIUM"),
    allowPrivate: readAllowPrivate(reader),
    parallelCaptures: reader.integer("LINKSNAP_CAPTURES", { min: 1, max: 16, initial: 2 }),
    captures: readCaptures(reader),
    mailbox: readMailbox(reader),
    tls: readTls(reader),
  };
  return reader.problems.length === 0 ? ok(config) : fail(reader.problems);
}
