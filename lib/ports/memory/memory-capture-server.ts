/** A capture server in memory, for tests: it plays the events it is given and can be switched off at any moment. */
import type { CaptureEvent, CaptureRequest } from "../../domain/capture";
import { fail, ok } from "../../domain/result";
import type { Result } from "../../domain/result";
import type { CachedBlob } from "../blob-cache";
import type {
  BroughtFile,
  CaptureServer,
  CaptureStream,
  ServerFailure,
  ServerHealth,
} from "../capture-server";

/** Events of a capture, in order; a promise among them holds the stream until it resolves. */
export type Script = readonly (CaptureEvent | Promise<unknown>)[];

export class MemoryCaptureServer implements CaptureServer {
  isOnline = true;
  /** Tokens that are accepted; `null` = claiming needs a code. */
  freeClaim: string | null = "token-1";
  readonly tokens = new Set<string>();
  readonly blobs = new Map<string, CachedBlob>();
  readonly scripts = new Map<string, Script>();
  /** What was asked, in order: `start <url>`, `resume <id>`, `cancel <id>`, `blob <hash>`, `claim`. */
  readonly asked: string[] = [];
  /** Requests of captures, in order. */
  readonly requests: CaptureRequest[] = [];
  /** Captures under way now, and the most there ever were. */
  running = 0;
  mostRunning = 0;
  /** Files that captures may build on. */
  readonly lent = new Map<string, CachedBlob>();

  async health(): Promise<Result<ServerHealth, ServerFailure>> {
    if (!this.isOnline) return fail({ kind: "offline" });
    return ok({ version: "1", capture: { available: true, reason: "" } });
  }

  async claim(code: string): Promise<Result<string, ServerFailure>> {
    this.asked.push("claim");
    if (!this.isOnline) return fail({ kind: "offline" });
    const token = code === "" ? this.freeClaim : `token-${code}`;
    if (token === null) return fail({ kind: "unauthorised" });
    this.tokens.add(token);
    return ok(token);
  }

  start(token: string, request: CaptureRequest): CaptureStream {
    const { url } = request;
    this.asked.push(`start ${url}`);
    this.requests.push(request);
    return this.#play(token, this.scripts.get(url));
  }

  bring(token: string, { url }: CaptureRequest, { type, bytes }: BroughtFile): CaptureStream {
    this.asked.push(`bring ${url} ${type} ${bytes.length}`);
    return this.#play(token, this.scripts.get(url));
  }

  resume(token: string, captureId: string): CaptureStream {
    this.asked.push(`resume ${captureId}`);
    const isThis = (script: Script): boolean =>
      script.some((event) => "id" in event && event.id === captureId);
    return this.#play(token, [...this.scripts.values()].find(isThis));
  }

  async cancel(_token: string, captureId: string): Promise<void> {
    this.asked.push(`cancel ${captureId}`);
  }

  /** Captures the device has everything of. */
  readonly forgotten: string[] = [];

  async forget(_token: string, captureId: string): Promise<void> {
    this.forgotten.push(captureId);
  }

  async lend(_token: string, hash: string, blob: CachedBlob): Promise<boolean> {
    this.lent.set(hash, blob);
    return true;
  }

  async blob(token: string, hash: string): Promise<Result<CachedBlob, ServerFailure>> {
    this.asked.push(`blob ${hash}`);
    const refusal = this.#refusal(token);
    if (refusal) return fail(refusal);
    const blob = this.blobs.get(hash);
    return blob ? ok(blob) : fail({ kind: "unknown" });
  }

  #refusal(token: string): ServerFailure | null {
    if (!this.isOnline) return { kind: "offline" };
    return this.tokens.has(token) ? null : { kind: "unauthorised" };
  }

  async *#play(token: string, script: Script | undefined): CaptureStream {
    const refusal = this.#refusal(token);
    if (refusal || !script) {
      yield fail(refusal ?? { kind: "unknown" });
      return;
    }
    this.mostRunning = Math.max(this.mostRunning, ++this.running);
    try {
      for (const event of script) {
        if (event instanceof Promise) await event;
        else if (this.isOnline) yield ok(event);
        if (this.isOnline) continue;
        yield fail({ kind: "offline" });
        return;
      }
    } finally {
      this.running--;
    }
  }
}
