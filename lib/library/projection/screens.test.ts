/**
 * Five devices edit the links of one library apart and hear of each other late, doubled or not at all until they meet.
 * Each shows its lists from an index that only hears of changes; an oracle that knows neither index nor cells works out
 * from the links themselves what every screen has to show. `LINKSNAP_OPERATIONS` and `LINKSNAP_SEED` as in
 * lib/replica/convergence.test.ts, which proves what the links are.
 */
import { expect, it } from "vitest";
import type { LinkId } from "../../domain/ids";
import type { Link } from "../../domain/link";
import { parseQuery } from "../../domain/query/parse";
import { tagKey } from "../../domain/tag";
import { diceFrom } from "../../ports/seeded";
import type { Cells } from "../../replica/cells";
import { createLink, isPurged, purgeLink, setFields, setTags } from "../../replica/edits";
import { Shard } from "../../replica/shard";
import type { ShardEdit } from "../../replica/shard";
import { linkIdsOf } from "../editing/replica-store";
import type { ListSpec } from "../library";
import { restingState } from "./entry";
import { LinkIndex } from "./link-index";
import { belongsTo } from "./list-filter";
import { project } from "./projected";
import { compareFor, SortedList } from "./sorted-list";

const OPERATIONS = Number(process.env["LINKSNAP_OPERATIONS"] ?? 10_000) / 4;
const SEED = Number(process.env["LINKSNAP_SEED"] ?? 20_261_122);
const NOW = Date.UTC(2026, 4, 20);
const TITLES = ["", "Linux kernel", "快照 手册", "zebra", "Über"];
const TAGS = ["dev", "dev/rust", "阅读"];

const { random, below, pick } = diceFrom(SEED);

const ids = Array.from({ length: 60 }, (_, n) => `S${String(n).padStart(13, "0")}` as LinkId);

/** What the screens are asked, and how the oracle answers for one link. */
const screens: readonly (readonly [Omit<ListSpec, "sort">, (link: Link) => boolean])[] = [
  [{ place: "all" }, (link) => isHere(link) && !link.archived],
  [{ place: "inbox" }, (link) => isHere(link) && !link.archived && link.tags.length === 0],
  [{ place: "starred" }, (link) => isHere(link) && link.starred],
  [{ place: "archive" }, (link) => isHere(link) && link.archived],
  [{ place: "trash" }, (link) => link.deletedAt > 1],
  [
    { place: "all", tag: "dev" },
    (link) => isHere(link) && link.tags.some((tag) => /^dev(\/|$)/.test(tagKey(tag))),
  ],
  [
    { place: "all", query: "is:starred -快照" },
    (link) => isHere(link) && link.starred && !link.title.includes("快照"),
  ],
  [
    { place: "all", query: "zeb OR tag:阅读" },
    (link) => isHere(link) && (link.title === "zebra" || link.tags.includes("阅读")),
  ],
];
const isHere = (link: Link): boolean => link.deletedAt === 0;

const listOf = (spec: ListSpec): SortedList => {
  const { query } = parseQuery(spec.query ?? "", NOW);
  return new SortedList(compareFor(spec), belongsTo({ spec, query, stateOf: restingState }));
};

class Device {
  readonly shard = new Shard();
  readonly index = new LinkIndex();
  /** Open all the time, and patched. */
  readonly lists = screens.map(([spec]) => listOf({ ...spec, sort: "newest" }));
  readonly inbox: Uint8Array[] = [];

  constructor(readonly writer: number) {}

  show({ changes }: ShardEdit): void {
    const patches = linkIdsOf(changes).map((id) => {
      const record = this.shard.record(id);
      return this.index.put(id, record && project(record));
    });
    for (const list of this.lists) list.patch(patches);
    this.index.tagTree("en");
  }

  edit(write: (cells: Cells) => void): Uint8Array | null {
    const done = this.shard.edit(this.writer, write);
    this.show(done);
    return done.update;
  }

