/** The door's judgement, case by case, and the door itself with real sockets on loopback. */
import { createServer, request, type IncomingMessage, type Server } from "node:http";
import { connect, createServer as createTcpServer } from "node:net";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { ownAddresses, refusalOfAddress } from "./address";
import cases from "./cases.json";
import { readCaptureUrl } from "./capture-url";
import { openDoor, type EgressDoor } from "./door";
import { DOOR_HEADER } from "./door-header";
import type { Pass, TrafficLimits } from "./pass";
import { vetTarget, type EgressRules } from "./target";
import { readAuthority } from "./tunnel";

const PUBLIC = "93.184.216.34";
const rules = (more: Partial<EgressRules> = {}): EgressRules => ({
  allowPrivate: new Set(),
  resolve: () => Promise.resolve([PUBLIC]),
  ...more,
});

async function isAllowed(text: string, given: EgressRules = rules()): Promise<boolean> {
  const url = readCaptureUrl(text);
  if (!url.ok) return false;
  const port = Number(url.value.port || (url.value.protocol === "https:" ? 443 : 80));
  return (await vetTarget(url.value.hostname, port, given)).ok;
}

describe("addresses", () => {
  it.each(cases)("[E1] $id $url", async ({ url, allowed }) => {
    expect(await isAllowed(url)).toBe(allowed);
  });

  it.each([
    ["SSRF-143: a private one", ["10.0.0.5"]],
    ["a private one among public ones", [PUBLIC, "127.0.0.1"]],
    ["SSRF-145: loopback in IPv6", ["::1"]],
    ["SSRF-146: a mapped one", ["::ffff:127.0.0.1"]],
    ["SSRF-148: a compatible one", ["::a00:1"]],
    ["NAT64", ["64:ff9b::7f00:1"]],
    ["6to4", ["2002:7f00:1::"]],
    ["Teredo", ["2001:0:4136:e378:8000:63bf:3fff:fdd2"]],
    ["a cloud's own", ["168.63.129.16"]],
    ["nothing", []],
    ["SSRF-153: what an alias leads to", ["169.254.169.254"]],
    ["SSRF-158: too many", Array.from({ length: 40 }, () => PUBLIC)],
  ])("[E2] refuses a name that resolves to %s", async (_what, addresses) => {
    const resolve = (): Promise<string[]> => Promise.resolve(addresses);
    expect(await isAllowed("http://name.example.org/", rules({ resolve }))).toBe(false);
  });

  it("[E2] SSRF-164 SSRF-165: takes public addresses of both families, and asks only once", async () => {
    let asked = 0;
    const resolve = (): Promise<string[]> => {
      asked++;
      return Promise.resolve(["2606:2800:220:1:248:1893:25c8:1946", PUBLIC]);
    };
    const vetted = await vetTarget("dual.example.org", 443, rules({ resolve }));
    expect(vetted).toMatchObject({
      ok: true,
      value: { addresses: ["2606:2800:220:1:248:1893:25c8:1946", PUBLIC] },
    });
    expect(asked).toBe(1);
  });

  it("[E2] SSRF-157: gives up on a name server that does not answer", async () => {
    const resolve = (): Promise<string[]> => new Promise(() => undefined);
    const vetted = await vetTarget("slow.example.org", 80, rules({ resolve, resolveMs: 50 }));
    expect(vetted).toMatchObject({ ok: false, error: { code: "no-such-host" } });
  });

  it("[E21] SSRF-161: refuses a name that leads back to this machine", async () => {
    const own = [...ownAddresses()];
    for (const address of own) expect(refusalOfAddress(address, ownAddresses())).not.toBeNull();
    const given = rules({ resolve: () => Promise.resolve([own[0] ?? "127.0.0.1"]) });
    expect(await isAllowed("http://own.example.org/", given)).toBe(false);
  });

  it("[E21] SSRF-151 SSRF-152: a second answer of a name server is never asked for", async () => {
    const answers = [[PUBLIC], ["127.0.0.1"]];
    const vetted = await vetTarget(
      "rebind.example.org",
      80,
      rules({ resolve: async () => answers.shift() ?? [] }),
    );
    expect(vetted.ok && vetted.value.addresses).toEqual([PUBLIC]);
    expect(answers).toHaveLength(1);
  });

  it("[E21] SSRF-154: a name whose resolution fails leads nowhere", async () => {
    const resolve = (): Promise<string[]> => Promise.reject(new Error("queryA ESERVFAIL"));
    expect(await vetTarget("loop.example.org", 80, rules({ resolve }))).toMatchObject({
      ok: false,
      error: { code: "no-such-host" },
    });
  });

  it("[E3] lets an allowed pair pass, exactly that host and that port", async () => {
    const given = rules({
      allowPrivate: new Set(["127.0.0.1:4215", "wiki.home:80"]),
      resolve: () => Promise.resolve(["10.1.2.3"]),
    });
    expect(await isAllowed("http://127.0.0.1:4215/", given)).toBe(true);
    expect(await isAllowed("http://127.0.0.1:4216/", given)).toBe(false);
    expect(await isAllowed("http://127.0.0.2:4215/", given)).toBe(false);
    expect(await isAllowed("http://wiki.home/", given)).toBe(true);
    expect(await isAllowed("http://other.home/", given)).toBe(false);
  });

  it("[E1] SSRF-162 SSRF-216: refuses this server by name and the names browsers call by themselves", async () => {
    const given = rules({ ownHosts: new Set(["links.example.net"]) });
    expect(await isAllowed("https://links.example.net/", given)).toBe(false);
    for (const host of ["update.googleapis.com", "accounts.google.com", "safebrowsing.googleapis.com"])
      expect(await isAllowed(`https://${host}/`, given), host).toBe(false);
  });

  it("[E1] judges every IPv4 address as the ranges of the special-purpose registry do", () => {
    const special: readonly (readonly [string, number])[] = [
      ["0.0.0.0", 8],
      ["10.0.0.0", 8],
      ["100.64.0.0", 10],
      ["127.0.0.0", 8],
      ["169.254.0.0", 16],
      ["172.16.0.0", 12],
      ["192.0.0.0", 24],
      ["192.0.2.0", 24],
      ["192.168.0.0", 16],
      ["198.18.0.0", 15],
      ["198.51.100.0", 24],
      ["203.0.113.0", 24],
      ["224.0.0.0", 3],
    ];
    const number = (address: string): number =>
      address.split(".").reduce((n, part) => n * 256 + Number(part), 0);
    const dotted = (n: number): string => [24, 16, 8, 0].map((shift) => (n >>> shift) & 255).join(".");
    const inside = fc
      .constantFrom(...special)
      .chain(([start, bits]) => fc.nat(2 ** (32 - bits) - 1).map((offset) => dotted(number(start) + offset)));
    fc.assert(
      fc.property(inside, (address) => {
        expect(refusalOfAddress(address, new Set())).not.toBeNull();
      }),
      { numRuns: 3_000 },
    );
  });

  it("[E1] allows no IPv6 address outside of 2000::/3", () => {
    const group = fc.nat(0xffff);
    fc.assert(
      fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
        const isGlobal = (groups[0]! & 0xe000) === 0x2000;
        const refusal = refusalOfAddress(groups.map((g) => g.toString(16)).join(":"), new Set());
        if (!isGlobal) expect(refusal).not.toBeNull();
      }),
    );
  });

  it.each([
    "a.b:443",
    "[2606:2800::1]:443",
    "a.b:0x50",
    "a.b",
    ":80",
    "a b:80",
    "user@a.b:80",
    "a.b:80/x",
    "[::1]:",
  ])("[E4] reads the authority %s or refuses it", (text) => {
    const read = readAuthority(text);
    expect(read !== null).toBe(["a.b:443", "[2606:2800::1]:443"].includes(text));
  });
});

