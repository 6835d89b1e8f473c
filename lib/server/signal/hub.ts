/**
 * The people in the room: every open signalling socket with its topics, its limits and its heartbeat. No input can end
 * more than the connection it came on, and no reader can hold back what others send.
 */
import type { RawData, WebSocket } from "ws";
import { TokenBucket } from "../rate-limit";
import type { SignalLimits } from "./limits";
import { parseSignal, type SignalMessage } from "./messages";
import { Topics } from "./topics";

/** A known device, and the devices it shares a library with. */
export interface Caller {
  readonly device: string;
  readonly group: string;
}

interface Member extends Caller {
  readonly socket: WebSocket;
  readonly frames: TokenBucket;
  readonly bytes: TokenBucket;
  missedBeats: number;
}

/** Topics of one group are nobody else's, whatever their names. */
const ownTopic = ({ group }: Member, topic: string): string => `${group} ${topic}`;

const GOING_AWAY = 1001;
const UNSUPPORTED = 1003;
const POLICY = 1008;
const TOO_MANY = "too many messages";

/** ws gives text frames as one Buffer; its other forms belong to settings that are not used here. */
const bufferOf = (data: RawData): Buffer =>
  Array.isArray(data) ? Buffer.concat(data) : Buffer.isBuffer(data) ? data : Buffer.from(data);

export class SignalHub {
  readonly #members = new Set<Member>();
  readonly #topics: Topics<Member>;

  constructor(private readonly limits: SignalLimits) {
    this.#topics = new Topics(limits.topicsPerSocket);
  }

  get connections(): number {
    return this.#members.size;
  }

  get topics(): number {
    return this.#topics.size;
  }

  /** Whether one more socket of this device fits. */
  hasRoomFor(device: string): boolean {
    const own = [...this.#members].filter((member) => member.device === device).length;
    return this.#members.size < this.limits.sockets && own < this.limits.socketsPerDevice;
  }

  /** Hangs up on a device that is not known any more. */
  end(device: string): void {
    for (const member of this.#members)
      if (member.device === device) member.socket.close(POLICY, "this device was taken out");
  }

  /** Takes in an open socket of a known device. */
  admit(socket: WebSocket, { device, group }: Caller): void {
    const member: Member = {
      socket,
      device,
      group,
      frames: new TokenBucket(this.limits.burst, this.limits.perSecond),
      bytes: new TokenBucket(this.limits.burstBytes, this.limits.bytesPerSecond),
      missedBeats: 0,
    };
    this.#members.add(member);
    const control = () => {
      if (!member.frames.take()) socket.close(POLICY, TOO_MANY);
    };
    socket.on("message", (data, isBinary) => this.#receive(member, data, isBinary));
    socket.on("ping", control);
    socket.on("pong", () => {
      member.missedBeats = 0;
      control();
    });
    // ws closes with the fitting code by itself; without a listener the error would end the process.
    socket.on("error", () => undefined);
    socket.on("close", () => {
      this.#members.delete(member);
      this.#topics.leaveAll(member);
    });
  }

  /** Asks everyone for a sign of life and ends those that gave none to the last two. */
  beat(): void {
    for (const member of this.#members) {
      member.missedBeats += 1;
      if (member.missedBeats > 2) member.socket.terminate();
      else if (member.socket.readyState === member.socket.OPEN) member.socket.ping();
    }
  }

  /** Says goodbye to all, and hangs up on those that do not answer. */
  close(): void {
    for (const { socket } of this.#members) {
      socket.close(GOING_AWAY, "the server stops");
      setTimeout(() => socket.terminate(), 500).unref();
    }
  }

  #receive(member: Member, data: RawData, isBinary: boolean): void {
    const { socket } = member;
    if (isBinary) return socket.close(UNSUPPORTED, "text frames only");
    const frame = bufferOf(data);
    if (!member.frames.take() || !member.bytes.take(frame.byteLength)) return socket.close(POLICY, TOO_MANY);
    const message = parseSignal(frame.toString("utf8"));
    if (message === "not-json") return socket.close(UNSUPPORTED, "not JSON");
    if (message === "malformed") return socket.close(POLICY, "malformed message");
    this.#act(member, message);
  }

  #act(member: Member, message: SignalMessage): void {
    switch (message.type) {
      case "ping":
        return this.#send(member, '{"type":"pong"}');
      case "unsubscribe":
        return message.topics.forEach((topic) => this.#topics.leave(member, ownTopic(member, topic)));
      case "subscribe":
        if (!message.topics.every((topic) => this.#topics.join(member, ownTopic(member, topic))))
          member.socket.close(POLICY, "too many topics");
        return;
      case "publish":
        return this.#publish(member, message);
      case "ignored":
        return;
    }
  }

  /** Relays to all on the topic, the sender too, as the protocol has it; a stranger to the topic reaches no one. */
  #publish(member: Member, { topic, data }: Extract<SignalMessage, { type: "publish" }>): void {
    const listeners = this.#topics.listenersFor(member, ownTopic(member, topic));
    const text = JSON.stringify({ type: "publish", topic, data, clients: listeners.length });
    for (const listener of listeners) this.#send(listener, text);
  }

  #send({ socket }: Member, text: string): void {
    if (socket.readyState !== socket.OPEN) return;
    // A reader this far behind will not catch up; it reconnects and announces itself anew.
    if (socket.bufferedAmount > this.limits.backlog) socket.terminate();
    else socket.send(text);
  }
}
