/**
 * Saved searches, what is known of tags, and devices, in memory: read from the replica when the library opens and after
 * every change, and the ways to change them.
 */
import type { SavedSearch } from "../../replica/facts";
import { factsIn, LIBRARY_ID, putDevice, putSearch, readFacts, removeSearch } from "../../replica/facts";
import type { Facts } from "../../replica/facts";
import type { Cells } from "../../replica/cells";
import type { Editor } from "../editing/editor";
import type { ReplicaStore } from "../editing/replica-store";
import type { Batch, BatchLabel } from "../library";

export interface FactsParts {
  readonly replica: ReplicaStore;
  readonly editor: Editor;
  readonly newId: () => string;
  /** `aliases`: tags have other names than before. */
  readonly changed: (aliases: boolean) => void;
}

export class FactsStore {
  #facts: Facts = readFacts([]);

  constructor(private readonly parts: FactsParts) {}

  get now(): Facts {
    return this.#facts;
  }

  async load(): Promise<void> {
    const before = namesIn(this.#facts);
    this.#facts = readFacts(await this.parts.replica.cellsOf(LIBRARY_ID));
    this.parts.changed(namesIn(this.#facts) !== before);
  }

  /** At the end of the list. */
  saveSearch(query: string, name: string): Promise<Batch> {
    const id = this.parts.newId();
    return this.#edit("save-search", name || query, (cells) => {
      const last = factsIn(cells).searches.at(-1)?.order ?? 0;
      putSearch(cells, id, { query, name, order: last + 1 });
    });
  }

  changeSearch(id: string, change: Partial<Pick<SavedSearch, "name" | "query">>): Promise<Batch> {
    return this.#edit("change-search", change.name ?? this.#nameOf(id), (cells) =>
      putSearch(cells, id, change),
    );
  }

  removeSearch(id: string): Promise<Batch> {
    return this.#edit("delete-search", this.#nameOf(id), (cells) => removeSearch(cells, id));
  }

  /** Puts a search at a place of the list, counted from 0 without itself. */
  moveSearch(id: string, to: number): Promise<Batch> {
    return this.#edit("change-search", this.#nameOf(id), (cells) => {
      const others = factsIn(cells).searches.filter((one) => one.id !== id);
      const place = Math.max(0, Math.min(others.length, Math.trunc(to)));
      const before = others[place - 1]?.order;
      const after = others[place]?.order;
      const order = between(before, after);
      // Two devices may have given one place twice: then there is nothing between.
      if (order !== null) return putSearch(cells, id, { order });
      others.splice(place, 0, { id, order: 0, name: "", query: "" });
      for (const [n, one] of others.entries()) putSearch(cells, one.id, { order: n + 1 });
    });
  }

  /** Notes this device's name for the others. Nothing is written while it says the same. */
  async noteDevice(device: Parameters<typeof putDevice>[1]): Promise<void> {
    const known = this.#facts.devices.get(device.id);
    if (known?.name === device.name && known.system === device.system) return;
    const facts = (cells: Cells): void => putDevice(cells, device);
    await this.parts.editor.perform({
      label: "edit",
      ids: [],
      edit: () => undefined,
      undoable: false,
      facts,
    });
  }

  #nameOf(id: string): string {
    return this.#facts.searches.find((one) => one.id === id)?.name ?? "";
  }

  #edit(label: BatchLabel, subject: string, facts: (cells: Cells) => void): Promise<Batch> {
    return this.parts.editor.perform({ label, subject, ids: [], edit: () => undefined, facts });
  }
}

const namesIn = ({ tags }: Facts): string => JSON.stringify([...tags.aliases]);

/** A number between two; `null` when there is none. */
function between(before: number | undefined, after: number | undefined): number | null {
  if (before === undefined) return after === undefined ? 1 : after - 1;
  if (after === undefined) return before + 1;
  const middle = (before + after) / 2;
  return middle > before && middle < after ? middle : null;
}
