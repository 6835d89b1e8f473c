/** Everything the steps of one capture share. */
import type { BrowserContext, Frame, Page } from "playwright";
import type { Resources } from "../archive/resources";
import type { ChildJob } from "../messages";
import type { MainDocument } from "../probe/main-document";
import type { Budget } from "./budget";
import type { InPage } from "./in-page";
import type { Outlet } from "./outlet";

export interface Scene {
  readonly job: Extract<ChildJob, { type: "capture" }>;
  readonly context: BrowserContext;
  readonly page: Page;
  /** Closes the page and opens an empty one in the same room, with nothing of the first about it. */
  readonly anotherPage: () => Promise<Page>;
  readonly inPage: InPage;
  readonly resources: Resources;
  readonly outlet: Outlet;
  readonly budget: Budget;
  readonly trail: Trail;
  readonly document: MainDocument;
}

/** What the main document went through. Written by the listeners of the open step, read by the others. */
export interface Trail {
  /** Requests for the main document, redirects included. */
  navigations: number;
  /** Their addresses, in order, up to a bound. */
  readonly passed: string[];
  /** The last address asked for as the main document. */
  requested: string;
  /** The last answer to it. */
  status: number;
  headers: Readonly<Record<string, string>>;
  /** What was found out about the page's own bytes, where they could be looked at. */
  read: { readonly mediaType: string; readonly charset: string; readonly bytes: number } | null;
  /** The document ended before its end. */
  isCut: boolean;
  /** The page asked for more than it may: some of it was turned away here. */
  isBounded: boolean;
  /** Frames whose document the door refused over http. */
  readonly refused: Set<Frame>;
  /** Rejects when the page can no longer be captured at all. */
  readonly ruin: Promise<never>;
}
