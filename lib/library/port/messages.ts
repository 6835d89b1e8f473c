/** What the page and its library worker say to each other: calls with an answer, and subscriptions that push. */
import type { LinkId } from "../../domain/ids";
import type { Library, ListSpec, SearchHit, Trouble } from "../library";
import type { Topic } from "../engine/watchers";
import type { CallName } from "./call-names";

/** Methods of the library that a worker answers, plus what only the page can tell it. */
export interface Calls extends Pick<Library, CallName> {
  /** All ids of an open list. */
  listIds(subscription: number): Promise<readonly LinkId[]>;
  /** Where a link of an open list was found. */
  listHit(subscription: number, id: LinkId): Promise<SearchHit | null>;
  /** The browser is online again or the page is looked at. */
  wake(): Promise<void>;
  /** The browser was asked to keep the data. */
  persistAsked(): Promise<void>;
}

export type Request =
  | {
      readonly kind: "call";
      readonly n: number;
      readonly method: keyof Calls;
      readonly args: readonly unknown[];
    }
  | { readonly kind: "watch"; readonly n: number; readonly topic: Topic }
  | { readonly kind: "watch-link"; readonly n: number; readonly id: LinkId }
  | { readonly kind: "open-list"; readonly n: number; readonly spec: ListSpec }
  | { readonly kind: "look"; readonly n: number; readonly windows: readonly number[] }
  | { readonly kind: "close"; readonly n: number };

/** Comes with a port: the page can make connections to other devices. */
export interface StandBy {
  readonly kind: "air";
}

export type Reply =
  | { readonly kind: "done"; readonly n: number; readonly value: unknown }
  /** `trouble` is set when an edit could not be stored; without it, `message` is a bug's. */
  | {
      readonly kind: "failed";
      readonly n: number;
      readonly message: string;
      readonly trouble: Trouble | null;
    }
  | { readonly kind: "push"; readonly n: number; readonly value: unknown };

/** The part of a worker, of its inside, or of a message port that is used here. */
export interface Wire {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: "message", listener: (event: MessageEvent) => void): void;
}
