/**
 * What one capture may cost, at most. Every number can be set by the caller; none can be switched off.
 */
export interface CaptureLimits {
  /** The one deadline of a capture, from start to the last file, in milliseconds of a monotonic clock. */
  readonly deadlineMs: number;
  /** Largest single response, in bytes on the wire. */
  readonly responseBytes: number;
  /** All responses of one capture together, in bytes on the wire. */
  readonly totalBytes: number;
  /** All that the answers of one capture unpack to, in bytes. */
  readonly decodedBytes: number;
  /** Requests and connections of one capture. */
  readonly requests: number;
  /** A connection on which nothing moves for this long is cut. */
  readonly idleMs: number;
  /** Memory of the browser and all its processes (private, not shared), in bytes. */
  readonly memoryBytes: number;
}

const MB = 1024 * 1024;

export const defaultLimits: CaptureLimits = {
  deadlineMs: 45_000,
  responseBytes: 25 * MB,
  totalBytes: 60 * MB,
  decodedBytes: 180 * MB,
  requests: 300,
  idleMs: 10_000,
  memoryBytes: 1536 * MB,
};

/** The window a page is laid out in, in CSS pixels at one device pixel each. */
export const VIEWPORT = { width: 1280, height: 800 } as const;
/** Pictures of whole pages end here, and are taken in tiles of this height; both in CSS pixels. */
export const MAX_WHOLE_HEIGHT = 40_000;
export const TILE_HEIGHT = 8_000;
/** The phone a page can be shown on: a common size of screen. */
export const PHONE = { width: 390, height: 844, scale: 2 } as const;
