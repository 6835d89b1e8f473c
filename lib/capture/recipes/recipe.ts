/** A recipe makes one artifact from the page as it stands. */
import type { CaptureStep } from "../../domain/capture";
import type { Scene } from "../child/scene";
import type { Reading } from "../steps/read";

/** Why an artifact could not be made, in plain English words; not a fault of the capture. */
export class NotMade extends Error {}

export type Made = Uint8Array | readonly Uint8Array[] | null;

export interface Recipe<M extends Made = Made> {
  readonly step: Exclude<CaptureStep, "load">;
  /** Longest time it may take, in milliseconds. */
  readonly boxMs: number;
  /**
   * The bytes; several files that continue each other; or `null` for an artifact that this page does not have (a page
   * without an icon lacks nothing). Rejects with `NotMade` for one it should have.
   */
  readonly make: (scene: Scene, reading: Reading) => Promise<M>;
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
