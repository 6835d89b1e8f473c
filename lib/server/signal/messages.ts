/**
 * The messages of y-webrtc's signalling protocol: JSON text frames `subscribe`, `unsubscribe`, `publish` and `ping`.
 * What is read here is rebuilt field by field; unknown types are ignored, as the protocol may grow.
 */
export type SignalMessage =
  | { readonly type: "subscribe" | "unsubscribe"; readonly topics: readonly string[] }
  | { readonly type: "publish"; readonly topic: string; readonly data: unknown }
  | { readonly type: "ping" }
  | { readonly type: "ignored" };

/** Why a frame ends its connection: it is no JSON (1003), or breaks the protocol (1008). */
export type SignalFault = "not-json" | "malformed";

const MAX_TOPIC = 200;

const isTopic = (value: unknown): value is string =>
  typeof value === "string" && value.length > 0 && value.length <= MAX_TOPIC;

/** Parses one text frame. Never throws. */
export function parseSignal(frame: string): SignalMessage | SignalFault {
  let value: unknown;
  try {
    value = JSON.parse(frame);
  } catch {
    return "not-json";
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "malformed";
  const fields = new Map<string, unknown>(Object.entries(value));
  const type = fields.get("type");
  if (type === "ping") return { type };
  if (type === "subscribe" || type === "unsubscribe") return withTopics(type, fields.get("topics"));
  if (type === "publish") return published(fields.get("topic"), fields.get("data"));
  return { type: "ignored" };
}

function withTopics(type: "subscribe" | "unsubscribe", topics: unknown): SignalMessage | SignalFault {
  return Array.isArray(topics) && topics.every(isTopic) ? { type, topics } : "malformed";
}

function published(topic: unknown, data: unknown): SignalMessage | SignalFault {
  const isData = typeof data === "string" || (typeof data === "object" && data !== null);
  return isTopic(topic) && isData ? { type: "publish", topic, data } : "malformed";
}
