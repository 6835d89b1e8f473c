/**
 * The keys of the library as the engine holds them: made when there is something to keep, kept beside this device's
 * settings, and in step with what the devices sign about each other in the replica. All tabs of a device have one set.
 */
import { KeyRing } from "../../sync/keys/key-ring";
import type { DeviceStore } from "../../ports/device-store";
import type { RosterFacts } from "../../ports/roster";
import { LIBRARY_ID } from "../../replica/facts";
import type { Cells } from "../../replica/cells";
import { putRoster, readRosterCells } from "../../replica/roster";
import type { RosterCells } from "../../replica/roster";
import type { Editor } from "../editing/editor";
import type { ReplicaStore } from "../editing/replica-store";
import type { TabMessage } from "../engine/tabs";

export interface LibraryKeysParts {
  readonly device: DeviceStore;
  readonly replica: ReplicaStore;
  readonly editor: Editor;
  /** Runs one piece of work at a time, over all tabs. */
  readonly exclusive: <T>(work: () => Promise<T>) => Promise<T>;
  readonly tabs: { tell(message: TabMessage): void };
  readonly now: () => number;
  /** Links of the library. */
  readonly links: () => number;
}

/** Setting under which the record of the keys lies. */
export const KEYS = "keys";
/** Setting of statements that came with a pairing and are to be written into the replica. */
export const PAIRED_FACTS = "pairedFacts";

export class KeptKeys {
  readonly ring: KeyRing;
  cells: RosterCells = { members: [], removals: [], envelopes: [], tokens: new Map() };
  #ownId = "";
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: LibraryKeysParts) {
    const { device, now, tabs } = parts;
    this.ring = new KeyRing({
      load: () => device.setting(KEYS),
      save: async (record) => {
        await device.setSetting(KEYS, record);
        tabs.tell({ kind: "keys" });
      },
      now,
    });
  }

  /** Reads what is kept; makes what is missing when the library has links. */
  open(ownId: string): Promise<void> {
    this.#ownId = ownId;
    return this.#inTurn(async () => {
      await this.ring.open();
      await this.#writePaired();
      await this.#make();
      await this.#take();
    });
  }

  /** The library of another device was taken over. */
  paired(ownId: string): Promise<void> {
    this.parts.tabs.tell({ kind: "keys" });
    return this.open(ownId);
  }

  /** Goes on where a pairing was cut off. */
  async #writePaired(): Promise<void> {
    const { device } = this.parts;
    const facts = await device.setting(PAIRED_FACTS);
    if (!isFacts(facts)) return;
    await this.edit((cells) => putRoster(cells, facts));
    await device.setSetting(PAIRED_FACTS, null);
  }

  /** Links were written: the first of them needs keys. */
  async touched(): Promise<void> {
    if (this.ring.record || this.#ownId === "" || this.parts.links() === 0) return;
    await this.#inTurn(() => this.#make());
  }

  /** The facts of the library are others now. */
  factsChanged(): Promise<void> {
    return this.#inTurn(() => this.#take());
  }

  /** Another tab changed the keys. */
  reload(): Promise<void> {
    return this.#inTurn(async () => {
      await this.ring.open();
      await this.#take();
    });
  }

  /** Keys for a library that is to be shared although it has no links yet. */
  ensure(): Promise<void> {
    return this.#inTurn(() => this.#make(true));
  }

  /** Writes statements into the replica and goes by them. */
  write(facts: Partial<RosterFacts>): Promise<void> {
    return this.#inTurn(async () => {
      await this.edit((cells) => putRoster(cells, facts));
      await this.#take();
    });
  }

  async edit(facts: (cells: Cells) => void): Promise<void> {
    const { editor } = this.parts;
    await editor.perform({ label: "edit", ids: [], edit: () => undefined, undoable: false, facts });
  }

  async #make(isWanted = false): Promise<void> {
    if (this.ring.record || this.#ownId === "") return;
    if (!isWanted && this.parts.links() === 0) return;
    await this.parts.exclusive(() => this.ring.make(this.#ownId));
    await this.#take();
  }

  async #take(): Promise<void> {
    const { ring } = this;
    this.cells = readRosterCells(await this.parts.replica.cellsOf(LIBRARY_ID));
    await ring.take(this.cells);
    const own = await ring.ownMember();
    const isNew = own && !ring.roster.members.has(own.device);
    const mended = await ring.mend(this.cells);
    const facts = { ...(isNew && { members: [own] }), ...mended };
    if (!isNew && !mended) return;
    await this.edit((cells) => putRoster(cells, facts));
    this.cells = readRosterCells(await this.parts.replica.cellsOf(LIBRARY_ID));
    await ring.take(this.cells);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work, work);
    this.#last = turn.catch(() => undefined); // the caller gets the failure; the next in turn goes on
    return turn;
  }
}

/** Written by this device itself, from what was read strictly. */
const isFacts = (value: unknown): value is Pick<RosterFacts, "members" | "removals"> =>
  typeof value === "object" &&
  value !== null &&
  Array.isArray(Reflect.get(value, "members")) &&
  Array.isArray(Reflect.get(value, "removals"));
