/**
 * Endurance of captures in the running server: ten at once beside a steady stream, with hang-ups, killed browsers and a
 * killed server in between; then what is left and what memory has come to. `--runs n` is the number of rounds, each about
 * two minutes.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { listProcesses, memoryOf, treeOf } from "../../lib/capture/process-tree";
import { createApp, type App } from "../support/app";
import { connect, type ServerClient } from "../support/server-client";
import { startSite } from "../support/site-server";
import { machineFacts } from "./support/machine";
import { readOptions } from "./support/options";
import { publish, say } from "./support/report";
import { toRow, type Measured } from "./support/rows";
import { formatTable } from "./support/table";
import { endOnSignal, findChromium } from "./support/tools";

const MB = 1024 * 1024;
const AT_ONCE = 10;
const STREAM = 5;
const REST_MS = 60_000;
/** The next browser stands ready after this long. */
const READY_MS = 20_000;
const PATHS = ["/zh", "/append-only-log", "/lazy", "/frames", "/canvas"];

/**
 * How much memory counts as back: one browser that stands ready takes some tens of megabytes more than another, and Node
 * gives its garbage back when it likes. What is left of a capture would add up, and is looked for by `growthOf`.
 */
const backAt = (base: number): number => base * 1.2;
/** What the later rounds may leave more than the earlier ones, as a part of the base. */
const STEADY = 0.1;

interface Look {
  readonly processes: number;
  readonly bytes: number;
}

/**
 * The server's whole tree: Node, the browser that stands ready, and whatever captures run. The bench shares the server's
 * process group, and is not counted.
 */
async function look(app: App): Promise<Look> {
  const all = await listProcesses();
  const bench = all.find(({ pid }) => pid === process.pid)?.group;
  const server = app.running().find(({ command }) => command.includes("dist/server.js"));
  const rows = all.filter(({ pid, group }) => group !== bench || pid === server?.pid);
  const tree = [...treeOf(server?.pid ?? -1, rows).keys()];
  return { processes: tree.length, bytes: memoryOf(tree) };
}

/**
 * Waits until the next browser stands ready, as one did before, and then until processes and memory are back; gives up
 * after a minute, with what there is then.
 */
async function rest(app: App, base: Look): Promise<Look & { readonly ms: number; readonly isBack: boolean }> {
  const started = performance.now();
  await sleep(READY_MS);
  for (;;) {
    const now = await look(app);
    const isBack = now.processes <= base.processes && now.bytes <= backAt(base.bytes);
    const ms = performance.now() - started;
    if (isBack || ms > REST_MS) return { ...now, ms, isBack };
    await sleep(500);
  }
}

/** The end of one capture: `done`, or the code of its failure, or that the connection broke. */
const endOf = (client: ServerClient, url: string): Promise<string> =>
  client.capture({ url }).then(
    (events) => {
      const last = events.at(-1);
      return last?.type === "failed" ? last.code : (last?.type ?? "cut");
    },
    () => "cut",
  );

/** Asks for a capture and hangs up at a time of its own. */
async function hangUp(client: ServerClient, url: string): Promise<void> {
  const body = JSON.stringify({ url });
  const headers = { "content-type": "application/json" };
  const signal = AbortSignal.timeout(Math.round(300 + Math.random() * 3000));
  await client
    .get("/api/captures", { method: "POST", headers, body, signal })
    .then((response) => response.text())
    .catch(() => "");
}

/** Kills one browser, as a lack of memory would. */
async function killOne(app: App): Promise<void> {
  for (const { pid, command } of app.running()) {
    if (!command.includes("--remote-debugging-pipe") || command.includes("--type=")) continue;
    const state = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
    if (state === "") continue;
    process.kill(pid, "SIGKILL");
    return;
  }
}

interface Round extends Look {
  readonly ends: readonly string[];
  readonly kept: number;
  readonly ms: number;
  readonly isBack: boolean;
}

interface Stand {
  readonly app: App;
  readonly client: ServerClient;
  /** Address of a page on one of the sites. */
  readonly at: (site: number, path: string) => string;
}

async function oneAfterAnother({ client, at }: Stand, round: number): Promise<string[]> {
  const ends: string[] = [];
  for (let i = 0; i < STREAM; i++) ends.push(await endOf(client, at(AT_ONCE, `/zh?stream-${round}-${i}`)));
  return ends;
}

/** Ten at once beside a stream of single ones, two that hang up, one whose browser is killed; then rest. */
async function soak(stand: Stand, round: number, base: Look): Promise<Round> {
  const { app, client, at } = stand;
  const crowd = Array.from({ length: AT_ONCE }, (_, i) =>
    endOf(client, at(i, `${PATHS[i % PATHS.length] ?? "/"}?${round}-${i}`)),
  );
  const stream = oneAfterAnother(stand, round);
  const gone = [
    hangUp(client, at(AT_ONCE + 1, `/lazy?gone-${round}`)),
    hangUp(client, at(AT_ONCE + 2, `/zh?gone-${round}`)),
  ];
  await sleep(2_000 + Math.random() * 4_000);
  await killOne(app);
  const ends = [...(await Promise.all(crowd)), ...(await stream)];
  await Promise.all(gone);
  const kept = ends.filter((end) => end === "done").length;
  return { ...(await rest(app, base)), ends, kept };
}

