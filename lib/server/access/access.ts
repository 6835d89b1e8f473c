/**
 * Who may use this server. Each device has a token of its own (256 random bits), which it got by a claim: without a
 * code while nobody but this machine can reach the server, otherwise with the one-time code of the console; or by being
 * paired with a device that has one. A claim begins a group of devices, a pairing joins one.
 */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { fail, ok, type Result } from "../../domain/result";
import { TokenBucket } from "../rate-limit";
import type { Access, ClaimRefusal, GivenToken, GroupDevice } from "../runtime";
import { hashToken, newGroup, readDevices, writeDevices, type Device, type DeviceList } from "./device-file";
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

/** The file of devices and what is looked up in it. */
class Register {
  #list: DeviceList;
  #byHash: ReadonlyMap<string, Device> = new Map();
  #byId: ReadonlyMap<string, Device> = new Map();
  #writing = Promise.resolve();

  constructor(
    private readonly file: string,
    list: DeviceList,
  ) {
    this.#list = list;
    this.#index();
  }

  get devices(): readonly Device[] {
    return this.#list.devices;
  }

  ofToken(token: string): Device | null {
    return token === "" ? null : (this.#byHash.get(hashToken(token)) ?? null);
  }

  get(id: string): Device | null {
    return this.#byId.get(id) ?? null;
  }

  isRemoved(token: string): boolean {
    return token !== "" && this.#list.removed.includes(hashToken(token));
  }

  /** A fresh token for a new device. */
  async add(name: string, group: string): Promise<GivenToken> {
    const token = randomBytes(32).toString("base64url");
    const id = randomBytes(9).toString("base64url");
    const device = { id, name: cleanName(name), tokenHash: hashToken(token), createdAt: Date.now(), group };
    await this.#change(({ devices, removed }) => ({ devices: [...devices, device], removed }));
    return { id, token };
  }

  async remove(gone: Device): Promise<void> {
    await this.#change(({ devices, removed }) => ({
      devices: devices.filter(({ id }) => id !== gone.id),
      removed: [...removed, gone.tokenHash],
    }));
  }

  /** Changes come one after the other, each with everything before it; what is not durable does not count. */
  #change(change: (list: DeviceList) => DeviceList): Promise<void> {
    const write = this.#writing.then(async () => {
      const next = change(this.#list);
      await writeDevices(this.file, next);
      this.#list = next;
      this.#index();
    });
    this.#writing = write.catch(() => undefined); // whoever asked is told; the next one writes again
    return write;
  }

  #index(): void {
    this.#byHash = new Map(this.devices.map((device) => [device.tokenHash, device]));
    this.#byId = new Map(this.devices.map((device) => [device.id, device]));
  }
}

const viewOf = ({ id, name, createdAt }: Device): GroupDevice => ({ id, name, createdAt });

/** Opens the file of devices. Throws with words for the console when it is damaged. */
export async function openAccess(options: AccessOptions): Promise<Access> {
  const now = options.now ?? (() => performance.now());
  const register = new Register(options.file, await readDevices(options.file));
  const judge = new CodeJudge(options.claimCode, now);
  const claims = new TokenBucket(60, 1, now);
  const listeners: ((device: string) => void)[] = [];

  const isFree = (request: Request): boolean =>
    options.trustsThisMachine &&
    isLoopbackAddress(peerOf(request.headers)) &&
    isLoopbackName(hostnameOf(request.headers.get("host") ?? "") ?? "");

  const tokenIn = (request: Request): string => bearerOf(request.headers.get("authorization"));

  return {
    deviceOfToken: async (token) => register.ofToken(token)?.id ?? null,
    deviceOf: async (request) => register.ofToken(tokenIn(request))?.id ?? null,
    isClaimed: async () => register.devices.length > 0,
    groupOf: (device) => register.get(device)?.group ?? null,
    devicesOf: (group) => register.devices.filter((device) => device.group === group).map(viewOf),
    wasTakenOut: (request) => register.isRemoved(tokenIn(request)),
    grant: (group, name) => register.add(name, group),
    async remove(group, id) {
      const device = register.get(id);
      if (device?.group !== group) return false;
      await register.remove(device);
      for (const removed of listeners) removed(id);
      return true;
    },
    onRemoved: (removed) => void listeners.push(removed),
    async claim(request, code, deviceName): Promise<Result<string, ClaimRefusal>> {
      const free = isFree(request);
      const refusal = free ? (claims.take() ? null : "locked") : judge.judge(code ?? "");
      if (refusal) return fail(refusal);
      try {
        return ok((await register.add(deviceName, newGroup())).token);
      } catch (error) {
        if (!free) judge.restore();
        throw error;
      }
    },
  };
}
