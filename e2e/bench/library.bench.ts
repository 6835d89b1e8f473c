/**
 * How the library bears its weight: opening, scrolling, searching, saving, importing at 1,000, 10,000 and 100,000 links in
 * the built app and a real browser, as the machine is and made four times slower. See README.md.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { builtServer, PORT } from "./library/app-page";
import { measureLibrary, type LibraryFigures } from "./library/measure";
import { measurePeers } from "./library/peers";
import { filledProfile } from "./library/profile";
import { figuresTable, libraryRows } from "./library/summary";
import { machineFacts } from "./support/machine";
import { isAsked, readOptions } from "./support/options";
import { publish, say } from "./support/report";
import { bundleForPage, endOnSignal, findChromium } from "./support/tools";

const SIZES = [1000, 10_000, 100_000];
const THROTTLE = 4;

async function startServer(data: string): Promise<ChildProcess> {
  const server = spawn(process.execPath, [builtServer()], {
    env: { ...process.env, NODE_ENV: "production", PORT: String(PORT), LINKSNAP_DATA: data },
    stdio: "ignore",
  });
  for (let tries = 0; tries < 300; tries++) {
    if (server.exitCode !== null) throw new Error(`the server ended at its start: is port ${PORT} free?`);
    const isUp = await fetch(`http://127.0.0.1:${PORT}/api/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return server;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the server did not answer within 30 s");
}

endOnSignal();
const options = readOptions(process.argv.slice(2));
const machine = machineFacts(findChromium());
const data = await mkdtemp(join(tmpdir(), "linksnap-bench-"));
let running: ChildProcess | null = null;
const server = {
  start: async () => {
    running ??= await startServer(data);
  },
  stop: async () => {
    const ending = running;
    running = null;
    if (!ending || ending.exitCode !== null) return;
    ending.kill("SIGTERM");
    await once(ending, "exit");
  },
};
await server.start();
const figures: LibraryFigures[] = [];
try {
  const probe = await bundleForPage(join(import.meta.dirname, "library/inpage/probe.ts"));
  for (const links of SIZES.filter((size) => isAsked(options, String(size)))) {
    const profile = await filledProfile(links, probe);
    for (const slower of [1, THROTTLE]) {
      if (!isAsked(options, "slow") && options.pages && slower > 1) continue;
      figures.push(await measureLibrary({ links, profile, probe, slower, runs: options.runs, server }));
      say(figuresTable(figures.slice(-1)));
    }
  }
  const peers = isAsked(options, "peers") ? await measurePeers() : [];
  say(`\n${figuresTable(figures)}`);
  await publish({
    name: "library",
    machine,
    runs: options.runs,
    spread: null,
    rows: libraryRows(figures, peers),
    details: [{ figures, peers }],
    notRun: [],
  });
} finally {
  await server.stop();
  await rm(data, { recursive: true, force: true });
}
