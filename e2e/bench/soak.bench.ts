/**
 * Endurance of captures in the running server: ten at once beside a steady stream, with hang-ups, killed browsers and a
 * killed server in between; then what is left and what memory has come to. `--runs n` is the number of rounds.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { listProcesses, memoryOf, treeOf } from "../../lib/capture/process-tree";
import { createApp, type App } from "../support/app";
import { connect, type ServerClient } from "../support/server-client";
import { startSite } from "../support/site-server";
import { machineFacts, machineLine } from "./support/machine";
import { readOptions } from "./support/options";
import { say } from "./support/report";
import { formatTable } from "./support/table";
import { findChromium } from "./support/tools";

const MB = 1024 * 1024;
const AT_ONCE = 10;
const REST_MS = 60_000;
const PATHS = ["/zh", "/append-only-log", "/lazy", "/frames", "/canvas"];

interface Look {
  readonly processes: number;
  readonly bytes: number;
}

/** The server's whole tree: Node, the browser that stands ready, and whatever captures run. */
async function look(app: App): Promise<Look> {
  const rows = await listProcesses();
  const server = app.running().find(({ command }) => command.includes("dist/server.js"));
  const tree = [...treeOf(server?.pid ?? -1, rows).keys()];
  return { processes: tree.length, bytes: await memoryOf(tree) };
}

/** Waits until no more processes run than before; gives up after a minute, with what there is then. */
async function rest(app: App, most: number): Promise<Look & { readonly ms: number }> {
  const started = performance.now();
  let now = await look(app);
  while (now.processes > most && performance.now() - started < REST_MS) {
    await sleep(500);
    now = await look(app);
  }
  return { ...now, ms: performance.now() - started };
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

const { runs } = readOptions(process.argv.slice(2));
const folder = await mkdtemp(join(tmpdir(), "linksnap-soak-"));
// One capture at a time per site: so each of the crowd needs a site of its own.
const sites = await Promise.all(Array.from({ length: AT_ONCE + 3 }, () => startSite()));
const at = (index: number, path: string): string => sites[index % sites.length]?.url(path) ?? "";
const app = await createApp({
  folder,
  allowPrivate: sites.map(({ host }) => host).join(","),
  env: { LINKSNAP_CAPTURES: String(AT_ONCE), LINKSNAP_CHROMIUM: findChromium() },
});
const lines: string[][] = [];
const counts = new Map<string, number>();
let isGood = true;
try {
  await app.start();
  const client = await connect(app.origin);
  await endOf(client, at(0, "/zh"));
  // Until the next browser stands ready.
  await sleep(20_000);
  const base = await look(app);
  say(`base: ${base.processes} processes, ${Math.round(base.bytes / MB)} MB`);
  for (let round = 1; round <= runs; round++) {
    const crowd = Array.from({ length: AT_ONCE }, (_, i) =>
      endOf(client, at(i, `${PATHS[i % PATHS.length] ?? "/"}?${round}-${i}`)),
    );
    const stream = (async () => {
      const ends: string[] = [];
      for (let i = 0; i < 5; i++) ends.push(await endOf(client, at(AT_ONCE, `/zh?stream-${round}-${i}`)));
      return ends;
    })();
    const gone = [
      hangUp(client, at(AT_ONCE + 1, `/lazy?gone-${round}`)),
      hangUp(client, at(AT_ONCE + 2, `/zh?gone-${round}`)),
    ];
    await sleep(2_000 + Math.random() * 4_000);
    await killOne(app);
    const ends = [...(await Promise.all(crowd)), ...(await stream)];
    await Promise.all(gone);
    for (const end of ends) counts.set(end, (counts.get(end) ?? 0) + 1);
    const after = await rest(app, base.processes);
    // Two hung up and one was killed: nearly all of the others must have been kept.
    const kept = ends.filter((end) => end === "done").length;
    isGood &&= kept >= ends.length - 3;
    const isBack = after.processes <= base.processes && after.bytes < base.bytes * 1.5 + 100 * MB;
    isGood &&= isBack;
    lines.push([
      String(round),
      String(ends.length),
      String(kept),
      String(after.processes),
      String(Math.round(after.bytes / MB)),
      (after.ms / 1000).toFixed(1),
      isBack ? "yes" : "NO",
    ]);
    say(`round ${round}: ${lines.at(-1)?.join(" | ") ?? ""}`);
  }
  void endOf(client, at(0, "/endless?last"));
  await sleep(3_000);
  await app.kill();
  const left = await app.leftovers(10_000);
  isGood &&= left.length === 0;
  say(`server killed in the middle of a capture: ${left.length} processes left`);
} finally {
  await app.dispose();
  await Promise.all(sites.map((site) => site.close()));
  await rm(folder, { recursive: true, force: true });
}
say(
  `\n${formatTable(["round", "captures", "kept", "processes after", "MB after", "s to rest", "back to base"], lines)}`,
);
say(`Ends: ${[...counts].map(([end, count]) => `${end} ${count}`).join(", ")}`);
say(machineLine(machineFacts(findChromium())));
process.exitCode = isGood ? 0 : 1;
