/**
 * What the server and a capture process say to each other: one JSON object a line. The child has handled hostile pages,
 * so the parent reads its lines as it would a stranger's: every field is checked, clipped or dropped, and an unreadable
 * line is no message at all.
 */
import { isArtifactKind, type ArtifactKind } from "../domain/artifact";
import { captureFailures, captureSteps, type CaptureFailure, type CaptureStep } from "../domain/capture";
import { parsePrints } from "../domain/prints";
import type { Answer, PageFacts, Prints, Shortfall, Verdict } from "../domain/snapshot";
import { readShortfalls } from "./verdict/shortfalls";

/**
 * What the child is told, a line each on its standard input: first `start`, then, at once or much later, its one job; or
 * `probe` alone. The input stays open: its end means that the parent is gone.
 */
export type ChildOrder =
  | {
      /** Start the browser and stand ready. */
      readonly type: "start";
      readonly chromium: string;
      readonly sandbox: boolean;
      readonly proxy: ProxySettings;
    }
  | ChildJob;

/** The way out. `server` is `http://host:port`, or `unix:/path` where only a socket file leads to the door. */
export interface ProxySettings {
  readonly server: string;
  readonly username: string;
  readonly password: string;
}

export type ChildJob =
  | {
      readonly type: "capture";
      readonly url: string;
      readonly artifacts: readonly ArtifactKind[];
      readonly folder: string;
      /** The page as a person brought it, in the folder under this name: nothing is asked of the network. */
      readonly brought?: { readonly file: string; readonly form: "html" | "mhtml" };
      /** robots.txt is asked first. */
      readonly watch?: boolean;
      /** Milliseconds the child has for everything. */
      readonly budgetMs: number;
      readonly maxRequests: number;
      readonly maxResponseBytes: number;
      /** All that the page may unpack to. */
      readonly maxDecodedBytes: number;
      /** BCP 47 tag of the language pages are asked for in. */
      readonly locale: string;
    }
  | {
      readonly type: "probe";
      readonly folder: string;
      readonly chromium: string;
      readonly sandbox: boolean;
    };

/** What a child found out about the walls around it, and about those Chromium puts around its pages. */
export interface Walls {
  /** Its user. */
  readonly uid: number;
  readonly noNewPrivileges: boolean;
  /** Names of its network interfaces. */
  readonly interfaces: readonly string[];
  /** Of the processes that run pages, the weakest: seccomp mode (2 = filtered), and whether own namespaces hold them. */
  readonly seccomp: number;
  readonly ownProcesses: boolean;
  readonly ownNetwork: boolean;
}

export type ChildMessage =
  /** The browser stands ready, or does not start (`detail` says why). */
  | { readonly type: "ready"; readonly detail: string }
  | { readonly type: "step"; readonly step: CaptureStep; readonly progress: number }
  | {
      readonly type: "file";
      readonly kind: ArtifactKind | "resource";
      readonly name: string;
      /** What the site said; the parent believes it only where the bytes do not speak for themselves. */
      readonly mediaType: string;
      /** What a kept file is called; "" for everything else. */
      readonly label: string;
    }
  /** An answer is larger than one may be, and still comes: only the door can end it. */
  | { readonly type: "oversize"; readonly url: string }
  | { readonly type: "missing"; readonly kind: ArtifactKind; readonly reason: string }
  | {
      readonly type: "done";
      readonly finalUrl: string;
      readonly httpStatus: number;
      readonly verdict: "good" | "partial";
      readonly page: PageFacts;
      readonly words: number;
      readonly isArticle: boolean;
      /** The main document ended before its end. */
      readonly isCut: boolean;
      readonly answer: Answer;
      readonly shortfalls?: readonly Shortfall[];
      readonly prints?: Prints | null;
      /** Seconds between two visits that the site asks for; 0 where it asks for none. */
      readonly crawlDelay?: number;
    }
  | {
      readonly type: "failed";
      readonly code: CaptureFailure;
      readonly verdict: Exclude<Verdict, "good" | "partial">;
      readonly message: string;
      readonly httpStatus: number;
      readonly retryAfter: number;
      /** `host:port` of the document that did not come: the door may know why. */
      readonly authority: string;
    }
  | {
      readonly type: "probed";
      readonly browser: string;
      readonly walls: Walls;
      readonly detail: string;
    };

type Fields = Readonly<Record<string, unknown>>;

const text = (value: unknown, max: number): string =>
  typeof value === "string" ? value.replaceAll("\u0000", "").slice(0, max) : "";
const number = (value: unknown, max: number): number =>
  typeof value === "number" && Number.isFinite(value) ? Math.min(max, Math.max(0, value)) : 0;
const oneOf = <T extends string>(value: unknown, choices: readonly T[]): T | undefined =>
  choices.find((choice) => choice === value);

