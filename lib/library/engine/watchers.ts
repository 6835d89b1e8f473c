/**
 * Who is told what, and how often. Edits are told right after whoever made them knows; percentages at most ten times a
 * second, all together.
 */
import type { LinkId } from "../../domain/ids";
import type { DeviceTopic } from "../devices/devices-parts";
import { afterwards } from "../afterwards";
import type { KeepingTopic } from "../keeping/keeping";

export type Topic =
  | "status"
  | "counts"
  | "tags"
  | "settings"
  | "watches"
  | "importing"
  | "backup"
  | "work"
  | "held"
  | "searches"
  | "unusedTags"
  | DeviceTopic;
const TOPICS: readonly Topic[] = ["status", "counts", "tags", "settings", "watches"];
/** What edits of links change beside the lists. */
const COUNTED: readonly Topic[] = ["counts", "status", "watches"];
const TAGGED: readonly Topic[] = ["tags", "unusedTags"];

/** What a change of one thing changes on the screens. */
const KEPT: Readonly<Record<KeepingTopic, readonly Topic[]>> = {
  facts: ["tags", "unusedTags", "searches"],
  aliases: [],
  searches: ["searches"],
  held: ["held"],
  work: ["work"],
};

const REDRAW_EVERY = 100;

export class Watchers {
  readonly #topics = new Map<Topic, Set<() => void>>();
  readonly #links = new Map<LinkId, Set<() => void>>();
  readonly #progressed = new Set<LinkId>();
  readonly #changed = new Set<Topic>();
  readonly #tellSoon = afterwards(() => {
    for (const topic of this.#changed) this.#tell(topic);
    this.#changed.clear();
  });
  #isDue = false;
  /** Called when what rows show of captures may have changed. */
  onRedraw: () => void = () => undefined;

  watch(topic: Topic, changed: () => void): () => void {
    return add(this.#topics, topic, changed);
  }

  watchLink(id: LinkId, changed: () => void): () => void {
    return add(this.#links, id, changed);
  }

  status(): void {
    this.#tell("status");
  }

  /** Tags, saved searches or what goes with them are others now. */
  kept(what: KeepingTopic): void {
    for (const topic of KEPT[what]) this.#tell(topic);
  }

  /** What is known of the devices, or how this one stands with them, is another now. */
  devices(topic: DeviceTopic): void {
    this.#tell(topic);
  }

  /** Everything may look different: another server state, other settings. */
  all(): void {
    for (const topic of TOPICS) this.#tell(topic);
    for (const id of this.#links.keys()) this.#progressed.add(id);
    this.#redrawSoon();
  }

  importing(): void {
    this.#tell("importing");
  }

  backup(): void {
    this.#tell("backup");
  }

  links(ids: Iterable<LinkId>, tagsToo: boolean): void {
    for (const id of ids) for (const changed of this.#links.get(id) ?? []) changed();
    for (const topic of COUNTED) this.#tellAfterwards(topic);
    if (tagsToo) for (const topic of TAGGED) this.#tellAfterwards(topic);
  }

  progress(id: LinkId): void {
    this.#progressed.add(id);
    this.#redrawSoon();
  }

  #tell(topic: Topic): void {
    for (const changed of this.#topics.get(topic) ?? []) changed();
  }

  #tellAfterwards(topic: Topic): void {
    this.#changed.add(topic);
    this.#tellSoon();
  }

  #redrawSoon(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    setTimeout(() => {
      this.#isDue = false;
      this.onRedraw();
      this.#tell("status");
      this.#tell("watches");
      for (const id of this.#progressed) for (const changed of this.#links.get(id) ?? []) changed();
      this.#progressed.clear();
    }, REDRAW_EVERY);
  }
}

function add<K>(map: Map<K, Set<() => void>>, key: K, changed: () => void): () => void {
  const all = map.get(key) ?? new Set();
  map.set(key, all.add(changed));
  return () => {
    all.delete(changed);
    if (all.size === 0 && map.get(key) === all) map.delete(key);
  };
}
