/**
 * What the screen showed last, kept so that the next start can show it before the library is read: the first rows of
 * recent lists, counts and tags. The page reads it by itself (recalled.ts). It is never a source of truth: edits wait for
 * the library, and whatever was remembered is replaced as soon as that is open.
 */
import type { DeviceStore } from "../../ports/device-store";
import { checksumText } from "../../store/log/checksum";
import type { Counts, LinkRow, ListSpec, ListView, TagNode } from "../library";
import type { ListPush } from "../engine/list-session";

const NAME = "firstScreen";
/** Raised with every change of what rows and views hold: what another version remembered is forgotten. */
const VERSION = 2;
const LISTS = 4;
const MOST_TAGS = 500;
/** Ms from a change to writing it down: what moves all the time is written once. */
const WRITE_AFTER = 1000;

interface RememberedList {
  readonly spec: string;
  readonly view: ListView;
  readonly rows: readonly LinkRow[];
}

/** Counts and tags, as they are now. */
export interface Surroundings {
  readonly counts: Counts;
  readonly tags: readonly TagNode[];
  readonly links: number;
}

export interface Remembered extends Surroundings {
  readonly version: number;
  readonly lists: readonly RememberedList[];
}

export class FirstScreen {
  #lists: readonly RememberedList[] = [];
  #written = "";
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly device: DeviceStore,
    private readonly surroundings: () => Surroundings,
    private readonly background: (work: Promise<unknown>) => void,
  ) {}

  /** Reads which lists were remembered: they stay so. A database that cannot be opened is told by others. */
  async load(): Promise<void> {
    const stored = await this.device.setting(NAME).catch(() => null);
    const remembered = readRemembered(stored);
    if (!remembered) return;
    this.#lists = remembered.lists;
    this.#written = unsealed(stored) ?? "";
  }

  /** A list was shown: its beginning is what the next start will show. Searches are not remembered. */
  saw(spec: ListSpec, { view, windows }: ListPush): void {
    if (spec.query) return;
    const rows = windows.find(([index]) => index === 0)?.[1];
    if (!rows) return;
    const key = keyOf(spec);
    const others = this.#lists.filter((one) => one.spec !== key);
    this.#lists = [{ spec: key, view, rows: rows.map(atRest) }, ...others].slice(0, LISTS);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.background(this.#write());
    }, WRITE_AFTER);
  }

  async #write(): Promise<void> {
    const { counts, tags, links } = this.surroundings();
    const now: Remembered = {
      version: VERSION,
      lists: this.#lists,
      counts,
      links,
      tags: countNodes(tags) <= MOST_TAGS ? tags : [],
    };
    const text = JSON.stringify(now);
    if (text === this.#written) return;
    await this.device.setSetting(NAME, { text, sum: checksumText(text) });
    this.#written = text;
  }

  close(): void {
    clearTimeout(this.#timer);
  }
}

/** The name under which a list is remembered. */
export const keyOf = ({ place, tag, sort }: ListSpec): string => JSON.stringify([place, tag ?? "", sort]);

const countNodes = (nodes: readonly TagNode[]): number =>
  nodes.reduce((sum, node) => sum + 1 + countNodes(node.children), 0);

/** Nobody knows at the next start how far a capture has come. */
const atRest = (row: LinkRow): LinkRow =>
  row.state.kind === "capturing" || row.state.kind === "fetching"
    ? { ...row, state: { kind: "queued", ahead: 0 } }
    : row;

/** What is stored, where it is whole and of this version. */
export function readRemembered(stored: unknown): Remembered | null {
  const text = unsealed(stored);
  if (text === null) return null;
  const remembered: Remembered = JSON.parse(text);
  return remembered.version === VERSION ? remembered : null;
}

/** What was written, where it is as it was: screens show it without asking what each row holds. */
function unsealed(stored: unknown): string | null {
  if (typeof stored !== "object" || stored === null) return null;
  const text: unknown = Reflect.get(stored, "text");
  return typeof text === "string" && checksumText(text) === Reflect.get(stored, "sum") ? text : null;
}