  /** `false`: something before it is missing; a whole exchange brings it again. */
  receive(update: Uint8Array): boolean {
    const probe = new Shard();
    probe.apply(this.shard.encode());
    probe.apply(update);
    if (!probe.holds(update)) return false;
    const done = this.shard.receive([update], this.writer);
    if (done) this.show(done);
    return done !== null;
  }
}

const edits: readonly ((cells: Cells, id: LinkId) => void)[] = [
  (cells, id) => setFields(cells, id, { title: pick(TITLES) }),
  (cells, id) => setFields(cells, id, { starred: random() < 0.5 }),
  (cells, id) => setFields(cells, id, { archived: random() < 0.4 }),
  (cells, id) => setFields(cells, id, { deletedAt: random() < 0.5 ? 0 : NOW - below(1000) }),
  (cells, id) => setFields(cells, id, { movedUpAt: NOW + below(1000) }),
  (cells, id) => setTags(cells, id, { add: [pick(TAGS)], remove: [] }),
  (cells, id) => setTags(cells, id, { add: [], remove: [pick(TAGS)] }),
  (cells, id) => {
    if (random() < 0.02) purgeLink(cells, id);
  },
];

function act(cells: Cells, id: LinkId): void {
  if (isPurged(cells, id)) return;
  if (cells.keysOf(id).length > 0) return pick(edits)(cells, id);
  const createdAt = NOW - below(1000) * 3_600_000;
  const link = { id, url: `https://${id}.example/`, title: pick(TITLES), createdAt, tags: [] };
  createLink(cells, { ...link, description: "", source: "" });
}

/** One edit of one device, and what another hears of earlier ones. */
function step(devices: readonly Device[]): Device {
  const device = pick(devices);
  const id = pick(ids);
  const update = device.edit((cells) => act(cells, id));
  for (const other of devices) if (update && other !== device && random() < 0.7) other.inbox.push(update);
  const hears = pick(devices);
  if (hears.inbox.length > 0) hears.receive(hears.inbox.splice(below(hears.inbox.length), 1)[0]!);
  if (random() < 0.02) hears.receive(pick(devices).shard.encode());
  return hears;
}

const dateOf = (place: ListSpec["place"], link: Link): number =>
  place === "trash" ? link.deletedAt : Math.max(link.createdAt, link.movedUpAt);

/** What each screen shows by the links alone. */
function expected(links: readonly Link[]): LinkId[][] {
  return screens.map(([{ place }, belongs]) =>
    links
      .filter(belongs)
      .toSorted((a, b) => dateOf(place, b) - dateOf(place, a) || (a.id < b.id ? -1 : 1))
      .map(({ id }) => id),
  );
}

function judge({ shard, index, lists }: Device): LinkId[][] {
  const links = ids.flatMap((id) => shard.record(id)?.link ?? []);
  const shown = lists.map((list) => list.ids());
  expect(shown, `seed ${SEED}`).toEqual(expected(links));
  const { all, inbox, starred, archive, trash } = index.counts;
  expect([all, inbox, starred, archive, trash]).toEqual(shown.slice(0, 5).map(({ length }) => length));
  const dev = index.tagTree("en").find(({ path }) => path === "dev");
  expect(dev?.count ?? 0, `seed ${SEED}`).toBe(shown[5]?.length);
  return shown;
}

it(
  "[R21] every screen of every device shows what the links say, at any moment, and all alike once they have met",
  () => {
    const devices = Array.from({ length: 5 }, (_, n) => new Device(100 + n));
    for (let operation = 0; operation < OPERATIONS; operation++) {
      const device = step(devices);
      if (operation % 100 === 0) judge(device);
    }
    for (let round = 0; round < 2; round++)
      for (const one of devices)
        for (const other of devices) if (one !== other) expect(one.receive(other.shard.encode())).toBe(true);
    const [first, ...others] = devices.map(judge);
    for (const other of others) expect(other, `seed ${SEED}`).toEqual(first);
  },
  60_000 + OPERATIONS * 20,
);
