/** What the measured libraries come to: goals at 100,000 links, ratios to peers, and one table of everything. */
import { toRow, type Measured, type Row } from "../support/rows";
import { formatNumber, formatTable } from "../support/table";
import type { LibraryFigures } from "./measure";
import type { PeerFigures } from "./peers";

const MB = 1_000_000;
const large = 100_000;

function goalsOf(at: LibraryFigures, small: LibraryFigures | undefined): Measured[] {
  return [
    { what: "first list", ours: at.firstList, unit: "ms", goal: { atMost: 400 } },
    ...(small
      ? [
          {
            what: "first list, 100,000 to 1,000 links",
            ours: at.firstList / small.firstList,
            unit: "×",
            goal: { atMost: 1.3 },
          },
        ]
      : []),
    {
      what: "first list, and an empty tab",
      ours: at.firstList,
      unit: "ms",
      peer: { name: "empty tab", value: at.emptyTab },
    },
    { what: "all rows in the index", ours: at.allRows, unit: "ms", goal: { atMost: 1500 } },
    { what: "longest task after the first list", ours: at.longestIdle, unit: "ms", goal: { atMost: 50 } },
    { what: "longest task while scrolling", ours: at.longestScroll, unit: "ms", goal: { atMost: 50 } },
    { what: "search, p95", ours: at.search95, unit: "ms", goal: { atMost: 16 } },
    { what: "save, durable, p95", ours: at.save95, unit: "ms", goal: { atMost: 25 } },
    {
      what: "save, and a bare write, p95",
      ours: at.save95,
      unit: "ms",
      peer: { name: "bare write", value: at.bare95 },
    },
    { what: "save, p95, while captures run here", ours: at.saveBusy95, unit: "ms" },
    {
      what: "heap of page and worker",
      ours: (at.heapPage + at.heapWorker) / MB,
      unit: "MB",
      goal: { atMost: 250 },
    },
  ];
}

export function libraryRows(figures: readonly LibraryFigures[], peers: readonly PeerFigures[]): Row[] {
  const plain = figures.filter(({ slower }) => slower === 1);
  const at = plain.find(({ links }) => links === large);
  const small = plain.find(({ links }) => links === 1000);
  const compared = peers.flatMap(({ links, what, name, ms }): Measured[] => {
    const ours = plain.find((one) => one.links === links);
    if (!ours) return [];
    const value = { open: ours.allRows, search: ours.search50, tag: ours.openTag, save: ours.save50 }[what];
    return [{ what: `${what}, ${links} links`, ours: value, unit: "ms", peer: { name, value: ms } }];
  });
  return [...(at ? goalsOf(at, small) : []), ...compared].map(toRow);
}

const columns: readonly (readonly [string, (one: LibraryFigures) => number])[] = [
  ["links", (one) => one.links],
  ["slower", (one) => one.slower],
  ["empty tab", (one) => one.emptyTab],
  ["first list", (one) => one.firstList],
  ["all rows", (one) => one.allRows],
  ["longest idle", (one) => one.longestIdle],
  ["longest scroll", (one) => one.longestScroll],
  ["late frames %", (one) => one.lateFrames * 100],
  ["open tag", (one) => one.openTag],
  ["search p50", (one) => one.search50],
  ["search p95", (one) => one.search95],
  ["typing p50", (one) => one.type50],
  ["typing p95", (one) => one.type95],
  ["save p50", (one) => one.save50],
  ["save p95", (one) => one.save95],
  ["save p95, captures", (one) => one.saveBusy95],
  ["bare write p95", (one) => one.bare95],
  ["tag 1,000", (one) => one.tagThousand],
  ["import 10,000", (one) => one.importTenThousand],
  ["page MB", (one) => one.heapPage / MB],
  ["worker MB", (one) => one.heapWorker / MB],
  ["disk MB", (one) => one.disk / MB],
];

/** Everything, one line for each thing measured and one column for each library. */
export const figuresTable = (figures: readonly LibraryFigures[]): string =>
  formatTable(
    [
      "ms unless said",
      ...figures.map(({ links, slower }) => `${links}${slower > 1 ? `, ${slower}× slower` : ""}`),
    ],
    columns
      .slice(2)
      .map(([name, of]) => [name, ...figures.map((one) => formatNumber(Math.round(of(one) * 10) / 10))]),
  );