/** The server is killed in the middle of a capture. Resolves with how many processes are left. */
async function killServer({ app, client, at }: Stand): Promise<number> {
  void endOf(client, at(0, "/endless?last"));
  await sleep(3_000);
  await app.kill();
  return (await app.leftovers(10_000)).length;
}

/** How much more the later half of the rounds left than the earlier half, on average, in bytes. */
function growthOf(rounds: readonly Round[]): number {
  const half = Math.floor(rounds.length / 2);
  const mean = (some: readonly Round[]): number =>
    some.reduce((sum, { bytes }) => sum + bytes, 0) / Math.max(1, some.length);
  return half === 0 ? 0 : mean(rounds.slice(-half)) - mean(rounds.slice(0, half));
}

function rowsOf(rounds: readonly Round[], base: Look, left: number): Measured[] {
  const worst = (of: (round: Round) => number): number => Math.max(...rounds.map(of));
  const all = rounds.reduce((sum, { ends }) => sum + ends.length, 0);
  const kept = rounds.reduce((sum, round) => sum + round.kept, 0);
  const more = (bytes: number): number => (bytes - base.bytes) / MB;
  return [
    // The browser of one was killed in each round; its device would ask again.
    { what: `captures kept, of ${all}`, ours: kept, unit: "", goal: { atLeast: all - rounds.length } },
    {
      what: "processes more than before, most",
      ours: worst(({ processes }) => processes - base.processes),
      unit: "",
      goal: { atMost: 0 },
    },
    {
      what: "memory more than before, most",
      ours: worst(({ bytes }) => more(bytes)),
      unit: "MB",
      goal: { atMost: Math.round(more(backAt(base.bytes))) },
    },
    {
      what: "memory more in the later rounds than in the earlier",
      ours: growthOf(rounds) / MB,
      unit: "MB",
      goal: { atMost: Math.round((STEADY * base.bytes) / MB) },
    },
    {
      what: "until both were back, longest",
      ours: worst(({ ms }) => ms) / 1000,
      unit: "s",
      goal: { atMost: REST_MS / 1000 },
    },
    { what: "processes left of a killed server", ours: left, unit: "", goal: { atMost: 0 } },
  ];
}

const lineOf = ({ ends, kept, processes, bytes, ms, isBack }: Round, index: number): string[] => [
  String(index + 1),
  String(ends.length),
  String(kept),
  ends.filter((end) => end !== "done").join(" "),
  String(processes),
  String(Math.round(bytes / MB)),
  (ms / 1000).toFixed(1),
  isBack ? "yes" : "NO",
];

const HEAD = ["round", "captures", "kept", "other ends", "processes after", "MB after", "s to rest", "back"];

endOnSignal();
const { runs, hasTime } = readOptions(process.argv.slice(2), { minutes: 8 });
const machine = machineFacts(findChromium());
const folder = await mkdtemp(join(tmpdir(), "linksnap-soak-"));
// One capture at a time per site: so each of the crowd needs a site of its own.
const sites = await Promise.all(Array.from({ length: AT_ONCE + 3 }, () => startSite()));
const at = (index: number, path: string): string => sites[index % sites.length]?.url(path) ?? "";
const app = await createApp({
  folder,
  allowPrivate: sites.map(({ host }) => host).join(","),
  env: {
    LINKSNAP_CAPTURES: String(AT_ONCE),
    // What ten browsers do on two cores in this time each would do alone in a tenth of it.
    LINKSNAP_CAPTURE_SECONDS: "90",
    LINKSNAP_CHROMIUM: findChromium(),
  },
});
const rounds: Round[] = [];
const notRun: string[] = [];
try {
  await app.start();
  const client = await connect(app.origin);
  const stand = { app, client, at };
  await endOf(client, at(0, "/zh"));
  await sleep(READY_MS);
  const base = await look(app);
  say(`base: ${base.processes} processes, ${Math.round(base.bytes / MB)} MB`);
  for (let round = 1; round <= runs && hasTime(); round++) {
    const done = await soak(stand, round, base);
    say(
      `round ${round} of ${runs}: ${done.kept} of ${done.ends.length} kept, ${(done.ms / 1000).toFixed(1)} s to rest`,
    );
    rounds.push(done);
  }
  if (rounds.length < runs)
    notRun.push(`rounds ${rounds.length + 1} to ${runs}: no time was left (--minutes)`);
  const left = await killServer(stand);
  const rows = rowsOf(rounds, base, left).map(toRow);
  await publish({
    name: "soak",
    machine,
    runs: rounds.length,
    spread: null,
    rows,
    tables: [formatTable(HEAD, rounds.map(lineOf))],
    details: rounds,
    notRun,
  });
  process.exitCode = rows.some(({ holds }) => holds === false) ? 1 : 0;
} finally {
  await app.dispose();
  await Promise.all(sites.map((site) => site.close()));
  await rm(folder, { recursive: true, force: true });
}
