import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readConfig, type Config } from "../config";
import { printable } from "../printable";
import { addressesOf } from "./addresses";
import { bannerLines, browserLines, claimLink, listenProblem } from "./banner";
import { pageCsp, readScriptHashes } from "./page-headers";
import { createStop } from "./stop";
import { terminalQr } from "./terminal-qr";

const configOf = (env: Record<string, string>): Config => {
  const result = readConfig(env);
  if (!result.ok) throw new Error(result.error.join());
  return result.value;
};
const banner = (env: Record<string, string>, machine: string[] = []): string => {
  const config = configOf(env);
  const addresses = addressesOf(config, () => machine);
  return bannerLines({ version: "1.0.0", config, addresses, claimCode: "CODE", drawQr: null }).join("\n");
};

describe("what the console says", () => {
  it("[S15] on this machine alone: the address and the data folder, and no claim link", () => {
    const text = banner({ PORT: "4000", LINKSNAP_DATA: "/srv/links" });
    expect(text).toContain("http://127.0.0.1:4000\n");
    expect(text).toContain("/srv/links");
    expect(text).not.toContain("claim");
  });

  it("[S15] HTTP-047, HTTP-057: in a network: every address, the claim link, and what plain http costs", () => {
    const text = banner({ HOST: "0.0.0.0" }, ["192.168.1.5", "fd00::5"]);
    expect(text).toContain("http://localhost:3000\n");
    expect(text).toContain("http://192.168.1.5:3000/#claim=CODE");
    expect(text).toContain("http://[fd00::5]:3000\n");
    expect(text).toContain("https");
  });

  it("[S15] behind a proxy: the public address and a claim link to it", () => {
    const text = banner({ LINKSNAP_ORIGIN: "https://links.example.org" });
    expect(text).toContain("https://links.example.org/#claim=CODE");
    expect(text).not.toContain("plain http");
  });

  it("[S15] says which browser captures, whether it is sandboxed, and what to do without one", () => {
    expect(browserLines({ available: true, browser: "Chromium 156", sandbox: true }).join()).toContain(
      "Chromium 156, sandbox on",
    );
    const shut = browserLines({
      available: true,
      browser: "Chromium 156",
      sandbox: true,
      layers: ["user", "network"],
    });
    expect(shut[1]).toContain("another user, no network but the door");
    const unsafe = { available: false, browser: "", sandbox: false, code: "no-sandbox" as const };
    expect(browserLines({ ...unsafe, reason: "captures are off: it does not start" }).join("\n")).toMatch(
      /captures are off.*\n.*Links are kept/,
    );
    const weak = browserLines({
      available: true,
      browser: "Chromium 156",
      sandbox: false,
      reason: "Runs as root.",
    });
    expect(weak.join("\n")).toMatch(/sandbox OFF\n.*Runs as root/);
    expect(browserLines({ available: false, browser: "", sandbox: false }).join()).toContain(
      "LINKSNAP_CHROMIUM",
    );
  });

  it("[S16] says in words why the port cannot be had", () => {
    const config = configOf({ PORT: "3000" });
    const error = Object.assign(new Error("listen EADDRINUSE"), { code: "EADDRINUSE" });
    expect(listenProblem(error, config)).toBe(
      "Port 3000 on 127.0.0.1 is in use. Stop the other program, or choose another port: PORT=3001 npm start",
    );
    expect(listenProblem(new Error("odd"), config)).toBe("odd");
  });

  it("[S15] draws the claim link as a code that is square and quiet at its edges", () => {
    const lines = terminalQr(claimLink("http://192.168.1.5:3000", "A".repeat(22))).split("\n");
    const rows = lines.map((line) => line.slice(2).replace("\u001B[30;107m", "").replace("\u001B[0m", ""));
    const width = rows[0]!.length;
    expect(rows.every((row) => row.length === width)).toBe(true);
    expect(Math.ceil(width / 2)).toBe(rows.length);
    expect(rows[0]!.trim()).toBe("");
    expect(rows.every((row) => row.startsWith("  ") && row.endsWith("  "))).toBe(true);
  });

  it("[S17] HTTP-045: writes control characters out, so that nothing from outside can steer the terminal", () => {
    expect(printable("a\u001B[2J\u009Bb\rc\nd")).toBe("a\\u001b[2J\\u009bb\\u000dc\nd");
  });
});

describe("page policy", () => {
  it("[S12] reads the hashes of the build, and refuses a file that is not one", async () => {
    const folder = await mkdtemp(join(tmpdir(), "linksnap-csp-"));
    const path = join(folder, "csp.json");
    expect(readScriptHashes(path)).toBeNull();
    const hash = `sha256-${"A".repeat(43)}=`;
    await writeFile(path, JSON.stringify({ scripts: [hash] }));
    expect(readScriptHashes(path)).toEqual([hash]);
    await writeFile(path, JSON.stringify({ scripts: ["sha256-x'; script-src *"] }));
    expect(() => readScriptHashes(path)).toThrow("npm run build");
    await rm(folder, { recursive: true });
  });

  it("[S12] is lax only where nothing is built", () => {
    expect(pageCsp("localhost", { scriptHashes: null, dev: true })).toContain("'unsafe-eval'");
    expect(pageCsp("localhost", { scriptHashes: ["sha256-x"], dev: false })).not.toContain(
      "script-src 'self' 'unsafe",
    );
  });
});

describe("stopping", () => {
  const run = async (steps: (() => Promise<void> | void)[]) => {
    const codes: number[] = [];
    const said: string[] = [];
    const stop = createStop({
      steps,
      say: (words) => void said.push(words),
      exit: (code) => void codes.push(code),
    });
    stop();
    return { stop, codes, said };
  };

  it("[S18] does every step in order, also after one that fails, then ends with 0", async () => {
    const done: string[] = [];
    const { codes, said } = await run([
      () => void done.push("one"),
      () => Promise.reject(new Error("broken")),
      async () => void done.push("three"),
    ]);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect([done, codes]).toEqual([["one", "three"], [0]]);
    expect(said.join()).toContain("broken");
  });

  it("[S18] a second signal ends at once", async () => {
    const { stop, codes } = await run([() => new Promise(() => undefined)]);
    stop();
    expect(codes).toEqual([130]);
  });
});
