/**
 * Who may use this server. Each device has a token of its own (256 random bits), which it got by a claim: without a
 * code while nobody but this machine can reach the server, otherwise with the one-time code of the console.
 */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { fail, ok, type Result } from "../../domain/result";
import { TokenBucket } from "../rate-limit";
import type { Access, ClaimRefusal } from "../runtime";
import { hashToken, readDevices, writeDevices, type Device } from "./device-file";
import { hostnameOf, isLoopbackAddress, isLoopbackName } from "./hosts";
import { peerOf } from "./peer";

export interface AccessOptions {
  /** Path of the file of devices. */
  readonly file: string;
  /** Whether a request from this machine, made to a loopback name, needs no code. */
  readonly trustsThisMachine: boolean;
  /** The console's one-time code. */
  readonly claimCode: string;
  /** Milliseconds of a clock that only goes forward. */
  readonly now?: () => number;
}

const MAX_WRONG = 20;
const LOCK_MS = 10 * 60_000;
const MAX_NAME = 80;

/** 128 random bits, URL-safe. */
export const newClaimCode = (): string => randomBytes(16).toString("base64url");

/** The bearer token of an Authorization header, or "". */
export function bearerOf(header: string | null | undefined): string {
  return /^Bearer +([\w-]{20,100}) *$/i.exec(header ?? "")?.[1] ?? "";
}

/** Control characters would let a name write on the console or over other rows. */
const cleanName = (name: string): string =>
  name
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim()
    .slice(0, MAX_NAME) || "Unnamed device";

const isSame = (a: string, b: string): boolean =>
  timingSafeEqual(createHash("sha256").update(a).digest(), createHash("sha256").update(b).digest());

/** Judges codes: one right answer once, and a pause after too many wrong ones. */
class CodeJudge {
  #spent = false;
  #wrong = 0;
  #lockedUntil = 0;

  constructor(
    private readonly code: string,
    private readonly now: () => number,
  ) {}

  /** `null` when the code is right; it is used up from then on. */
  judge(code: string): ClaimRefusal | null {
    if (this.now() < this.#lockedUntil) return "locked";
    if (this.#spent) return "spent";
    if (isSame(code, this.code)) {
      this.#spent = true;
      return null;
    }
    this.#wrong += 1;
    if (this.#wrong % MAX_WRONG === 0) this.#lockedUntil = this.now() + LOCK_MS;
    return "wrong";
  }

  restore(): void {
    this.#spent = false;
  }
}

/** Opens the file of devices. Throws with words for the console when it is damaged. */
export async function openAccess(options: AccessOptions): Promise<Access> {
  const now = options.now ?? (() => performance.now());
  let devices = await readDevices(options.file);
  const byHash = new Map(devices.map((device) => [device.tokenHash, device]));
  const judge = new CodeJudge(options.claimCode, now);
  const claims = new TokenBucket(60, 1, now);
  let writing = Promise.resolve();

  /** Writes come one after the other, each with everything before it. */
  const keep = async (device: Device): Promise<void> => {
    const previous = writing;
    const write = (async () => {
      await previous;
      const next = [...devices, device];
      await writeDevices(options.file, next);
      devices = next;
      byHash.set(device.tokenHash, device);
    })();
    writing = write.catch(() => undefined); // the claim that failed is told; the next one writes again
    await write;
  };

  const isFree = (request: Request): boolean =>
    options.trustsThisMachine &&
    isLoopbackAddress(peerOf(request.headers)) &&
    isLoopbackName(hostnameOf(request.headers.get("host") ?? "") ?? "");

  const deviceOfToken = async (token: string): Promise<string | null> =>
    token === "" ? null : (byHash.get(hashToken(token))?.id ?? null);

  return {
    deviceOfToken,
    deviceOf: (request) => deviceOfToken(bearerOf(request.headers.get("authorization"))),
    isClaimed: async () => devices.length > 0,
    async claim(request, code, deviceName): Promise<Result<string, ClaimRefusal>> {
      const free = isFree(request);
      const refusal = free ? (claims.take() ? null : "locked") : judge.judge(code ?? "");
      if (refusal) return fail(refusal);
      const token = randomBytes(32).toString("base64url");
      const id = randomBytes(9).toString("base64url");
      try {
        await keep({ id, name: cleanName(deviceName), tokenHash: hashToken(token), createdAt: Date.now() });
      } catch (error) {
        if (!free) judge.restore();
        throw error;
      }
      return ok(token);
    },
  };
}