describe("the door", () => {
  const limits: TrafficLimits = { responseBytes: 50_000, totalBytes: 100_000, requests: 5, idleMs: 300 };
  const open: { close: () => unknown }[] = [];
  afterEach(async () => {
    for (const one of open.splice(0)) await one.close();
  });

  const site = (
    answer: (q: IncomingMessage, r: import("node:http").ServerResponse) => void,
  ): Promise<number> =>
    new Promise((resolve) => {
      const server = createServer(answer).listen(0, "127.0.0.1", () => resolve(portOf(server)));
      open.push({ close: () => server.close() });
    });
  const portOf = (server: { address: Server["address"] }): number => {
    const address = server.address();
    return typeof address === "object" ? (address?.port ?? 0) : 0;
  };
  /** A port on which nothing listens. */
  const deadPort = (): Promise<number> =>
    new Promise((resolve) => {
      const server = createTcpServer().listen(0, "127.0.0.1", () => {
        const port = portOf(server);
        server.close(() => resolve(port));
      });
    });
  const doorFor = async (port: number): Promise<EgressDoor> => {
    const door = await openDoor({ allowPrivate: new Set([`127.0.0.1:${port}`]) });
    open.push(door);
    return door;
  };
  const credentials = (pass: Pass): string =>
    `Basic ${Buffer.from(`${pass.username}:${pass.password}`).toString("base64")}`;

  interface Answer {
    readonly status: number;
    readonly door: string;
    readonly body: string;
    readonly isWhole: boolean;
  }
  const ask = (
    door: EgressDoor,
    url: string,
    authorization?: string,
    named = new URL(url).host,
  ): Promise<Answer> =>
    new Promise((resolve) => {
      const { hostname, port } = new URL(door.address);
      const headers = authorization ? { "proxy-authorization": authorization, host: named } : {};
      const outgoing = request({ hostname, port, path: url, headers, agent: false }, (response) => {
        let body = "";
        response.on("data", (chunk: Buffer) => (body += chunk.toString("latin1")));
        response.on("error", () => undefined);
        response.on("close", () =>
          resolve({
            status: response.statusCode ?? 0,
            door: String(response.headers[DOOR_HEADER] ?? ""),
            body,
            isWhole: response.complete,
          }),
        );
      });
      // Cut before its first byte.
      outgoing.on("error", () => resolve({ status: 0, door: "", body: "", isWhole: false }));
      outgoing.end();
    });

  it("[E4] relays a request without the proxy's headers, and nothing for strangers", async () => {
    const seen: IncomingMessage[] = [];
    const port = await site((q, r) => {
      seen.push(q);
      r.setHeader(DOOR_HEADER, "gone");
      r.end("hello");
    });
    const door = await doorFor(port);
    const pass = door.admit(limits);
    expect(await ask(door, `http://127.0.0.1:${port}/a?b=1`, credentials(pass))).toMatchObject({
      status: 200,
      door: "",
      body: "hello",
    });
    expect(seen[0]?.url).toBe("/a?b=1");
    expect(seen[0]?.headers["proxy-authorization"]).toBeUndefined();
    expect((await ask(door, `http://127.0.0.1:${port}/`)).status).toBe(407);
    expect((await ask(door, `http://127.0.0.1:${port}/`, "Basic eDp5")).status).toBe(407);
    door.dismiss(pass);
    expect((await ask(door, `http://127.0.0.1:${port}/`, credentials(pass))).status).toBe(407);
    expect(seen).toHaveLength(1);
  });

  it("[E4] refuses private targets and remembers why", async () => {
    const port = await deadPort();
    const door = await doorFor(port);
    const pass = door.admit(limits);
    const answer = await ask(door, "http://127.0.0.1:1/", credentials(pass));
    expect(answer).toMatchObject({ status: 502, door: "private-address" });
    expect(pass.refusalOf("127.0.0.1:1")).toMatchObject({ code: "private-address" });
    expect(await ask(door, `http://127.0.0.1:${port}/`, credentials(pass))).toMatchObject({
      door: "unreachable",
    });
  });

  it("[E21] SSRF-224: refuses a request whose host header is not its address's", async () => {
    const port = await site((_q, r) => r.end("x"));
    const door = await doorFor(port);
    const pass = door.admit(limits);
    const answer = await ask(door, `http://127.0.0.1:${port}/`, credentials(pass), "169.254.169.254");
    expect(answer).toMatchObject({ status: 502, door: "bad-address" });
  });

  it("[E7] cuts an answer, a capture and a silence at their bounds", async () => {
    const port = await site((q, r) => {
      if (q.url === "/large") r.end(Buffer.alloc(60_000, 97));
      else if (q.url === "/poured") {
        r.write(Buffer.alloc(40_000, 97));
        r.end(Buffer.alloc(40_000, 97));
      } else if (q.url === "/silent") r.write("a");
      else if (q.url === "/mute") q.resume();
      else r.end(Buffer.alloc(40_000, 97));
    });
    const door = await doorFor(port);
    const pass = door.admit(limits);
    const own = credentials(pass);
    expect(await ask(door, `http://127.0.0.1:${port}/large`, own)).toMatchObject({ door: "too-large" });
    expect((await ask(door, `http://127.0.0.1:${port}/silent`, own)).isWhole).toBe(false);
    expect(pass.refusalOf(`http://127.0.0.1:${port}/silent`)).toMatchObject({ code: "timeout" });
    const unhurried = door.admit(limits);
    expect(await ask(door, `http://127.0.0.1:${port}/mute`, credentials(unhurried))).toMatchObject({
      door: "timeout",
    });
    expect((await ask(door, `http://127.0.0.1:${port}/poured`, own)).isWhole).toBe(false);
    expect(pass.refusalOf(`http://127.0.0.1:${port}/poured`)).toMatchObject({ code: "too-large" });
    expect((await ask(door, `http://127.0.0.1:${port}/a`, own)).isWhole).toBe(false);
    expect(pass.isUsedUp()).toBe(true);
    expect(await ask(door, `http://127.0.0.1:${port}/b`, own)).toMatchObject({ door: "too-large" });
  });

  it("[E7] says of a site that took the request and is silent that it is out of time, not that it closed the connection", async () => {
    const port = await site(() => undefined);
    const door = await doorFor(port);
    const pass = door.admit(limits);
    const url = `http://127.0.0.1:${port}/silent`;
    expect(await ask(door, url, credentials(pass))).toMatchObject({ status: 502, door: "timeout" });
    for (const name of [`127.0.0.1:${port}`, url])
      expect(pass.refusalOf(name)).toMatchObject({
        code: "timeout",
        message: expect.stringMatching(/stopped answering/),
      });
    // One that hangs up instead is told as that.
    const rude = await site((q) => q.socket.destroy());
    const other = await doorFor(rude);
    const second = other.admit(limits);
    expect(await ask(other, `http://127.0.0.1:${rude}/`, credentials(second))).toMatchObject({
      door: "unreachable",
    });
    expect(second.refusalOf(`127.0.0.1:${rude}`)).toMatchObject({
      message: expect.stringMatching(/closed the connection/),
    });
  });

  it("[E7] says nothing of a site when the browser left first", async () => {
    let onAsked: (incoming: IncomingMessage) => void = () => undefined;
    const isAsked = new Promise<IncomingMessage>((resolve) => {
      onAsked = resolve;
    });
    const port = await site((q) => onAsked(q));
    const door = await doorFor(port);
    const pass = door.admit({ ...limits, idleMs: 60_000 });
    const url = `http://127.0.0.1:${port}/left`;
    const { hostname, port: doorPort } = new URL(door.address);
    const headers = { "proxy-authorization": credentials(pass), host: new URL(url).host };
    const leaving = request({ hostname, port: doorPort, path: url, headers, agent: false });
    leaving.on("error", () => undefined);
    leaving.end();
    const incoming = await isAsked;
    const isOver = new Promise<void>((resolve) => incoming.socket.once("close", () => resolve()));
    leaving.destroy();
    await isOver;
    // The door's own request has ended: its error has been heard by now.
    await ask(door, `http://127.0.0.1:${port + 1}/`, credentials(pass));
    expect(pass.refusalOf(`127.0.0.1:${port}`)).toBeUndefined();
    expect(pass.refusalOf(url)).toBeUndefined();
  });

  it("[E7] counts requests", async () => {
    const port = await site((_q, r) => r.end("x"));
    const door = await doorFor(port);
    const pass = door.admit(limits);
    const statuses: number[] = [];
    for (let i = 0; i < 7; i++)
      statuses.push((await ask(door, `http://127.0.0.1:${port}/`, credentials(pass))).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 502, 502]);
  });

  it("[E4] SSRF-223: tunnels to the vetted address whatever host is named inside, ends tunnels with their pass, and refuses the others", async () => {
    const echo = createTcpServer((socket) => {
      socket.on("error", () => undefined);
      socket.pipe(socket);
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => echo.once("listening", resolve));
    const port = portOf(echo);
    open.push({ close: () => echo.close() });
    const door = await doorFor(port);
    const pass = door.admit({ ...limits, idleMs: 5_000 });
    const dial = (authority: string): Promise<{ head: string; socket: import("node:net").Socket }> =>
      new Promise((resolve) => {
        const socket = connect(Number(new URL(door.address).port), "127.0.0.1");
        socket.on("error", () => undefined);
        socket.write(`CONNECT ${authority} HTTP/1.1\r\nProxy-Authorization: ${credentials(pass)}\r\n\r\n`);
        socket.once("data", (chunk: Buffer) => resolve({ head: chunk.toString(), socket }));
      });
    expect((await dial("127.0.0.1:1")).head).toMatch(/^HTTP\/1.1 502/);
    expect((await dial("127.0.0.1:22")).head).toMatch(/^HTTP\/1.1 502/);
    const tunnel = await dial(`127.0.0.1:${port}`);
    expect(tunnel.head).toMatch(/^HTTP\/1.1 200/);
    const answer = new Promise<string>((resolve) =>
      tunnel.socket.once("data", (chunk: Buffer) => resolve(chunk.toString())),
    );
    const inside = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    tunnel.socket.write(inside);
    expect(await answer).toBe(inside);
    // An answer inside of it that the browser finds too large ends it; one of another site does not.
    const isOver = new Promise<void>((resolve) => tunnel.socket.once("close", () => resolve()));
    for (const address of ["", "https://127.0.0.1:1/a", `http://127.0.0.1:${port}/a`]) pass.cut(address);
    expect((await dial(`127.0.0.1:${port}`)).head).toMatch(/^HTTP\/1.1 200/);
    expect(tunnel.socket.closed).toBe(false);
    pass.cut(`https://127.0.0.1:${port}/large#part`);
    await isOver;
    expect(pass.refusalOf(`https://127.0.0.1:${port}/large`)).toMatchObject({ code: "too-large" });
    const again = await dial(`127.0.0.1:${port}`);
    const closed = new Promise<void>((resolve) => again.socket.once("close", () => resolve()));
    door.dismiss(pass);
    await closed;
  });
});
