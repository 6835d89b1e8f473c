import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readConfig, type CaptureSettings } from "./config";

const here = fileURLToPath(import.meta.url);
const MB = 1024 * 1024;
const defaults: CaptureSettings = {
  deadlineMs: 45_000,
  totalBytes: 60 * MB,
  requests: 300,
  memoryBytes: 1536 * MB,
  sitePauseMs: 1000,
  tries: 3,
  blockAds: true,
  requireSandbox: true,
  keepReady: true,
};
const mailbox = { logBytes: 512 * MB, sealedBytes: 20_480 * MB };
const problemsOf = (env: Record<string, string>): string => {
  const result = readConfig(env);
  return result.ok ? "" : result.error.join("\n");
};

describe("readConfig", () => {
  it("[S1] starts on this machine alone, port 3000, without any setting", () => {
    const config = {
      port: 3000,
      host: "127.0.0.1",
      dataDir: resolve("data"),
      origin: "",
      chromium: "",
      allowPrivate: new Set(),
      parallelCaptures: 2,
      captures: defaults,
      mailbox,
      tls: null,
    };
    expect(readConfig({})).toEqual({ ok: true, value: config });
    expect(readConfig({ PORT: "", HOST: " ", LINKSNAP_CAPTURES: "" })).toEqual({ ok: true, value: config });
  });

  it("[S1] reads every setting", () => {
    const result = readConfig({
      PORT: "8080",
      HOST: "[::]",
      LINKSNAP_DATA: "/srv/links",
      LINKSNAP_ORIGIN: "https://Links.Example.org/",
      LINKSNAP_CHROMIUM: here,
      LINKSNAP_ALLOW_PRIVATE: "127.0.0.1:8401, Intranet.lan:80,[::1]:8402",
      LINKSNAP_CAPTURES: "4",
      TLS_CERT: here,
      TLS_KEY: here,
    });
    expect(result.ok && result.value).toEqual({
      port: 8080,
      host: "::",
      dataDir: "/srv/links",
      origin: "https://links.example.org",
      chromium: here,
      allowPrivate: new Set(["127.0.0.1:8401", "intranet.lan:80", "[::1]:8402"]),
      parallelCaptures: 4,
      captures: defaults,
      mailbox,
      tls: { cert: here, key: here },
    });
  });

  it("[S40] reads what captures may cost, each within its bounds", () => {
    const result = readConfig({
      LINKSNAP_CAPTURE_SECONDS: "90",
      LINKSNAP_CAPTURE_MB: "200",
      LINKSNAP_CAPTURE_REQUESTS: "1000",
      LINKSNAP_BROWSER_MB: "800",
      LINKSNAP_SITE_PAUSE: "0",
      LINKSNAP_TRIES: "1",
      LINKSNAP_BLOCK_ADS: "off",
      LINKSNAP_SANDBOX: "OFF",
      LINKSNAP_READY_BROWSER: "off",
    });
    expect(result.ok && result.value.captures).toEqual({
      deadlineMs: 90_000,
      totalBytes: 200 * MB,
      requests: 1000,
      memoryBytes: 800 * MB,
      sitePauseMs: 0,
      tries: 1,
      blockAds: false,
      requireSandbox: false,
      keepReady: false,
    });
    for (const [name, value] of [
      ["LINKSNAP_CAPTURE_SECONDS", "9"],
      ["LINKSNAP_CAPTURE_MB", "0"],
      ["LINKSNAP_CAPTURE_REQUESTS", "many"],
      ["LINKSNAP_BROWSER_MB", "100"],
      ["LINKSNAP_SITE_PAUSE", "-1"],
      ["LINKSNAP_TRIES", "4"],
      ["LINKSNAP_BLOCK_ADS", "yes"],
      ["LINKSNAP_SANDBOX", "no"],
    ] as const)
      expect(problemsOf({ [name]: value }), name).toMatch(new RegExp(`^${name}=.* is needed$`));
  });

  it("[S2] names everything that is wrong at once, each with what is needed", () => {
    const problems = problemsOf({
      PORT: "http",
      HOST: "127.0.0.1:3000",
      LINKSNAP_ORIGIN: "links.example.org",
      LINKSNAP_CHROMIUM: "/no/such/browser",
      LINKSNAP_ALLOW_PRIVATE: "127.0.0.1:8401,localhost,x:99999",
      LINKSNAP_CAPTURES: "0",
      TLS_CERT: here,
    });
    expect(problems.split("\n")).toHaveLength(8);
    for (const name of [
      "PORT",
      "HOST",
      "LINKSNAP_ORIGIN",
      "LINKSNAP_CHROMIUM",
      "LINKSNAP_CAPTURES",
      "TLS_KEY",
    ])
      expect(problems).toContain(name);
    expect(problems).toContain('"localhost" is not host:port');
    expect(problems).toContain('"x:99999" is not host:port');
  });

  it("[S2] takes no number that only begins like one", () => {
    for (const port of ["3000x", "3e3", "-1", "0", "65536", "1.5", "0x50"])
      expect(problemsOf({ PORT: port }), port).not.toBe("");
  });

  it("[S2] refuses a public address with a path, since the app lives at the root", () => {
    for (const origin of [
      "https://a.example/links",
      "https://u:p@a.example",
      "ftp://a.example",
      "https://a.example?x",
    ])
      expect(problemsOf({ LINKSNAP_ORIGIN: origin }), origin).not.toBe("");
  });
});
