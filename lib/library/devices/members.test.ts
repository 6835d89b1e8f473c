import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { connect } from "../testing/pairs";
import { first, save, snapshotAt, TestDevice } from "../testing/harness";
import type { Tab } from "../testing/harness";
import { until } from "../testing/until";
import type { PairingState } from "./door";

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly bearer: string;
  readonly body: Record<string, string>;
}

/** The server's pairings and tokens, in memory: what lib/server/http answers. */
class TestServer {
  readonly tokens = new Map([
    ["laptop", "name of laptop"],
    ["phone", "name of phone"],
  ]);
  readonly removed = new Set<string>();
  #notes = { offers: new Array<string>(), joins: new Array<string>() };
  #opening = "";
  #locator = "";
  #isOver = true;

  answer({ method, url, bearer, body }: Asked): [number, unknown] {
    const [path = "", query = ""] = url.split("?");
    const [, , area, id, what] = path.split("/");
    if (area === "devices") return this.#devices(method, bearer, id);
    if (id === undefined) return this.#offer(body);
    if (id !== this.#locator || this.#isOver) return [404, {}];
    return this.#atPairing({ method, url: query, bearer, body }, what);
  }

  #atPairing({ method, url: query, bearer, body }: Asked, what = ""): [number, unknown] {
    if (what === "join") return [200, { ticket: "ticket", opening: this.#opening }];
    if (what === "grant") return this.#grant();
    const [side, other] =
      bearer === "ticket" ? (["joins", "offers"] as const) : (["offers", "joins"] as const);
    if (method === "GET") return this.#read(side, Number(new URLSearchParams(query).get("from")));
    if (method === "DELETE") this.#isOver = true;
    else this.#notes[other].push(body["note"] ?? "");
    return [200, {}];
  }

  #read(side: "offers" | "joins", from: number): [number, unknown] {
    return [200, { notes: this.#notes[side].slice(from), isOver: this.#isOver }];
  }

  #offer({ locator = "", opening = "" }: Record<string, string>): [number, unknown] {
    this.#notes = { offers: [], joins: [] };
    [this.#locator, this.#opening, this.#isOver] = [locator, opening, false];
    return [201, { lasts: 60_000 }];
  }

  #grant(): [number, unknown] {
    this.tokens.set("paired", "name of paired");
    this.#notes.joins.push(JSON.stringify({ kind: "token", token: "paired" }));
    return [200, { id: "name of paired" }];
  }

  #devices(method: string, bearer: string, id?: string): [number, unknown] {
    if (this.removed.has(bearer)) return [401, { error: { code: "taken-out" } }];
    const self = this.tokens.get(bearer);
    if (self === undefined) return [401, { error: { code: "unauthorised" } }];
    if (method === "GET") return [200, { self }];
    const gone = [...this.tokens].find(([, name]) => name === decodeURIComponent(id ?? ""))?.[0];
    if (gone === undefined) return [404, {}];
    this.tokens.delete(gone);
    this.removed.add(gone);
    return [200, {}];
  }
}

let server = new TestServer();
const open: Tab[] = [];
beforeEach(() => {
  server = new TestServer();
  vi.stubGlobal("fetch", async (url: string, { method = "GET", headers = {}, body }: RequestInit = {}) => {
    await new Promise((resolve) => setTimeout(resolve, 2));
    const bearer = new Headers(headers).get("authorization")?.slice(7) ?? "";
    const given: Record<string, string> = typeof body === "string" ? JSON.parse(body) : {};
    const [status, answer] = server.answer({ method, url, bearer, body: given });
    return Response.json(answer, { status });
  });
});
afterEach(() => {
  open.splice(0).forEach((tab) => tab.close());
  vi.unstubAllGlobals();
});

const openTab = async (device: TestDevice, token: string): Promise<Tab> => {
  device.server.freeClaim = token;
  const tab = await device.open();
  open.push(tab);
  await until(() => tab.engine.captures.connection.token !== "" && tab.engine.devices.list.length > 0);
  return tab;
};
const shows = (tab: Tab, kind: PairingState["kind"]): Promise<PairingState | null> =>
  first(tab.library.pairing, (state) => state?.kind === kind);
const countOf = ({ engine }: Tab): number => engine.index.size;

/** Shows a code on one, types it on the other, and lets both compare. */
async function compare(laptop: Tab, phone: Tab): Promise<void> {
  await laptop.library.offerPairing();
  const offered = await shows(laptop, "offered");
  await phone.library.joinPairing(offered?.kind === "offered" ? offered.offer.url : "");
  const [a, b] = await Promise.all([shows(laptop, "compare"), shows(phone, "compare")]);
  expect(a?.kind === "compare" && b?.kind === "compare" && a.words).toEqual(b?.kind === "compare" && b.words);
  await Promise.all([laptop.library.confirmPairing(true), phone.library.confirmPairing(true)]);
}

/** A capture that is done but for its files, which come when the hold is opened. */
async function beginCapture(device: TestDevice, { library }: Tab) {
  const hold = { open: (): void => undefined };
  const opened = new Promise<void>((resolve) => (hold.open = resolve));
  const blob = device.server.blob.bind(device.server);
  device.server.blob = async (...args) => {
    await opened;
    return blob(...args);
  };
  const url = "https://example.org/under-way";
  const snapshot = await snapshotAt(device.server, "SSSSSSSSSSSSSS", "kept all the same");
  device.server.scripts.set(url, [{ type: "done", id: "c1", snapshot }]);
  const capturing = await save(library, url);
  await first(library.link(capturing), (view) => view?.row.state.kind === "fetching");
  return { capturing, hold };
}

describe("the devices of a library", () => {
  it("[PA11] CAP-062: links of both become one library; a device is named by another, and taken out, whatever is under way", async () => {
    const own = new TestDevice();
    const [laptop, phone] = [await openTab(own, "laptop"), await openTab(new TestDevice(), "phone")];
    await save(laptop.library, "https://example.org/both");
    await save(phone.library, "https://example.org/both");
    await save(phone.library, "https://example.org/of-the-phone");
    await compare(laptop, phone);
    await shows(phone, "choose");
    await expect(phone.library.chooseJoin("replace")).rejects.toThrow("backup");
    await phone.library.chooseJoin("merge");
    await Promise.all([shows(laptop, "done"), shows(phone, "receiving")]);
    expect(phone.engine.devices.keys.current?.room).toBe(laptop.engine.devices.keys.current?.room);
    expect(phone.engine.captures.connection.token).toBe("paired");
    await until(() => server.removed.has("phone"));

    connect(laptop, phone);
    await until(() => countOf(laptop) === 2 && countOf(phone) === 2);
    await shows(phone, "done");
    const id = phone.engine.devices.keys.identity.deviceId;
    await until(() => laptop.engine.devices.list.length === 2);
    await laptop.library.renameDevice(id, "Pocket");
    await until(() => phone.engine.settings.deviceName === "Pocket");
    await phone.library.set({ deviceName: "Purse" });
    // What else is chosen looks at the name, too, while it is being told.
    for (let turn = 0; turn < 40; turn++) {
      phone.engine.devices.groundChanged();
      await new Promise(setImmediate);
    }
    await until(() => laptop.engine.devices.list.some(({ name }) => name === "Purse"));
    expect(phone.engine.settings.deviceName).toBe("Purse");

    const { capturing, hold } = await beginCapture(own, laptop);
    await until(() => countOf(phone) === 3);
    const room = laptop.engine.devices.keys.current?.room;
    await laptop.library.removeDevice(id);
    await until(() => laptop.engine.devices.list.length === 1 && server.removed.has("paired"));
    expect(laptop.engine.devices.keys.current?.room).not.toBe(room);
    hold.open();
    const view = await first(laptop.library.link(capturing), (one) => one?.row.state.kind === "kept");
    expect(await laptop.library.artifactText(view!.snapshots[0]!.artifacts[0]!)).toContain(
      "kept all the same",
    );
    await save(laptop.library, "https://example.org/later");
    await until(() => phone.engine.devices.sync.kind === "off");
    expect(countOf(phone)).toBe(3);
    expect((await first(phone.library.link(capturing), (one) => one !== null))?.snapshots).toEqual([]);
    expect(phone.engine.devices.keys.current).toBeNull();
  });

  it("[PA11] a library gives way to the other one after a backup, in every tab and for good", async () => {
    const device = new TestDevice();
    const [laptop, phone] = [await openTab(new TestDevice(), "laptop"), await openTab(device, "phone")];
    const other = await openTab(device, "phone");
    await save(laptop.library, "https://example.org/of-the-laptop");
    await save(phone.library, "https://example.org/of-the-phone");
    await compare(laptop, phone);
    await shows(phone, "choose");
    await phone.library.makeBackup();
    await phone.library.chooseJoin("replace");
    await Promise.all([shows(laptop, "done"), shows(phone, "receiving")]);
    await until(() => countOf(phone) === 0 && countOf(other) === 0);
    connect(laptop, phone);
    await until(() => countOf(phone) === 1 && countOf(other) === 1);
    const later = await openTab(device, "phone");
    expect(countOf(later)).toBe(1);
    expect(later.engine.status.loss).toBeNull();
    await until(() => later.engine.devices.keys.current?.room === laptop.engine.devices.keys.current?.room);
  });

  it("[PA10] a pairing that is cancelled, or whose tab is closed, changes nothing on either side", async () => {
    const [laptop, phone] = [
      await openTab(new TestDevice(), "laptop"),
      await openTab(new TestDevice(), "phone"),
    ];
    await save(phone.library, "https://example.org/of-the-phone");
    await until(() => phone.engine.devices.keys.current !== null);
    const { room } = phone.engine.devices.keys.current ?? { room: "" };
    await laptop.library.offerPairing();
    const offered = await shows(laptop, "offered");
    await phone.library.joinPairing(offered?.kind === "offered" ? offered.offer.code : "");
    await shows(phone, "compare");
    await phone.library.cancelPairing();
    expect((await shows(laptop, "failed"))?.kind).toBe("failed");
    expect(phone.library.pairing.get()).toBeNull();
    expect(phone.engine.devices.keys.current?.room).toBe(room);
    expect([...server.tokens.keys()]).toEqual(["laptop", "phone"]);
  });
});
