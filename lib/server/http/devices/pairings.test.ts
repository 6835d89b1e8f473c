import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openAccess } from "../../access/access";
import { Pairings } from "../../pairing/pairings";
import { shareRuntime, type ServerRuntime } from "../../runtime";
import { deleteDevice, getDevices } from "./group-devices";
import { handleInGroup } from "../handle";
import { deletePairing, getNotes, joinPairing, postGrant, postNote, postPairing } from "./pairings";

let folder = "";
let runtime: ServerRuntime;
let owner = "";
const locator = "L".repeat(22);
const proof = "P".repeat(43);
const proofHash = createHash("sha256").update(proof).digest("hex");

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "linksnap-pairing-"));
  const access = await openAccess({
    file: join(folder, "access.json"),
    trustsThisMachine: false,
    claimCode: "code",
  });
  const parts: Partial<ServerRuntime> = { access, pairings: new Pairings() };
  shareRuntime(parts as ServerRuntime);
  runtime = parts as ServerRuntime;
  const claimed = await access.claim(new Request("http://x/"), "code", "Laptop");
  owner = claimed.ok ? claimed.value : "";
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const ask = (token: string, body?: unknown, path = ""): Request =>
  new Request(`http://x/${path}`, {
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
  });
const offer = (token: string, body: unknown = { locator, proofHash, opening: "o" }): Promise<Response> => {
  const request = ask(token, body);
  return handleInGroup(request, (asker, parts) => postPairing(request, asker, parts));
};
const list = (token: string): Promise<Response> =>
  handleInGroup(ask(token), async (asker, parts) => getDevices(asker, parts));
const remove = (token: string, id: string): Promise<Response> =>
  handleInGroup(ask(token), (asker, parts) => deleteDevice(id, asker, parts));
const textOf = async (response: Response, name: string): Promise<string> => {
  const value: unknown = await response.json();
  const found: unknown = typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
  return typeof found === "string" ? found : "";
};

describe("pairing over HTTP", () => {
  it("[PA7] is offered by known devices alone, in its own form alone", async () => {
    expect((await offer("")).status).toBe(401);
    expect((await offer("x".repeat(43))).status).toBe(401);
    for (const body of [
      {},
      [],
      { locator: 1, proofHash, opening: "" },
      { locator: "../../..", proofHash, opening: "" },
      { locator, proofHash: "x", opening: "" },
      { locator, proofHash, opening: "x".repeat(2000) },
      { locator: { length: 22 }, proofHash, opening: "" },
    ])
      expect((await offer(owner, body)).status, JSON.stringify(body)).toBe(400);
  });

  it("[PA7] strangers find nothing, whatever they send", async () => {
    await offer(owner);
    for (const token of ["", "y".repeat(43), proof]) {
      expect((await getNotes(ask(token), locator, runtime)).status).toBe(404);
      expect((await postNote(ask(token, { note: "x" }), locator, runtime)).status).toBe(404);
      expect((await postGrant(ask(token, {}), locator, runtime)).status).toBe(404);
      expect((await deletePairing(ask(token), locator, runtime)).status).toBe(404);
    }
    expect((await joinPairing(ask("", { proof: 5 }), locator, runtime)).status).toBe(400);
    expect((await joinPairing(ask("", { proof }), "__proto__", runtime)).status).toBe(400);
    expect(runtime.pairings.get(locator)).not.toBeNull();
  });

  it("[PA5] lets a device into the group when the other one says so, once; it can be taken out again", async () => {
    const joined = await joinPairing(ask("", { proof }), locator, runtime);
    const ticket = await textOf(joined, "ticket");
    expect(ticket).toHaveLength(43);
    expect((await postGrant(ask(ticket, { deviceName: "Phone" }), locator, runtime)).status).toBe(404);
    expect((await list(ticket)).status).toBe(401);
    expect((await postNote(ask(ticket, { note: "hello" }), locator, runtime)).status).toBe(200);
    expect((await postNote(ask(ticket, { note: "x".repeat(60_000) }), locator, runtime)).status).toBe(400);
    expect(await (await getNotes(ask(owner), locator, runtime)).json()).toEqual({
      notes: ["hello"],
      isOver: false,
    });
    expect((await getNotes(ask(owner, undefined, "?from=-1"), locator, runtime)).status).toBe(400);
    const granted = await postGrant(ask(owner, { deviceName: "Phone" }), locator, runtime);
    const id = await textOf(granted, "id");
    expect((await postGrant(ask(owner, { deviceName: "Phone" }), locator, runtime)).status).toBe(404);
    const notes: { notes: string[] } = await (await getNotes(ask(ticket), locator, runtime)).json();
    const { token }: { token: string } = JSON.parse(notes.notes[0] ?? "{}");
    expect(await (await list(token)).json()).toMatchObject({ self: id, devices: [{}, { name: "Phone" }] });
    expect((await remove(token, "nobody")).status).toBe(404);
    expect((await remove(owner, id)).status).toBe(200);
    const refused = await list(token);
    expect([refused.status, await refused.json()]).toMatchObject([401, { error: { code: "taken-out" } }]);
  });

  it("[PA7] ends for both when one of them ends it", async () => {
    expect((await deletePairing(ask(owner), locator, runtime)).status).toBe(200);
    expect((await getNotes(ask(owner), locator, runtime)).status).toBe(404);
  });
});
