/**
 * The devices this server knows, in one small file. Of a device's token only the SHA-256 is kept, so the file lets
 * nobody in. A file that cannot be understood stops the start: taken as empty it would hand the server to whoever
 * claims it next.
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { writeDurably } from "../durable-file";

export interface Device {
  readonly id: string;
  readonly name: string;
  /** SHA-256 of the token, 64 lower-case hex digits. */
  readonly tokenHash: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

const VERSION = 1;

export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

function isDevice(value: unknown): value is Device {
  return (
    isRecord(value) &&
    typeof value["id"] === "string" &&
    typeof value["name"] === "string" &&
    typeof value["createdAt"] === "number" &&
    typeof value["tokenHash"] === "string" &&
    /^[0-9a-f]{64}$/.test(value["tokenHash"])
  );
}

/** Throws with words for the console when the file is there and damaged. */
export async function readDevices(path: string): Promise<Device[]> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
  const damaged = `${path} is damaged. Put back a copy, or delete it and let every device claim this server anew.`;
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw new Error(damaged);
  }
  if (!isRecord(data) || data["version"] !== VERSION) throw new Error(damaged);
  const devices: unknown = data["devices"];
  if (!Array.isArray(devices) || !devices.every(isDevice)) throw new Error(damaged);
  return devices;
}

export const writeDevices = (path: string, devices: readonly Device[]): Promise<void> =>
  writeDurably(path, `${JSON.stringify({ version: VERSION, devices }, null, 1)}\n`);
