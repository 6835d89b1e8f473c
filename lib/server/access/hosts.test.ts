import { describe, expect, it } from "vitest";
import { createHostGuard, hostnameOf, isLocalOnly, isLoopbackAddress, machineNames } from "./hosts";
import { isOwnOrigin, mayAct } from "./origins";
import { peerOf, stampPeer } from "./peer";

const local = { host: "127.0.0.1", origin: "" };

describe("host guard", () => {
  it("[A1] answers under loopback names, whatever the port", () => {
    const judge = createHostGuard(local, () => []);
    for (const host of [
      "localhost",
      "LOCALHOST:3000",
      "127.0.0.1:3000",
      "127.8.9.1",
      "[::1]:3000",
      "app.localhost",
      "localhost.",
    ])
      expect(judge(host), host).toBe("ok");
  });

  it("[A1] refuses every other name, as a page that rebinds its name to this machine would use", () => {
    const judge = createHostGuard(local, () => ["box", "192.168.1.5"]);
    for (const host of [
      "evil.example",
      "127.0.0.1.nip.io",
      "localhost.evil.example",
      "192.168.1.5:3000",
      "0.0.0.0",
      "box",
      "a b",
      "localhost@evil.example",
      "localhost/evil",
      "localhost;x",
      "evil.example#localhost",
      "[::2]",
      "127.0.0.1:x",
    ])
      expect(judge(host), host).toBe("foreign");
    expect(judge(undefined)).toBe("missing");
    expect(judge("")).toBe("missing");
  });

  it("[A1] HTTP-011: answers under the public address, loopback names, which nobody can point elsewhere, and, on all networks, under the machine's own names", () => {
    const judge = createHostGuard({ host: "0.0.0.0", origin: "https://links.example.org" }, () => [
      "box.local",
      "192.168.1.5",
    ]);
    for (const host of ["links.example.org", "box.local:3000", "192.168.1.5:3000", "localhost:3000"])
      expect(judge(host), host).toBe("ok");
    for (const host of ["links.example.org.evil.example", "192.168.1.6"])
      expect(judge(host), host).toBe("foreign");
    expect(machineNames().length).toBeGreaterThan(1);
  });

  it("[A1] answers under the one address it listens on", () => {
    expect(createHostGuard({ host: "192.168.1.5", origin: "" }, () => [])("192.168.1.5:3000")).toBe("ok");
    expect(createHostGuard({ host: "fd00::5", origin: "" }, () => [])("[fd00::5]:3000")).toBe("ok");
  });

  it("[A1] sees through other spellings of an address", () => {
    expect(hostnameOf("0x7f.1")).toBe("127.0.0.1");
    expect(hostnameOf("2130706433:80")).toBe("127.0.0.1");
    expect(hostnameOf("[::ffff:127.0.0.1]")).toBe("[::ffff:7f00:1]");
  });

  it("[A4] trusts this machine only while nobody else can reach the server", () => {
    expect(isLocalOnly(local)).toBe(true);
    expect(isLocalOnly({ host: "::1", origin: "" })).toBe(true);
    expect(isLocalOnly({ host: "localhost", origin: "http://localhost:3000" })).toBe(true);
    expect(isLocalOnly({ host: "0.0.0.0", origin: "" })).toBe(false);
    expect(isLocalOnly({ host: "127.0.0.1", origin: "https://links.example.org" })).toBe(false);
  });
});

describe("origins", () => {
  const act = (facts: { method?: string; origin?: string; fetchSite?: string }) =>
    mayAct(
      {
        method: facts.method ?? "POST",
        host: "127.0.0.1:3000",
        origin: facts.origin,
        fetchSite: facts.fetchSite,
      },
      "https://links.example.org",
    );

  it("[A2] lets pages of other sites do nothing", () => {
    expect(act({ origin: "https://evil.example" })).toBe(false);
    expect(act({ origin: "null" })).toBe(false);
    expect(act({ origin: "http://127.0.0.1:8080" })).toBe(false);
    expect(act({ fetchSite: "cross-site" })).toBe(false);
    expect(act({ fetchSite: "same-site" })).toBe(false);
    expect(act({ origin: "http://127.0.0.1:3000", fetchSite: "cross-site" })).toBe(false);
    for (const method of ["PUT", "DELETE", "PATCH"])
      expect(act({ method, origin: "https://evil.example" })).toBe(false);
  });

  it("[A2] lets our own page, programs and reading pass", () => {
    expect(act({ origin: "http://127.0.0.1:3000", fetchSite: "same-origin" })).toBe(true);
    expect(act({ origin: "https://links.example.org", fetchSite: "same-origin" })).toBe(true);
    expect(act({})).toBe(true);
    expect(act({ method: "GET", origin: "https://evil.example", fetchSite: "cross-site" })).toBe(true);
    expect(isOwnOrigin("https://a.example", "a.example:443", "")).toBe(true);
    expect(isOwnOrigin("", "", "")).toBe(false);
  });
});

describe("peer", () => {
  it("[A5] takes the address from the socket, never from a header", () => {
    const headers: Record<string, string> = { host: "localhost", "x-linksnap-peer": "127.0.0.1" };
    stampPeer(headers, "10.0.0.9");
    expect(peerOf(new Headers(headers))).toBe("10.0.0.9");
  });

  it("[A5] a request that a proxy passed on counts as no one's, and loses what the proxy claims", () => {
    for (const name of [
      "x-forwarded-for",
      "x-forwarded-host",
      "forwarded",
      "via",
      "x-real-ip",
      "cf-connecting-ip",
    ]) {
      const headers: Record<string, string> = { host: "localhost", [name]: "127.0.0.1" };
      stampPeer(headers, "127.0.0.1");
      expect(peerOf(new Headers(headers)), name).toBe("forwarded");
      expect(headers[name]).toBeUndefined();
    }
    expect(isLoopbackAddress("forwarded")).toBe(false);
    expect(isLoopbackAddress("::ffff:127.0.0.1")).toBe(true);
  });

  it("[A5] removes headers that steer Next from outside", () => {
    const headers: Record<string, string> = {
      "x-middleware-subrequest": "middleware",
      "next-action": "x",
      accept: "*/*",
    };
    stampPeer(headers, "127.0.0.1");
    expect(Object.keys(headers).toSorted()).toEqual(["accept", "x-linksnap-peer"]);
  });
});
