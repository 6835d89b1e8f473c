/** What the server says on the console when it starts: where it is, how to get in, where the data lie, what it lacks. */
import type { CapturerHealth, SandboxLayer } from "../../ports/capturer";
import type { Config } from "../config";
import type { Addresses } from "./addresses";

export interface BannerFacts {
  readonly version: string;
  readonly config: Config;
  readonly addresses: Addresses;
  readonly claimCode: string;
  /** Draws a QR code, or `null` where the output is no terminal. */
  readonly drawQr: ((text: string) => string) | null;
}

/** The link that makes a device this library's; the code stands in the fragment, which browsers send to nobody. */
export const claimLink = (address: string, code: string): string => `${address}/#claim=${code}`;

const isInsecure = (address: string): boolean =>
  address.startsWith("http:") && !/^http:\/\/(localhost|127\.|\[::1\])/.test(address);

export function bannerLines(facts: BannerFacts): string[] {
  const { addresses, config, claimCode, drawQr } = facts;
  const lines = ["", `Linksnap ${facts.version} is ready.`, `  Address   ${addresses.main}`];
  for (const other of addresses.others) if (other !== addresses.main) lines.push(`            ${other}`);
  lines.push(`  Data      ${config.dataDir}`);
  const [first] = addresses.others;
  if (first === undefined) return lines;
  const link = claimLink(first, claimCode);
  lines.push("", "Open this link on the device that is to use this server. It works once:", `  ${link}`);
  if (drawQr) lines.push("", drawQr(link));
  if (isInsecure(first))
    lines.push(
      "",
      "Over plain http browsers keep nothing offline on other devices. README.md shows how to get https.",
    );
  return lines;
}

const LAYERS: Readonly<Record<SandboxLayer, string>> = {
  user: "another user",
  seccomp: "system calls filtered",
  namespaces: "pages shut in",
  network: "no network but the door",
  "no-new-privileges": "no new privileges",
};

/** The line about the browser, once it was tried. */
export function browserLines(health: CapturerHealth): string[] {
  if (health.code === "no-sandbox")
    return [
      `  Browser   ${health.reason ?? "captures are off: no sandbox."}`,
      "            Links are kept; snapshots wait until the server is started with a sandbox.",
    ];
  if (!health.available)
    return [
      `  Browser   none: ${health.reason ?? "no Chromium was found."}`,
      "            Links are kept; snapshots wait. Install Chromium or Chrome, or set LINKSNAP_CHROMIUM to its path.",
    ];
  const sandbox = health.sandbox ? "sandbox on" : "sandbox OFF";
  const lines = [`  Browser   ${health.browser}, ${sandbox}`];
  const walls = (health.layers ?? []).map((layer) => LAYERS[layer]).join(", ");
  if (walls !== "") lines.push(`            ${walls}`);
  if (health.reason !== undefined && health.reason !== "") lines.push(`            ${health.reason}`);
  return lines;
}

const WORDS: Readonly<Record<string, (config: Config) => string>> = {
  EADDRINUSE: ({ port, host }) =>
    `Port ${port} on ${host} is in use. Stop the other program, or choose another port: PORT=${port + 1} npm start`,
  EACCES: ({ port }) =>
    `Port ${port} may not be used by this user. Choose one above 1023: PORT=3000 npm start`,
  EADDRNOTAVAIL: ({ host }) => `HOST=${host} is not an address of this machine.`,
  ENOTFOUND: ({ host }) => `HOST=${host} does not resolve to an address.`,
};

/** Plain words for why the port could not be taken. */
export function listenProblem(error: unknown, config: Config): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return WORDS[code]?.(config) ?? (error instanceof Error ? error.message : String(error));
}
