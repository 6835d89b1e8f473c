/** What one device, one socket and all of them together may ask of the signalling server. */
export interface SignalLimits {
  /** Bytes of one message. */
  readonly payload: number;
  readonly topicsPerSocket: number;
  readonly socketsPerDevice: number;
  readonly sockets: number;
  /** Frames a socket may send at once, and per second in the long run. */
  readonly burst: number;
  readonly perSecond: number;
  /** Bytes a socket may send at once, and per second in the long run. */
  readonly burstBytes: number;
  readonly bytesPerSecond: number;
  /** Bytes that may wait for a slow reader. */
  readonly backlog: number;
  /** Between two heartbeats, in milliseconds; two unanswered ones end a connection. */
  readonly heartbeat: number;
}

export const defaultSignalLimits: SignalLimits = {
  payload: 64 * 1024,
  topicsPerSocket: 32,
  socketsPerDevice: 20,
  sockets: 200,
  burst: 400,
  perSecond: 60,
  burstBytes: 4 * 1024 * 1024,
  bytesPerSecond: 512 * 1024,
  backlog: 1024 * 1024,
  heartbeat: 25_000,
};