function readFacts(value: unknown): PageFacts {
  const fields: Fields = typeof value === "object" && value !== null ? { ...value } : {};
  return {
    title: text(fields["title"], 1000),
    site: text(fields["site"], 300),
    author: text(fields["author"], 300),
    published: text(fields["published"], 40),
    language: text(fields["language"], 40),
    description: text(fields["description"], 5000),
  };
}

function readAnswer(value: unknown): Answer {
  const fields: Fields = typeof value === "object" && value !== null ? { ...value } : {};
  const redirects: readonly unknown[] = Array.isArray(fields["redirects"]) ? fields["redirects"] : [];
  return {
    mediaType: text(fields["mediaType"], 100),
    charset: text(fields["charset"], 40),
    bytes: Math.round(number(fields["bytes"], Number.MAX_SAFE_INTEGER)),
    redirects: redirects.slice(0, 20).map((url) => text(url, 4096)),
  };
}

function readWalls(value: unknown): Walls {
  const fields: Fields = typeof value === "object" && value !== null ? { ...value } : {};
  const names: readonly unknown[] = Array.isArray(fields["interfaces"]) ? fields["interfaces"] : ["unknown"];
  return {
    uid: number(fields["uid"], 2 ** 32),
    noNewPrivileges: fields["noNewPrivileges"] === true,
    interfaces: names.slice(0, 50).map((name) => text(name, 20)),
    seccomp: number(fields["seccomp"], 9),
    ownProcesses: fields["ownProcesses"] === true,
    ownNetwork: fields["ownNetwork"] === true,
  };
}

const readers: { readonly [T in ChildMessage["type"]]: (fields: Fields) => ChildMessage | null } = {
  ready: (f) => ({ type: "ready", detail: text(f["detail"], 500) }),
  step: (f) => {
    const step = oneOf(f["step"], captureSteps);
    return step ? { type: "step", step, progress: number(f["progress"], 1) } : null;
  },
  file: (f) => {
    const kind = f["kind"] === "resource" || isArtifactKind(f["kind"]) ? f["kind"] : null;
    const name = text(f["name"], 200);
    // One plain file name: no folder, no hidden file.
    if (kind === null || !/^[a-z0-9][a-z0-9.-]{0,99}$/.test(name)) return null;
    return { type: "file", kind, name, mediaType: text(f["mediaType"], 100), label: text(f["label"], 200) };
  },
  oversize: (f) => ({ type: "oversize", url: text(f["url"], 4096) }),
  missing: (f) =>
    isArtifactKind(f["kind"]) ? { type: "missing", kind: f["kind"], reason: text(f["reason"], 500) } : null,
  done: (f) => ({
    type: "done",
    finalUrl: text(f["finalUrl"], 4096),
    httpStatus: Math.round(number(f["httpStatus"], 999)),
    verdict: f["verdict"] === "good" ? "good" : "partial",
    page: readFacts(f["page"]),
    words: Math.round(number(f["words"], 1e8)),
    isArticle: f["isArticle"] === true,
    isCut: f["isCut"] === true,
    answer: readAnswer(f["answer"]),
    shortfalls: readShortfalls(f["shortfalls"]),
    prints: parsePrints(f["prints"]),
    crawlDelay: number(f["crawlDelay"], 86_400),
  }),
  failed: (f) => ({
    type: "failed",
    code: oneOf(f["code"], captureFailures) ?? "internal",
    verdict: oneOf(f["verdict"], ["wall", "gone", "error"] as const) ?? "error",
    message: text(f["message"], 500),
    httpStatus: Math.round(number(f["httpStatus"], 999)),
    retryAfter: Math.round(number(f["retryAfter"], 86_400)),
    authority: text(f["authority"], 300),
  }),
  probed: (f) => ({
    type: "probed",
    browser: text(f["browser"], 100),
    walls: readWalls(f["walls"]),
    detail: text(f["detail"], 500),
  }),
};

/** The message a line holds, or `null` when it holds none. */
export function readChildMessage(line: string): ChildMessage | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // Not JSON: not a message.
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  const fields: Fields = { ...value };
  const type = oneOf(fields["type"], [
    "ready",
    "step",
    "file",
    "oversize",
    "missing",
    "done",
    "failed",
    "probed",
  ] as const);
  return type ? readers[type](fields) : null;
}

/** The order a parent wrote. The child trusts its parent; only the form is checked. */
export function readChildOrder(line: string): ChildOrder {
  const order: unknown = JSON.parse(line);
  if (!isChildOrder(order)) throw new Error("not an order");
  return order;
}

const isChildOrder = (value: unknown): value is ChildOrder =>
  typeof value === "object" &&
  value !== null &&
  "type" in value &&
  (value.type === "start" || value.type === "capture" || value.type === "probe");
