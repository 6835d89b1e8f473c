/**
 * The devices this server knows, in one small file. Of a device's token only the SHA-256 is kept, so the file lets
 * nobody in. A file that cannot be understood stops the start: taken as empty it would hand the server to whoever
 * claims it next. The first version knew no groups: each of its devices gets one of its own.
 */
import { createHash, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { writeDurably } from "../durable-file";

export interface Device {
  readonly id: string;
  readonly name: string;
  /** SHA-256 of the token, 64 lower-case hex digits. */
  readonly tokenHash: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** The devices of one library are one group: a token reaches what its group owns and nothing else. */
  readonly group: string;
}

export interface DeviceList {
  readonly devices: readonly Device[];
  /** Hashes of tokens that were taken away, newest last: who still shows one is told so. */
  readonly removed: readonly string[];
}

const VERSION = 2;
const MAX_REMOVED = 200;

export const newGroup = (): string => randomBytes(9).toString("base64url");

export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

const isHash = (value: unknown): value is string => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);

function readDevice(value: unknown, version: unknown): Device | null {
  const group = version === 1 ? newGroup() : isRecord(value) ? value["group"] : undefined;
  return isDevice(value) && typeof group === "string" && group !== "" ? { ...value, group } : null;
}

function isDevice(value: unknown): value is Omit<Device, "group"> {
  return (
    isRecord(value) &&
    typeof value["id"] === "string" &&
    typeof value["name"] === "string" &&
    typeof value["createdAt"] === "number" &&
    isHash(value["tokenHash"])
  );
}

/** Throws with words for the console when the file is there and damaged. */
export async function readDevices(path: string): Promise<DeviceList> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      return { devices: [], removed: [] };
    throw error;
  }
  const damaged = `${path} is damaged. Put back a copy, or delete it and let every device claim this server anew.`;
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw new Error(damaged);
  }
  const list = readList(data);
  if (!list) throw new Error(damaged);
  return list;
}

function readList(data: unknown): DeviceList | null {
  if (!isRecord(data) || (data["version"] !== 1 && data["version"] !== VERSION)) return null;
  const [stored, removed]: unknown[] = [data["devices"], data["removed"] ?? []];
  if (!Array.isArray(stored) || !Array.isArray(removed) || !removed.every(isHash)) return null;
  const devices = stored.flatMap((one: unknown) => readDevice(one, data["version"]) ?? []);
  return devices.length === stored.length ? { devices, removed } : null;
}

export const writeDevices = (path: string, { devices, removed }: DeviceList): Promise<void> =>
  writeDurably(
    path,
    `${JSON.stringify({ version: VERSION, devices, removed: removed.slice(-MAX_REMOVED) }, null, 1)}\n`,
  );
