/**
 * The connection y-webrtc is given in place of the browser's own. It opens the library's two channels with fixed numbers
 * on both sides before anything is offered, and lets nothing but short words of presence through y-webrtc's channel: no
 * document ever travels there, so neither its limit of a message nor its echo nor its "synced" matter.
 */
import type { LaneName } from "./messages";
import { yieldingTo } from "./yield-to-offer";

/** y-webrtc's own channel is 0. */
const CHANNELS: Readonly<Record<LaneName, number>> = { sync: 100, blobs: 101 };
const SYNC_MESSAGE = 0;
const LONGEST_PRESENCE = 16 * 1024;

export interface LinkEvents {
  /** Called from the constructor: channels can be handed to a worker only then. */
  made(connection: RTCPeerConnection, channels: Readonly<Record<LaneName, RTCDataChannel>>): void;
  connected(connection: RTCPeerConnection): void;
  /** Closed from either side. */
  gone(connection: RTCPeerConnection): void;
}

/** A class to be constructed by simple-peer. */
export function linkConnection(events: LinkEvents): typeof RTCPeerConnection {
  return class LinkConnection extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      const open = (name: LaneName): RTCDataChannel =>
        super.createDataChannel(name, { negotiated: true, id: CHANNELS[name], ordered: true });
      const negotiation = yieldingTo({
        createOffer: (options) => super.createOffer(options),
        setLocalDescription: (description) => super.setLocalDescription(description),
        setRemoteDescription: (description) => super.setRemoteDescription(description),
        addIceCandidate: (candidate) => super.addIceCandidate(candidate),
      });
      Object.assign(this, negotiation);
      events.made(this, { sync: open("sync"), blobs: open("blobs") });
      this.addEventListener("connectionstatechange", () => {
        if (this.connectionState === "connected") events.connected(this);
        if (this.connectionState === "failed" || this.connectionState === "closed") events.gone(this);
      });
    }

    override createDataChannel(label: string, options?: RTCDataChannelInit): RTCDataChannel {
      return presenceOnly(super.createDataChannel(label, options));
    }

    /** The browser tells nobody of a connection closed from this side. */
    override close(): void {
      super.close();
      events.gone(this);
    }
  };
}

/** Messages of documents are neither sent nor taken, nor is anything long. */
function presenceOnly(channel: RTCDataChannel): RTCDataChannel {
  channel.addEventListener("message", (event: MessageEvent<unknown>) => {
    if (!isPresence(event.data)) event.stopImmediatePropagation();
  });
  const send = channel.send.bind(channel);
  const guarded = (data: Uint8Array<ArrayBuffer>): void => {
    if (isPresence(data)) send(data);
  };
  Object.defineProperty(channel, "send", { value: guarded });
  return channel;
}

function isPresence(data: unknown): boolean {
  const bytes = data instanceof ArrayBuffer ? new Uint8Array(data) : data;
  return bytes instanceof Uint8Array && bytes.length <= LONGEST_PRESENCE && bytes[0] !== SYNC_MESSAGE;
}

/** The certificate a description names, or "". */
export const certificateIn = (description: RTCSessionDescription | null): string =>
  /^a=fingerprint:(\S+ \S+)\s*$/m.exec(description?.sdp ?? "")?.[1]?.toUpperCase() ?? "";
