/**
 * Kills the browser at a hundred random moments during saves, renames, tags, imports and the compaction of logs, and
 * looks whether everything that was acknowledged is there. `--runs n` is the number of kills; `LINKSNAP_SEED` another seed.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { killRounds } from "../durability/kill-rounds";
import { startStand } from "../durability/stand";
import { machineFacts, machineLine } from "./support/machine";
import { readOptions } from "./support/options";
import { say } from "./support/report";
import { canSandbox, endOnSignal, findChromium } from "./support/tools";

const KILLS = 100;
const seed = Number(process.env["LINKSNAP_SEED"] ?? 20_261_122);

endOnSignal();
const asked = process.argv.slice(2);
const { runs } = readOptions(asked);
const rounds = asked.includes("--runs") ? runs : KILLS;
const machine = machineFacts(findChromium());
const folder = await mkdtemp(join(tmpdir(), "linksnap-crash-"));
const stand = await startStand();
try {
  const { acknowledged, lost } = await killRounds({
    origin: stand.origin,
    profile: join(folder, "profile"),
    chromium: findChromium(),
    args: [...(canSandbox() ? [] : ["--no-sandbox"]), "--disable-gpu", "--no-first-run", "--disable-sync"],
    rounds,
    seed,
    told: (round, count) => say(`killed ${round} of ${rounds} times, ${count} writes acknowledged`),
  });
  say(machineLine(machine));
  for (const line of lost.slice(0, 50)) say(`LOST ${line}`);
  say(`seed ${seed}: ${acknowledged} writes acknowledged, ${lost.length} lost over ${rounds} kills`);
  process.exitCode = lost.length === 0 ? 0 : 1;
} finally {
  await stand.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
