/**
 * Each class of hostile and unlucky synchronisation that was collected (`SYNC-…`), with the test that proves what happens
 * here: a file below `lib` or `e2e`, and the beginning of the test's name or a part of it. `-` and a reason: what the case
 * is about does not exist here, or stands unproved.
 */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const IDS =
  "001 002 004 005 006 008 010 011 012 013 016 017 018 020 021 022 024 025 026 028 029 031 032 034 035 036 037 038 040 041 042 043 044 045 046 047 048 049 050 052 053 054 055 056 057 058 059 060 061 063 064 065 066 067 068 069 070 072 073 074 075 076 077 078 079 080 082";

const HOSTILE = "lib/library/keeping/hostile.test.ts";
const ODD = "lib/library/keeping/remote/odd.test.ts";
const KEEPING = "lib/library/keeping/keeping.test.ts";
const CONVERGE = "lib/replica/convergence.test.ts";
const SIGNAL = "lib/server/signal/signal-server.test.ts";
const WIRE = "lib/sync/wire/wire.test.ts";
const PAIRINGS = "lib/server/pairing/pairings.test.ts";
const MALFORMED = "[R40] is refused and changes nothing";
const POISONED = "[R41] is refused whole and named in Activity";

/** Several ids share a test where the case is one of its rows. */
const proofs: readonly (readonly [ids: string, file: string, test: string])[] = [
  ["001", HOSTILE, "[R43] everything this app writes passes"],
  ["002 004 006 008 012 013", HOSTILE, MALFORMED],
  ["005 010", HOSTILE, "[R40] has no effect when it is empty: in the other encoding"],
  ["011", ODD, "[R40] bytes behind a whole update"],
  ["016", HOSTILE, "[R41] is refused when it names no shard, or speaks for this session"],
  ["017", ODD, "[R54] updates whose first is missing"],
  ["018", "lib/library/editing/missing-row.test.ts", "[R51] [R52] any row of the log gone"],
  ["020", KEEPING, "[O34] in pieces is counted together"],
  ["021 080", ODD, "[SX7] all addresses turned to one other"],
  ["022 024 025 026 028 029 031 032 034 035 036 040 041 042 043 046", HOSTILE, POISONED],
  ["037", HOSTILE, "[R42] dates beyond all calendars"],
  ["038", ODD, "[R56] halves of characters and NUL"],
  ["044", ODD, "[R55] what a later version wrote"],
  ["045", ODD, "[R55] a version that is no number"],
  ["047 067", "lib/library/captures/captures.test.ts", "[J11] a link never claims files that are damaged"],
  ["048", "lib/formats/formats.test.ts", "[IM2] titles are text: markup, formulas"],
  ["049", ODD, "[R56] ids are opaque"],
  ["050", WIRE, "[SX6] is ended by a message beyond the cap"],
  ["053 058", "lib/sync/exchange/exchange.test.ts", "[SX40] is let go when its messages pile up"],
  ["059", SIGNAL, "[Y4] SIG-015"],
  [
    "060",
    "lib/library/devices/direct/exchange.test.ts",
    "[SX5] SIG-029: nothing is told to a device that cannot prove",
  ],
  ["063", "lib/sync/keys/keys.test.ts", "[PA4] who is taken out is trusted by nobody"],
  ["064 065 068", CONVERGE, "[R20]"],
  [
    "066",
    "lib/library/devices/sealed/mailbox.test.ts",
    "[MB14] a server that lost everything, or was put back",
  ],
  ["069", "lib/library/editing/replica-store.test.ts", "[L2] two tabs on one database"],
  ["070", "e2e/durability/upgrade.spec.ts", "[L23] a tab in the middle of saving"],
  ["072", ODD, "[R57] what another device sends to a full disk"],
  ["073", "lib/library/opening/opening.test.ts", "[R50] a database deleted under open tabs"],
  ["074", "lib/replica/facts.test.ts", "[R30] is one link with the tags of both"],
  ["075", "lib/replica/growth.test.ts", "[R58] 5,000 edits on each of two devices"],
  ["076", WIRE, "[SX6] comes out as it went in"],
  ["077", "lib/replica/growth.test.ts", "[R59] what is overwritten or purged"],
  ["078", PAIRINGS, "[PA7] a code serves once"],
  ["079", PAIRINGS, "[PA7] wrong codes are counted"],
  ["082", KEEPING, "[O30] is merged, stands in Activity"],
];

/** Without a test, and why. */
const unproved: readonly (readonly [ids: string, reason: string])[] = [
  ["052", "how far a shard goes travels in messages that are bounded as a whole; there is no smaller bound"],
  [
    "054 055 056 057",
    "no state of presence is read; longer words than 16 KiB are dropped, which no test shows",
  ],
  ["061", "signals are taken by y-webrtc itself; a connection without proof ends before anything is told"],
];

const idsOf = (rows: readonly (readonly [ids: string, ...rest: readonly string[]])[]): string[] =>
  rows.flatMap(([ids]) => ids.split(" "));

it("every collected class of synchronisation has a test, or a reason why not, and only one of them", () => {
  expect([...idsOf(proofs), ...idsOf(unproved)].toSorted()).toEqual(IDS.split(" "));
});

it.each(proofs)("SYNC-%s: the test is there", (_, file, test) => {
  const text = readFileSync(new URL(`../../../${file}`, import.meta.url), "utf8");
  expect(text).toContain(test);
});
