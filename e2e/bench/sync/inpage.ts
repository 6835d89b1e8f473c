/**
 * What runs in two pages beside the app: a plain data channel that carries as many bytes as it can, and stock y-webrtc
 * with the same links in one document, as its README has it.
 */
import { WebrtcProvider } from "y-webrtc";
import { Doc } from "yjs";

const PIECE = 64 * 1024;
const HIGH = 1024 * 1024;

let connection: RTCPeerConnection | null = null;
let channel: RTCDataChannel | null = null;
let received = 0;

const gathered = (pc: RTCPeerConnection): Promise<void> =>
  new Promise((resolve) => {
    if (pc.iceGatheringState === "complete") return resolve();
    pc.addEventListener("icegatheringstatechange", () => {
      if (pc.iceGatheringState === "complete") resolve();
    });
  });

/** Begins a connection (without an offer) or answers one. Resolves to the description for the other page. */
export async function describe(offer: string | null): Promise<string> {
  connection = new RTCPeerConnection({ iceServers: [] });
  channel = connection.createDataChannel("raw", { negotiated: true, id: 1 });
  channel.binaryType = "arraybuffer";
  channel.bufferedAmountLowThreshold = HIGH / 4;
  channel.addEventListener("message", ({ data }: MessageEvent<ArrayBuffer>) => {
    received += data.byteLength;
    if (received >= wanted) channel?.send("all");
  });
  if (offer !== null) await connection.setRemoteDescription(JSON.parse(offer));
  await connection.setLocalDescription();
  await gathered(connection);
  return JSON.stringify(connection.localDescription);
}

export const accept = async (answer: string): Promise<void> =>
  connection?.setRemoteDescription(JSON.parse(answer));

let wanted = Infinity;
export function expectBytes(bytes: number): void {
  received = 0;
  wanted = bytes;
}

/** Sends so many bytes with back-pressure. Resolves to the milliseconds until the other side had them all. */
export async function pour(bytes: number): Promise<number> {
  const open = channel;
  if (!open) throw new Error("no channel");
  if (open.readyState !== "open")
    await new Promise((resolve) => open.addEventListener("open", resolve, { once: true }));
  const done = new Promise((resolve) =>
    open.addEventListener("message", ({ data }) => data === "all" && resolve(null)),
  );
  const began = performance.now();
  for (let left = bytes; left > 0; left -= PIECE) {
    if (open.bufferedAmount > HIGH)
      await new Promise((resolve) => open.addEventListener("bufferedamountlow", resolve, { once: true }));
    open.send(new Uint8Array(Math.min(PIECE, left)));
  }
  await done;
  return performance.now() - began;
}

export const hangUp = (): void => connection?.close();

let doc: Doc | null = null;
let provider: WebrtcProvider | null = null;

/** Joins a room of stock y-webrtc, with links or without. */
export function joinStock(room: string, signaling: string, links: readonly object[]): number {
  doc = new Doc();
  const map = doc.getMap("links");
  doc.transact(() => links.forEach((link, n) => map.set(`link-${n}`, link)));
  provider = new WebrtcProvider(room, doc, {
    signaling: [signaling],
    password: "bench",
    filterBcConns: false,
    peerOpts: { config: { iceServers: [] } },
  });
  return doc.getMap("links").size;
}

/** Resolves to the milliseconds until all links are there, or `null` when they are not within `limit`. */
export async function untilStock(links: number, limit: number): Promise<number | null> {
  const began = performance.now();
  while (performance.now() - began < limit) {
    if (doc?.getMap("links").size === links) return performance.now() - began;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return null;
}

export function leaveStock(): void {
  provider?.disconnect();
  provider?.destroy();
  doc?.destroy();
}
