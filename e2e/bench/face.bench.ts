/** The face of the built app on a phone: what Lighthouse says of a first visit, and how long a share takes. See README.md. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { emptyPageName, openEmptyPage } from "./face/empty-page";
import { audit, CATEGORIES, fetchLighthouse, type Audit } from "./face/lighthouse";
import { measureShares, type ShareTimes } from "./face/share";
import { PORT } from "./library/app-page";
import { appServer } from "./support/app-server";
import { machineFacts } from "./support/machine";
import { isAsked, readOptions } from "./support/options";
import { publish, say } from "./support/report";
import { toRow } from "./support/rows";
import { median } from "./support/stats";
import { formatTable } from "./support/table";
import { endOnSignal, findChromium } from "./support/tools";

const GOALS = { performance: 95, accessibility: 100, "best-practices": 100 } as const;
const SHARES = 7;
const EMPTY = "an empty Next page";
const EMPTY_PORT = PORT + 1;
const SCREENS = [
  "/",
  "/tags",
  "/devices",
  "/settings",
  "/import",
  "/activity",
  "/duplicates",
  "/pair",
  "/shared",
  "/link",
];

/** What the empty page had in the same run. */
const emptyPeer = (visits: readonly Audit[]): { name: string; value: number } => ({
  name: emptyPageName(),
  value: median(visits.map(({ scores }) => scores.performance)),
});

endOnSignal();
const options = readOptions(process.argv.slice(2));
const folder = await mkdtemp(join(tmpdir(), "linksnap-face-"));
const server = appServer(PORT, join(folder, "data"));
const origin = `http://127.0.0.1:${PORT}`;
const audits: Audit[] = [];
/** The same visits to the empty page, in turn with ours. */
const empty: Audit[] = [];
let shares: readonly ShareTimes[] = [];
const notRun: string[] = [];

/** A visit takes a quarter of a minute and there are dozens: each is told when it is over. */
function told(what: string, one: Audit): Audit {
  const scores = CATEGORIES.map((category) => one.scores[category]).join(" ");
  say(`${what}: ${scores}, blocking ${one.blocking} ms, machine ${one.machine}`);
  return one;
}

/** Each screen as often as asked, and between the screens the empty page. */
async function visit(lighthouse: string, screens: readonly string[]): Promise<void> {
  const emptyPage = await openEmptyPage(EMPTY_PORT);
  if (!emptyPage) notRun.push(`${EMPTY}: Next could not build it, or port ${EMPTY_PORT} is not free`);
  try {
    for (const path of screens) {
      for (let run = 0; run < options.runs; run++)
        audits.push(told(path, await audit(lighthouse, { origin, path, folder })));
      if (emptyPage)
        empty.push(told(EMPTY, await audit(lighthouse, { origin: emptyPage.origin, path: "/", folder })));
    }
  } finally {
    await emptyPage?.stop();
  }
}

try {
  const lighthouse = await fetchLighthouse();
  if (lighthouse === null) notRun.push("Lighthouse: npm could not fetch it");
  await server.start();
  const screens = SCREENS.filter((screen) => isAsked(options, screen));
  if (lighthouse !== null && screens.length > 0) await visit(lighthouse, screens);
  if (isAsked(options, "share"))
    shares = await measureShares({
      origin: `${origin}/`,
      profile: join(folder, "share"),
      runs: SHARES,
      server,
    });
  const table = formatTable(
    ["screen", ...CATEGORIES, "blocking, ms", "machine", "what took points"],
    [...audits, ...empty.map((one) => ({ ...one, path: EMPTY }))].map((one) => [
      one.path,
      ...CATEGORIES.map((category) => String(one.scores[category])),
      String(one.blocking),
      String(one.machine),
      one.faults.join(", "),
    ]),
  );
  const rows = [...new Set(audits.map(({ path }) => path))].flatMap((path) =>
    CATEGORIES.map((category) =>
      toRow({
        what: `${path}, ${category}`,
        ours: median(audits.filter((one) => one.path === path).map(({ scores }) => scores[category])),
        unit: "of 100",
        ...(category === "performance" && empty.length > 0 ? { peer: emptyPeer(empty) } : {}),
        goal: { atLeast: GOALS[category] },
      }),
    ),
  );
  const kept = { what: "share to kept, offline, median", unit: "ms", goal: { atMost: 300 } } as const;
  const saved = { what: "share to in the library, offline, median", unit: "ms" } as const;
  const shareRows =
    shares.length > 0
      ? [
          toRow({ ...kept, ours: median(shares.map((one) => one.kept)) }),
          toRow({ ...saved, ours: median(shares.map((one) => one.saved)) }),
        ]
      : [];
  await publish({
    name: "face",
    machine: machineFacts(findChromium()),
    runs: options.runs,
    spread: null,
    rows: [...rows, ...shareRows],
    tables: audits.length > 0 ? [table] : [],
    details: [{ audits, empty, shares }],
    notRun,
  });
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
