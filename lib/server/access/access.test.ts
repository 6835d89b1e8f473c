import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Access } from "../runtime";
import { bearerOf, newClaimCode, openAccess } from "./access";

const folders: string[] = [];
const newFile = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "linksnap-access-"));
  folders.push(folder);
  return join(folder, "access.json");
};
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

const request = (headers: Record<string, string> = {}): Request =>
  new Request("http://x/", {
    headers: { host: "links.example.org", "x-linksnap-peer": "10.0.0.9", ...headers },
  });
const fromHere = request({ host: "localhost:3000", "x-linksnap-peer": "127.0.0.1" });
const withToken = (token: string): Request => request({ authorization: `Bearer ${token}` });
const tokenOf = async (access: Access, code?: string, from = request()): Promise<string> => {
  const result = await access.claim(from, code, "Phone");
  if (!result.ok) throw new Error(result.error);
  return result.value;
};
const open = async (options: { trusts?: boolean; file?: string; now?: () => number } = {}) =>
  openAccess({
    file: options.file ?? (await newFile()),
    trustsThisMachine: options.trusts ?? false,
    claimCode: "the-code",
    ...(options.now ? { now: options.now } : {}),
  });

describe("access", () => {
  it("[A3] knows each device by a token of its own, and nobody without one", async () => {
    const access = await open();
    expect(await access.isClaimed()).toBe(false);
    const token = await tokenOf(access, "the-code");
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    expect(await access.deviceOf(withToken(token))).not.toBeNull();
    expect(await access.isClaimed()).toBe(true);
    for (const stranger of [request(), withToken(`${token}x`), withToken(""), withToken("A".repeat(43))])
      expect(await access.deviceOf(stranger)).toBeNull();
    expect(await access.deviceOfToken(token)).not.toBeNull();
  });

  it("[A3] keeps no token, only its hash, in a file for its owner alone", async () => {
    const file = await newFile();
    const token = await tokenOf(await open({ file }), "the-code");
    expect(await readFile(file, "utf8")).not.toContain(token);
    expect((await stat(file)).mode & 0o077).toBe(0);
  });

  it("[A3] knows its devices after a restart", async () => {
    const file = await newFile();
    const token = await tokenOf(await open({ file }), "the-code");
    expect(await (await open({ file })).deviceOf(withToken(token))).not.toBeNull();
  });

  it("[A3] does not start with a damaged list of devices, rather than take anyone for the owner", async () => {
    const file = await newFile();
    for (const text of [
      "",
      "{",
      "[]",
      '{"version":3,"devices":[]}',
      '{"version":1,"devices":[{"id":1}]}',
      `{"version":2,"devices":[{"id":"a","name":"b","createdAt":1,"tokenHash":"${"0".repeat(64)}"}]}`,
      '{"version":2,"devices":[],"removed":["x"]}',
    ]) {
      await writeFile(file, text);
      await expect(open({ file }), text).rejects.toThrow("damaged");
    }
  });

  it("[A3] two devices that claim in the same moment are both kept", async () => {
    const file = await newFile();
    const access = await open({ file, trusts: true });
    const tokens = await Promise.all([1, 2, 3, 4].map(() => tokenOf(access, undefined, fromHere)));
    const again = await open({ file });
    for (const token of tokens) expect(await again.deviceOf(withToken(token))).not.toBeNull();
  });

  it("[A4] on this machine, with a loopback name, no code is needed: each claim gets a fresh token", async () => {
    const access = await open({ trusts: true });
    const [first, second] = [
      await tokenOf(access, undefined, fromHere),
      await tokenOf(access, undefined, fromHere),
    ];
    expect(first).not.toBe(second);
  });

  it("[A4] without a code nothing is given to others, to other names, to proxies, or beyond loopback", async () => {
    const trusting = await open({ trusts: true });
    const strangers = [
      request(),
      request({ host: "localhost" }),
      request({ "x-linksnap-peer": "127.0.0.1" }),
      request({ host: "localhost", "x-linksnap-peer": "forwarded" }),
    ];
    for (const stranger of strangers)
      expect(await trusting.claim(stranger, undefined, "x")).toEqual({ ok: false, error: "wrong" });
    expect(await (await open()).claim(fromHere, undefined, "x")).toEqual({ ok: false, error: "wrong" });
  });

  it("[A6] HTTP-050: the code works once, also for two who send it in the same moment", async () => {
    const access = await open();
    const results = await Promise.all([1, 2, 3].map(() => access.claim(request(), "the-code", "x")));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(await access.claim(request(), "the-code", "x")).toEqual({ ok: false, error: "spent" });
  });

  it("[A6] HTTP-048: locks for ten minutes after twenty wrong codes, also for the right one", async () => {
    let now = 0;
    const access = await open({ now: () => now });
    for (let i = 0; i < 20; i++)
      expect(await access.claim(request(), `guess-${i}`, "x")).toEqual({ ok: false, error: "wrong" });
    expect(await access.claim(request(), "the-code", "x")).toEqual({ ok: false, error: "locked" });
    now = 10 * 60_000 + 1;
    expect((await access.claim(request(), "the-code", "x")).ok).toBe(true);
  });

  it("[A6] HTTP-051: each start has another code", () => {
    expect(newClaimCode()).not.toBe(newClaimCode());
    expect(Buffer.from(newClaimCode(), "base64url")).toHaveLength(16);
  });

  it("[A7] a device's name cannot write control characters anywhere", async () => {
    const file = await newFile();
    const access = await open({ file, trusts: true });
    await access.claim(fromHere, undefined, `\u001B[31mred\n${"x".repeat(500)}`);
    const text = await readFile(file, "utf8");
    expect(text).not.toContain("\\u001b");
    expect(text.length).toBeLessThan(400);
  });

  it("[PA5] a claim begins a group, a pairing joins one, and all of it stands after a restart", async () => {
    const file = await newFile();
    const access = await open({ file, trusts: true });
    const [one, other] = [
      await tokenOf(access, undefined, fromHere),
      await tokenOf(access, undefined, fromHere),
    ];
    const groupOf = async (from: Access, token: string) =>
      from.groupOf((await from.deviceOfToken(token)) ?? "");
    const group = (await groupOf(access, one)) ?? "";
    expect(group).not.toBe("");
    expect(await groupOf(access, other)).not.toBe(group);
    const paired = await access.grant(group, "Phone");
    const again = await open({ file });
    expect(await groupOf(again, paired.token)).toBe(group);
    expect(again.devicesOf(group).map(({ name }) => name)).toEqual(["Phone", "Phone"]);
    expect(again.devicesOf("")).toEqual([]);
  });

  it("[PA5] a device's token ends by one of its group alone, at once and for good, and it is told", async () => {
    const file = await newFile();
    const access = await open({ file, trusts: true });
    const removed: string[] = [];
    access.onRemoved((device) => removed.push(device));
    const own = await tokenOf(access, undefined, fromHere);
    const group = access.groupOf((await access.deviceOfToken(own)) ?? "") ?? "";
    const { id, token } = await access.grant(group, "Phone");
    expect(await access.remove("another", id)).toBe(false);
    expect(await access.remove(group, "nobody")).toBe(false);
    expect(access.wasTakenOut(withToken(token))).toBe(false);
    expect(await access.remove(group, id)).toBe(true);
    for (const now of [access, await open({ file })]) {
      expect(await now.deviceOfToken(token)).toBeNull();
      expect(now.groupOf(id)).toBeNull();
      expect(now.wasTakenOut(withToken(token))).toBe(true);
      expect(await now.deviceOfToken(own)).not.toBeNull();
    }
    expect(removed).toEqual([id]);
    expect(access.wasTakenOut(request())).toBe(false);
  });

  it("[PA5] devices of the first version are known on, each in a group of its own", async () => {
    const file = await newFile();
    const tokens = ["a", "b"].map((letter) => letter.repeat(43));
    const devices = tokens.map((token, n) => ({
      id: `device-${n}`,
      name: "Phone",
      tokenHash: createHash("sha256").update(token).digest("hex"),
      createdAt: 1,
    }));
    await writeFile(file, JSON.stringify({ version: 1, devices }));
    const access = await open({ file, trusts: true });
    const groups = ["device-0", "device-1"].map((id) => access.groupOf(id));
    expect(new Set(groups).size).toBe(2);
    for (const token of tokens) expect(await access.deviceOfToken(token)).not.toBeNull();
    await tokenOf(access, undefined, fromHere);
    const again = await open({ file });
    expect(["device-0", "device-1"].map((id) => again.groupOf(id))).toEqual(groups);
  });

  it("[A3] reads bearer tokens strictly", () => {
    expect(bearerOf(`Bearer ${"a".repeat(43)}`)).toBe("a".repeat(43));
    for (const header of [
      null,
      undefined,
      "",
      "Basic abc",
      "Bearer",
      `Bearer ${"a".repeat(200)}`,
      "Bearer a b",
    ])
      expect(bearerOf(header)).toBe("");
  });
});
