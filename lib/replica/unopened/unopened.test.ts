/** What is read without a document is what a document says, or there is no answer. */
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { diceFrom } from "../../ports/seeded";
import { shortWord } from "./short-word";
import { Unopened } from "./unopened";

const SEED = Number(process.env["LINKSNAP_SEED"] ?? 20_261_123);
const ROOT = "l";

const { random, below, pick } = diceFrom(SEED);

const VALUES: readonly unknown[] = [
  1,
  0,
  -0,
  -70,
  2 ** 40,
  1.5,
  0.1,
  1_700_000_000_000,
  true,
  false,
  null,
  "",
  "plain",
  "快照 Übung \u{1F517}",
  "\uFEFFmark",
  "x".repeat(200),
  [1, "https://example.org/ü", ["a", "b"], []],
  { a: { b: [null, "c"] }, 快: 2 },
];

/** Some devices write, forget and hear of each other; their documents at the end. */
function devices(): Y.Doc[] {
  const all = Array.from({ length: 1 + below(3) }, () => new Y.Doc({ gc: true }));
  const keys = Array.from({ length: 2 + below(12) }, (_, n) => `key ${n}`);
  for (let step = below(40); step >= 0; step--) {
    const doc = pick(all);
    const map = doc.getMap(ROOT);
    const kind = random();
    if (kind < 0.6) map.set(pick(keys), pick(VALUES));
    else if (kind < 0.75) map.delete(pick(keys));
    else Y.applyUpdate(doc, Y.encodeStateAsUpdate(pick(all)));
  }
  return all;
}

/** How a document of its own reads an update; `null`: something of it waits. */
function opened(update: Uint8Array) {
  const doc = new Y.Doc({ gc: true });
  const map = doc.getMap(ROOT);
  Y.applyUpdate(doc, update);
  const isWhole = doc.store.pendingStructs === null && doc.store.pendingDs === null;
  const others = [...doc.share.keys()].filter((root) => root !== ROOT);
  if (!isWhole || others.length > 0) return null;
  const told = Y.encodeSnapshot(Y.snapshot(doc));
  return { cells: new Map(map.entries()), print: told, vector: Y.encodeStateVector(doc), doc };
}

function expectSame(read: Unopened, update: Uint8Array): void {
  const known = opened(update);
  expect(known).not.toBeNull();
  expect(read.cells).toEqual(known!.cells);
  expect(read.print()).toEqual(known!.print);
  expect(read.vector()).toEqual(known!.vector);
  for (const [client] of known!.doc.store.clients)
    expect(read.clockOf(client)).toBe(Y.getState(known!.doc.store, client));
}

describe("a word of an update", () => {
  const utf8 = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });
  const reads = (bytes: Uint8Array): string | null => {
    try {
      return utf8.decode(bytes);
    } catch {
      return null;
    }
  };

  it("[L27] is read as the browser's decoder reads it, or left to that", () => {
    const words = [
      "",
      "plain",
      "Übung",
      "快照和链接",
      "\uFEFFmark",
      "\u07FF\u0800\uFFFF\uD7FF\uE000",
      "\u{1F517}",
    ];
    for (const word of words) expect(shortWord(new TextEncoder().encode(word)) ?? word).toBe(word);
    expect(shortWord(new TextEncoder().encode("快照 Übung"))).toBe("快照 Übung");
    expect(shortWord(new TextEncoder().encode("快".repeat(200)))).toBeNull();
    for (let first = 0; first < 256; first++)
      for (let second = 0; second < 256; second++)
        for (const rest of [[], [0x41], [0x80], [0xbf, 0x41], [0xbf, 0xbf]]) {
          const bytes = Uint8Array.of(first, second, ...rest);
          const read = shortWord(bytes);
          if (read !== null && read !== reads(bytes)) expect([bytes, read]).toEqual([bytes, reads(bytes)]);
        }
  });
});

describe(`a shard that one update holds (seed ${SEED})`, () => {
  it("[L27] is read without a document as a document reads it, or not at all", () => {
    let answers = 0;
    for (let round = 0; round < 300; round++)
      for (const doc of devices()) {
        const update = Y.encodeStateAsUpdate(doc);
        const read = Unopened.read(update, ROOT);
        if (!read) continue;
        answers++;
        expectSame(read, update);
      }
    expect(answers).toBeGreaterThan(200);
  });

  it("[L27] damaged or made up, never says what a document does not", () => {
    let answers = 0;
    for (let round = 0; round < 800; round++) {
      const update = Y.encodeStateAsUpdate(devices()[0]!).slice();
      for (let times = 1 + below(3); times > 0; times--) update[below(update.length)] = below(256);
      const cut = random() < 0.2 ? update.slice(0, below(update.length)) : update;
      const read = Unopened.read(cut, ROOT);
      if (!read) continue;
      answers++;
      expectSame(read, cut);
    }
    expect(answers).toBeGreaterThan(20);
  });

  it("[L27] has no answer to what needs a document, or Yjs would not write", () => {
    const doc = new Y.Doc();
    doc.getMap(ROOT).set("a", 1);
    const update = Y.encodeStateAsUpdate(doc);
    expect(Unopened.read(update, ROOT)?.cells).toEqual(new Map([["a", 1]]));
    expect(Unopened.read(Uint8Array.of(0, 0), ROOT)?.isEmpty).toBe(true);
    const made = (write: (other: Y.Doc) => void): Uint8Array => {
      const other = new Y.Doc();
      write(other);
      return Y.encodeStateAsUpdate(other);
    };
    const apart = (() => {
      const both = [1, 2].map((value) => made((one) => one.getMap(ROOT).set("a", value)));
      return Y.mergeUpdates(both);
    })();
    const late = (() => {
      const vector = Y.encodeStateVector(doc);
      doc.getMap(ROOT).set("b", 2);
      return Y.encodeStateAsUpdate(doc, vector);
    })();
    for (const other of [
      apart,
      late,
      made((one) => one.getMap("other").set("a", 1)),
      made((one) => one.getArray(ROOT).push([1])),
      made((one) => one.getText(ROOT).insert(0, "text")),
      made((one) => one.getMap(ROOT).set("a", new Y.Map())),
      made((one) => one.getMap(ROOT).set("a", Uint8Array.of(1))),
      made((one) => one.getMap(ROOT).set("a", 10n)),
      // A value written over, and forgotten as another's.
      Uint8Array.of(1, 1, 7, 0, 0x21, 1, 1, 108, 1, 97, 1, 1, 9, 0),
      Uint8Array.of(1, 1, 7, 0, 0x21, 1, 1, 108, 1, 97, 1, 1, 9, 1, 0, 1),
      // So many zeros that the weight of the next one is endless.
      Uint8Array.of(...Array.from({ length: 160 }, () => 0x80), 0, 0),
      Uint8Array.of(...update, 0),
      update.slice(0, -1),
      new Uint8Array(0),
      Uint8Array.of(255, 255, 255),
    ])
      expect(Unopened.read(other, ROOT)).toBeNull();
  });
});
