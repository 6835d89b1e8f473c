/**
 * What this server keeps for the groups of devices, sealed: for each group its mailboxes (one for each epoch of its
 * keys) and sealed copies of its files, within budgets. A group reaches its own and nothing else.
 */
import { createHash } from "node:crypto";
import { lstat, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder } from "../durable-file";
import { TokenBucket } from "../rate-limit";
import { Box } from "./box";
import { SealedFiles } from "./sealed-files";

export interface MailboxLimits {
  /** Parcels and bases of one group, in bytes. */
  readonly logBytes: number;
  /** Sealed copies of files of one group, in bytes; 0 = none are taken. */
  readonly sealedBytes: number;
}

/** One epoch of keys has one mailbox; of more than this the one that was written to longest ago goes. */
const MAX_BOXES = 8;
const BOX_NAME = /^[\w-]{16,80}$/;

export const isBoxName = (name: string): boolean => BOX_NAME.test(name);

const incomingFolder = (folder: string): string => join(folder, "incoming");

/** Everything of one group. */
export class Group {
  readonly #boxes = new Map<string, Promise<Box>>();
  readonly writes = new TokenBucket(2_000, 60);

  private constructor(
    readonly folder: string,
    readonly limits: MailboxLimits,
    readonly sealed: SealedFiles,
  ) {}

  static async open(folder: string, limits: MailboxLimits): Promise<Group> {
    await makeFolder(join(folder, "boxes"));
    // What was on its way in when the server stopped.
    await rm(incomingFolder(folder), { recursive: true, force: true });
    const group = new Group(folder, limits, await SealedFiles.open(join(folder, "sealed")));
    for (const name of await readdir(join(folder, "boxes"))) if (isBoxName(name)) await group.#open(name);
    return group;
  }

  /** Where bodies lie until they get their place. */
  get incoming(): string {
    return incomingFolder(this.folder);
  }

  /** The box of a name, or `null` when nobody ever wrote to it. */
  async find(name: string): Promise<Box | null> {
    return (await this.#boxes.get(name)) ?? null;
  }

  /** The box of a name, made when it is new. */
  async make(name: string): Promise<Box> {
    if (!this.#boxes.has(name)) await this.#dropOldest();
    return this.#boxes.get(name) ?? this.#open(name);
  }

  /** Bytes of all parcels and bases. */
  async logBytes(): Promise<number> {
    const boxes = await Promise.all(this.#boxes.values());
    return boxes.reduce((sum, box) => sum + box.bytes, 0);
  }

  /** Whether this is the capability of one of the group's boxes. */
  async isCapability(capability: string): Promise<boolean> {
    const boxes = await Promise.all(this.#boxes.values());
    return boxes.some((box) => box.isCapability(capability));
  }

  #open(name: string): Promise<Box> {
    const box = Box.open(join(this.folder, "boxes", name));
    this.#boxes.set(name, box);
    box.catch(() => this.#boxes.delete(name)); // the caller gets the failure; the next one tries again
    return box;
  }

  async #dropOldest(): Promise<void> {
    if (this.#boxes.size < MAX_BOXES) return;
    const ages: { name: string; at: number }[] = [];
    for (const [name, box] of this.#boxes) ages.push({ name, at: (await lstat((await box).folder)).mtimeMs });
    const oldest = ages.toSorted((a, b) => a.at - b.at)[0];
    const box = oldest && (await this.#boxes.get(oldest.name));
    if (!oldest || !box) return;
    this.#boxes.delete(oldest.name);
    await rm(box.folder, { recursive: true, force: true });
  }
}

export class Mailboxes {
  readonly #groups = new Map<string, Promise<Group>>();

  constructor(
    private readonly root: string,
    readonly limits: MailboxLimits,
  ) {}

  /** What is kept for a group of devices. */
  group(name: string): Promise<Group> {
    const known = this.#groups.get(name);
    if (known) return known;
    // A folder's name must not be chosen by anybody.
    const folder = createHash("sha256").update(name).digest("hex").slice(0, 32);
    const group = Group.open(join(this.root, folder), this.limits);
    this.#groups.set(name, group);
    group.catch(() => this.#groups.delete(name)); // the caller gets the failure; the next one tries again
    return group;
  }
}
