/**
 * Stands where the main document comes in. A page is let through to the browser as it streams; what is no page is taken
 * from the same answer, byte for byte, so that nothing is asked for twice and the browser never opens, runs or downloads
 * it. Chromium holds every answer to the main frame until it was looked at here.
 */
import type { BrowserContext, CDPSession, Page } from "playwright";
import type { Budget } from "../child/budget";
import { CaptureStopped } from "../child/failure";
import { DOOR_HEADER } from "../egress/door-header";
import { isEndlessType, isHtmlType, judgeFileType, looksLikeHtml, mediaTypeOf } from "./file-type";
import { nameGiven } from "./file-name";
import { passFrame } from "./frame-document";
import {
  answerInstead,
  hasContent,
  headersOf,
  isAttachment,
  letThrough,
  takeBytes,
  type Paused,
} from "./paused";

/** A file as it came. */
export interface ArrivedFile {
  readonly url: string;
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
  /** Judged by the bytes. */
  readonly mediaType: string;
  /** As the site or its address calls it, "" when neither does. */
  readonly name: string;
}

/** The browser keeps this much of what came for whoever looks at the document, in bytes. */
const KEPT = 60 * 1024 * 1024;
/** All of a file. */
const TAKE_MS = 30_000;

export class MainDocument {
  private taking: Promise<ArrivedFile | null> | null = null;
  /** An answer that came while a page stood, held until the load step has looked at that page. */
  private held: Paused | null = null;
  /** The page's answer, as the browser's network knows it. */
  private shown = "";
  private stage: "first" | "standing" | "over" = "first";

  private constructor(
    private readonly session: CDPSession,
    private readonly mainFrame: string,
    private readonly options: { readonly maxBytes: number; readonly budget: Budget },
  ) {}

  static async watch(
    context: BrowserContext,
    page: Page,
    options: { readonly maxBytes: number; readonly budget: Budget },
  ): Promise<MainDocument> {
    const session = await context.newCDPSession(page);
    const { frameTree } = await session.send("Page.getFrameTree");
    const document = new MainDocument(session, frameTree.frame.id, options);
    session.on("Fetch.requestPaused", (paused) => void document.meet(paused));
    // Else the browser would only tell the text as it read it, perhaps in a wrong encoding.
    await session.send("Network.enable", { enableDurableMessages: true, maxTotalBufferSize: KEPT });
    await session.send("Fetch.enable", {
      patterns: [{ resourceType: "Document", requestStage: "Response" }],
    });
    return document;
  }

  /** The file the address led to, `null` for a page. Rejects with `CaptureStopped` for one that cannot be kept. */
  async file(): Promise<ArrivedFile | null> {
    return this.taking;
  }

  /** The bytes of the page that stands, unpacked and otherwise as they came. Rejects while they are still coming. */
  async received(): Promise<Uint8Array> {
    const { body, base64Encoded } = await this.session.send("Network.getResponseBody", {
      requestId: this.shown,
    });
    // They are kept no longer than for this.
    await this.session.send("Network.disable");
    return new Uint8Array(Buffer.from(body, base64Encoded ? "base64" : "utf8"));
  }

  /** A page stands: a file that its script leads to is held until `heldFile` or `leave`. */
  pageStands(): void {
    if (this.stage === "first") this.stage = "standing";
  }

  /** The file that the standing page led on to, taken now; `null` when there is none. */
  async heldFile(): Promise<ArrivedFile | null> {
    const { held } = this;
    this.held = null;
    if (held) this.taking = this.take(held);
    return held ? this.taking : null;
  }

  /** From now on the page stays: what would lead away from it to a file is dropped. */
  leave(): void {
    this.stage = "over";
    if (this.held) this.drop(this.held);
    this.held = null;
  }

  private async meet(paused: Paused): Promise<void> {
    try {
      if (paused.frameId !== this.mainFrame) return await passFrame(this.session, paused, this.options);
      if (this.isForBrowser(paused)) {
        this.shown = paused.networkId ?? "";
        await letThrough(this.session, paused);
        return;
      }
      if (this.stage === "first") {
        this.taking = this.take(paused);
        // Whoever waits for the page hears of a failure.
        this.taking.catch(() => undefined);
      } else if (this.stage === "standing") {
        if (this.held) this.drop(this.held);
        this.held = paused;
      } else this.drop(paused);
    } catch {
      // The page went on or closed meanwhile: nobody waits for this answer.
    }
  }

  /** Pages, redirects, errors and refusals are the browser's. */
  private isForBrowser(paused: Paused): boolean {
    const headers = headersOf(paused);
    if (!hasContent(paused) || headers[DOOR_HEADER] !== undefined) return true;
    return !isAttachment(headers) && isHtmlType(mediaTypeOf(headers["content-type"]));
  }

  private drop({ requestId }: Paused): void {
    this.session.send("Fetch.failRequest", { requestId, errorReason: "Aborted" }).catch(() => undefined);
  }

  private async take(paused: Paused): Promise<ArrivedFile | null> {
    const headers = headersOf(paused);
    const named = mediaTypeOf(headers["content-type"]);
    try {
      if (isEndlessType(named))
        throw new CaptureStopped({
          code: "not-a-page",
          message: "this address is a stream without an end, neither a page nor a file",
        });
      const bytes = await this.options.budget.box("the file", TAKE_MS, this.read(paused, headers));
      return await this.judge(paused, headers, bytes);
    } catch (error) {
      this.drop(paused);
      if (error instanceof CaptureStopped) throw error;
      throw new CaptureStopped({ code: "unreachable", message: "the site broke the connection off" });
    }
  }

  /** Hands what turns out to be a page back to the browser. */
  private async judge(
    paused: Paused,
    headers: Readonly<Record<string, string>>,
    bytes: Uint8Array,
  ): Promise<ArrivedFile | null> {
    const named = mediaTypeOf(headers["content-type"]);
    const isUnnamedPage = named === "" && !isAttachment(headers) && looksLikeHtml(bytes);
    const isXhtml =
      /[/+]xml$/.test(named) && /<html[^>]+xmlns=["']http:\/\/www\.w3\.org\/1999\/xhtml/.test(headOf(bytes));
    if ((isUnnamedPage || isXhtml) && bytes.length > 0) {
      await answerInstead(this.session, paused, {
        bytes,
        type: isXhtml ? "application/xhtml+xml" : "text/html",
      });
      return null;
    }
    this.drop(paused);
    const { url } = paused.request;
    const name = nameGiven(headers["content-disposition"], url);
    const status = paused.responseStatusCode ?? 0;
    return { url, status, headers, bytes, name, mediaType: judgeFileType(bytes, named, name) };
  }

  private async read(paused: Paused, headers: Readonly<Record<string, string>>): Promise<Uint8Array> {
    const { maxBytes } = this.options;
    const announced = headers["content-encoding"] === undefined ? Number(headers["content-length"] ?? 0) : 0;
    if (announced > maxBytes) throw tooLarge();
    const parts: Buffer[] = [];
    let total = 0;
    await takeBytes(this.session, paused, (part) => {
      total += part.length;
      if (total > maxBytes) throw tooLarge();
      parts.push(part);
    });
    if (total < announced) throw new Error("cut off");
    return new Uint8Array(Buffer.concat(parts));
  }
}

const headOf = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(0, 2048)).toString("latin1");

const tooLarge = (): CaptureStopped =>
  new CaptureStopped({ code: "too-large", message: "the file is larger than a capture may be" });
