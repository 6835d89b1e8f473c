import { createServer, type Server } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { WebSocket, type RawData } from "ws";
import { createSignalServer, type SignalServer } from "./signal-server";

/** Which stock y-webrtc's server dies of, or serves to others' harm; each on a connection of its own. */
const probes: Readonly<Record<string, (socket: WebSocket) => void>> = {
  "SIG-001": (socket) => socket.send("x"),
  "SIG-002": (socket) => socket.send('{"type":"subscribe","topics":5}'),
  "SIG-006": (socket) => socket.send(JSON.stringify({ type: "publish", topic: "a", data: "x".repeat(5e6) })),
  "SIG-007": (socket) => {
    const topics = Array.from({ length: 5000 }, (_, n) => `topic-${n}`);
    socket.send(JSON.stringify({ type: "subscribe", topics }));
  },
  "SIG-009": (socket) =>
    socket.send('{"type":"publish","topic":"owner","data":{"type":"announce","from":"x"}}'),
  "SIG-017": (socket) => socket.send(Buffer.from([1, 2, 3]), { binary: true }),
  "SIG-019": (socket) => {
    for (let n = 0; n < 4000 && socket.readyState === WebSocket.OPEN; n++) socket.send("x", { fin: false });
  },
  "SIG-020": (socket) => {
    for (let n = 0; n < 1000; n++) socket.ping();
  },
  "SIG-022": (socket) => {
    socket.send('{"type":"subscribe","topics":["flood"]}');
    socket.pause();
    for (let n = 0; n < 60; n++)
      socket.send(JSON.stringify({ type: "publish", topic: "flood", data: "x".repeat(50_000) }));
  },
  "SIG-024": (socket) => {
    for (const type of ["__proto__", "constructor", "toString"])
      socket.send(JSON.stringify({ type, topics: ["owner"] }));
  },
  "SIG-025": (socket) =>
    socket.send('{"type":"publish","topic":"owner","clients":-1,"from":"owner","data":"x"}'),
};
/** Bytes that are no WebSocket, or no whole one. */
const rawProbes: Readonly<Record<string, Buffer>> = {
  "SIG-003": Buffer.from([0xb1, 0x80, 1, 2, 3, 4]),
  "SIG-004": Buffer.from([0x81, 0x01, 0x78]),
  "SIG-005": Buffer.from([0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
};
const UPGRADE =
  "GET /api/signal HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
  "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

let signal: SignalServer;
let server: Server;
let port = 0;
beforeAll(async () => {
  signal = createSignalServer();
  server = createServer();
  let asked = 0;
  // Each connection is another device's: the limits of one device are not what is proven here.
  server.on("upgrade", (request, socket, head) =>
    signal.accept(request, { socket, head }, { device: `device-${asked++}`, group: "group" }),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  port = typeof address === "object" && address !== null ? address.port : 0;
});
afterAll(() => {
  signal.close();
  server.close();
  server.closeAllConnections();
});

async function dial(): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/signal`);
  socket.on("error", () => undefined);
  await new Promise((resolve) => socket.once("open", resolve));
  return socket;
}

it("[Y3] fourteen probes that end the stock server leave this one up, and the owner's messages all arrive", async () => {
  const owner = await dial();
  const heard: unknown[] = [];
  owner.on("message", (data: RawData) => {
    const message: unknown = JSON.parse(Buffer.isBuffer(data) ? data.toString() : "{}");
    heard.push(message);
  });
  owner.send('{"type":"subscribe","topics":["owner"]}');
  const attack = async (): Promise<void> => {
    for (const probe of Object.values(probes)) probe(await dial());
    for (const bytes of Object.values(rawProbes)) {
      const socket = connect(port, "127.0.0.1");
      socket.on("error", () => undefined);
      socket.write(UPGRADE);
      socket.write(bytes);
    }
  };
  const attacks = attack();
  const MESSAGES = 60;
  for (let n = 0; n < MESSAGES; n++) {
    const data = { type: "announce", from: "owner", sent: performance.now() };
    owner.send(JSON.stringify({ type: "publish", topic: "owner", data }));
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await attacks;
  for (let n = 0; n < 300 && heard.length < MESSAGES; n++)
    await new Promise((resolve) => setTimeout(resolve, 10));
  expect(heard).toHaveLength(MESSAGES);
  expect(heard.every((message) => JSON.stringify(message).includes('"from":"owner","sent"'))).toBe(true);
  expect(owner.readyState).toBe(WebSocket.OPEN);
  const late = await dial();
  expect(late.readyState).toBe(WebSocket.OPEN);
  for (const socket of [owner, late]) socket.terminate();
});
