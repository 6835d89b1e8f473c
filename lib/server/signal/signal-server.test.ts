import { createServer, type Server } from "node:http";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { WebSocket, type RawData } from "ws";
import { defaultSignalLimits, type SignalLimits } from "./limits";
import { parseSignal } from "./messages";
import { createSignalServer, type SignalServer } from "./signal-server";
import hostile from "./hostile.cases.json" with { type: "json" };

interface World {
  readonly signal: SignalServer;
  readonly url: string;
  readonly port: number;
}
const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

async function open(limits: Partial<SignalLimits> = {}): Promise<World> {
  const signal = createSignalServer({ ...defaultSignalLimits, ...limits });
  const server: Server = createServer();
  server.on("upgrade", (request, socket, head) => {
    // `/api/signal?group=x` is a device of another library.
    const group = new URL(request.url ?? "", "http://x").searchParams.get("group") ?? "group";
    signal.accept(request, { socket, head }, { device: "device", group });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  cleanups.push(() => {
    signal.close();
    server.close();
    server.closeAllConnections();
  });
  return { signal, port, url: `ws://127.0.0.1:${port}/api/signal` };
}

async function dial({ url }: World): Promise<WebSocket> {
  const socket = new WebSocket(url, { perMessageDeflate: true });
  cleanups.push(() => socket.terminate());
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  return socket;
}
const closeCode = (socket: WebSocket): Promise<number> =>
  new Promise((resolve) => {
    socket.on("error", () => undefined);
    socket.once("close", resolve);
  });
const textOf = (data: RawData): string => (Buffer.isBuffer(data) ? data.toString() : "");
const next = (socket: WebSocket): Promise<Record<string, unknown>> =>
  new Promise((resolve) => socket.once("message", (data) => resolve(JSON.parse(textOf(data)))));
const send = (socket: WebSocket, message: unknown): void => socket.send(JSON.stringify(message));
/** Resolves when the server has read everything sent before. */
const settled = async (socket: WebSocket): Promise<void> => {
  const pong = next(socket);
  send(socket, { type: "ping" });
  expect(await pong).toEqual({ type: "pong" });
};
const until = async (condition: () => boolean): Promise<void> => {
  for (let i = 0; i < 600 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(condition()).toBe(true);
};
/** An upgraded connection on which raw bytes can be sent; resolves with the close code the server answers. */
const rawCloseCode = (port: number, frame: Buffer): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let received = Buffer.alloc(0);
    let isOpen = false;
    socket.on("error", reject);
    socket.on("data", (data) => {
      received = Buffer.concat([received, data]);
      const end = received.indexOf("\r\n\r\n");
      if (!isOpen && end >= 0) {
        isOpen = true;
        received = received.subarray(end + 4);
        socket.write(frame);
      }
      if (isOpen && received.length >= 4 && received[0] === 0x88) {
        resolve(received.readUInt16BE(2));
        socket.destroy();
      }
    });
    socket.write(
      "GET /api/signal HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    );
  });

describe("signalling", () => {
  it("[Y1] relays a publication to everyone on the topic, the sender too, with their number", async () => {
    const world = await open();
    const [a, b, c] = [await dial(world), await dial(world), await dial(world)];
    for (const socket of [a, b]) send(socket, { type: "subscribe", topics: ["room"] });
    send(c, { type: "subscribe", topics: ["elsewhere"] });
    for (const socket of [a, b, c]) await settled(socket);
    const received = [next(a), next(b)];
    let strays = 0;
    c.on("message", () => (strays += 1));
    send(a, {
      type: "publish",
      topic: "room",
      data: { type: "announce", from: "me" },
      clients: 99,
      extra: 1,
    });
    const expected = { type: "publish", topic: "room", data: { type: "announce", from: "me" }, clients: 2 };
    expect(await Promise.all(received)).toEqual([expected, expected]);
    expect(strays).toBe(0);
  });

  it("[Y1] forgets a topic when its last listener leaves or goes away", async () => {
    const world = await open();
    const [a, b] = [await dial(world), await dial(world)];
    for (const socket of [a, b]) {
      send(socket, { type: "subscribe", topics: ["one", "two"] });
      await settled(socket);
    }
    send(a, { type: "unsubscribe", topics: ["one", "never"] });
    await settled(a);
    b.close();
    await until(() => world.signal.hub.connections === 1 && world.signal.hub.topics === 1);
  });

  it("[Y2] SIG-026: who has not joined a topic reaches nobody there and learns nothing of it", async () => {
    const world = await open();
    const [victim, stranger] = [await dial(world), await dial(world)];
    send(victim, { type: "subscribe", topics: ["room"] });
    await settled(victim);
    let heard = 0;
    victim.on("message", () => (heard += 1));
    let answers = 0;
    stranger.on("message", (data) => (answers += textOf(data).includes("publish") ? 1 : 0));
    send(stranger, { type: "publish", topic: "room", data: { type: "announce", from: "x" } });
    await settled(stranger);
    expect([heard, answers]).toEqual([0, 0]);
  });

  for (const { id, input, frames, code } of hostile)
    it(`[Y3] ${id}: ${input}`, async () => {
      const world = await open();
      const bystander = await dial(world);
      const socket = await dial(world);
      const closed = closeCode(socket);
      for (const frame of frames) socket.send(frame);
      if (code === null) await settled(socket);
      else expect(await closed).toBe(code);
      await settled(bystander);
    });

  it("[PA6] topics of another group are out of reach, also under the same name", async () => {
    const world = await open();
    const [owner, stranger] = [await dial(world), await dial({ ...world, url: `${world.url}?group=other` })];
    for (const socket of [owner, stranger]) {
      send(socket, { type: "subscribe", topics: ["room"] });
      await settled(socket);
    }
    expect(world.signal.hub.topics).toBe(2);
    const heard = next(stranger);
    send(owner, { type: "publish", topic: "room", data: { type: "announce", from: "owner" } });
    send(stranger, { type: "publish", topic: "room", data: { type: "announce", from: "me" } });
    expect(await heard).toMatchObject({ data: { from: "me" }, clients: 1 });
  });

  it("[PA6] a device that was taken out is hung up on", async () => {
    const world = await open();
    const closed = closeCode(await dial(world));
    world.signal.hub.end("device");
    expect(await closed).toBe(1008);
  });

  it("[Y3] SIG-003, SIG-004: reserved bits and unmasked frames end their connection with 1002", async () => {
    const { port } = await open();
    expect(await rawCloseCode(port, Buffer.from([0xb1, 0x80, 1, 2, 3, 4]))).toBe(1002);
    expect(await rawCloseCode(port, Buffer.from([0x81, 0x01, 0x78]))).toBe(1002);
  });

  it("[Y3] SIG-017: binary frames end their connection with 1003", async () => {
    const socket = await dial(await open());
    const closed = closeCode(socket);
    socket.send(Buffer.from("{}"), { binary: true });
    expect(await closed).toBe(1003);
  });

  it("[Y4] SIG-006: a message above 64 KiB is cut off with 1009 before it is whole", async () => {
    const socket = await dial(await open());
    const closed = closeCode(socket);
    send(socket, { type: "publish", topic: "room", data: "x".repeat(5_000_000) });
    expect(await closed).toBe(1009);
  });

  it("[Y4] SIG-007: one connection has at most 32 topics", async () => {
    const world = await open();
    const socket = await dial(world);
    const closed = closeCode(socket);
    send(socket, { type: "subscribe", topics: Array.from({ length: 2000 }, (_, i) => `t${i}`) });
    expect(await closed).toBe(1008);
    await until(() => world.signal.hub.topics === 0);
  });

  it("[Y4] SIG-015: at most 20 sockets a device and 200 in all", async () => {
    const world = await open({ socketsPerDevice: 2 });
    expect(world.signal.hub.hasRoomFor("device")).toBe(true);
    await dial(world);
    await dial(world);
    expect(world.signal.hub.hasRoomFor("device")).toBe(false);
    expect(world.signal.hub.hasRoomFor("another")).toBe(true);
    expect([defaultSignalLimits.socketsPerDevice, defaultSignalLimits.sockets]).toEqual([20, 200]);
  });

  it("[Y4] SIG-018: compression is never agreed on", async () => {
    expect((await dial(await open())).extensions).toBe("");
  });

  it("[Y4] SIG-019: a message in thousands of fragments ends its connection", async () => {
    const socket = await dial(await open());
    const closed = closeCode(socket);
    for (let i = 0; i < 5_000; i++) socket.send("x", { fin: false });
    expect([1008, 1009]).toContain(await closed);
  });

  it("[Y4] SIG-020: floods of messages and of pings are cut off, the others are served on", async () => {
    const world = await open();
    const bystander = await dial(world);
    for (const flood of [(s: WebSocket) => s.ping(), (s: WebSocket) => send(s, { type: "ping" })]) {
      const socket = await dial(world);
      const closed = closeCode(socket);
      for (let i = 0; i < 1_000 && socket.readyState === WebSocket.OPEN; i++) flood(socket);
      // 1006 where the flood was still under way when the connection closed.
      expect([1006, 1008]).toContain(await closed);
    }
    await settled(bystander);
  });

  it("[Y5] SIG-021, SIG-032: who answers no heartbeat is cut off after two", async () => {
    const world = await open({ heartbeat: 20 });
    const silent = new WebSocket(world.url, { autoPong: false });
    const closed = closeCode(silent);
    const alive = await dial(world);
    expect(await closed).toBe(1006);
    await settled(alive);
  });

  it("[Y5] SIG-022: a reader that does not read is dropped, and the sender is not held up", async () => {
    const world = await open({ burst: 10_000, burstBytes: 1e9, backlog: 256 * 1024 });
    const [writer, slow] = [await dial(world), await dial(world)];
    for (const socket of [writer, slow]) {
      send(socket, { type: "subscribe", topics: ["room"] });
      await settled(socket);
    }
    slow.pause();
    const data = "x".repeat(60_000);
    for (let i = 0; i < 400 && world.signal.hub.connections === 2; i++) {
      send(writer, { type: "publish", topic: "room", data });
      if (i % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await until(() => world.signal.hub.connections === 1);
    expect(writer.readyState).toBe(WebSocket.OPEN);
  });

  it("[Y6] picks the plain protocol when it is offered, so that the token is not repeated", async () => {
    const { url } = await open();
    for (const [offered, picked] of [
      [["linksnap.abc", "linksnap"], "linksnap"],
      [["linksnap.abc"], "linksnap.abc"],
    ] as const) {
      const socket = new WebSocket(url, [...offered]);
      cleanups.push(() => socket.terminate());
      await new Promise((resolve) => socket.once("open", resolve));
      expect(socket.protocol).toBe(picked);
    }
  });

  it("[Y7] when the server stops, every connection ends with 1001", async () => {
    const world = await open();
    const closed = closeCode(await dial(world));
    world.signal.close();
    expect(await closed).toBe(1001);
  });
});

describe("parseSignal", () => {
  it("[Y3] never throws and gives back nothing but what it understands", () => {
    expect(parseSignal('{"type":"subscribe","topics":["a"],"evil":1}')).toEqual({
      type: "subscribe",
      topics: ["a"],
    });
    expect(parseSignal('{"type":"__proto__"}')).toEqual({ type: "ignored" });
    expect(parseSignal(`{"type":"subscribe","topics":["${"x".repeat(201)}"]}`)).toBe("malformed");
    expect(parseSignal('{"type":"publish","topic":"a"}')).toBe("malformed");
    expect(parseSignal("")).toBe("not-json");
  });
});
