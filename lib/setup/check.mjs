/**
 * `npm run check`: what can be said of the sources without running them, two checks beside each other, then the unit
 * tests. A check that fails prints its words in one piece when it ends; the others go on and are heard too.
 */
import { spawn, spawnSync } from "node:child_process";

/** Two lanes of about equal length: the compiler has one thread and is the longest. */
const LANES = [["types"], ["lint", "deps", "format:check"]];

const npm = process.platform === "win32" ? "npm.cmd" : "npm";
const shell = process.platform === "win32";

/** Resolves to whether the script succeeded. */
const run = (script) =>
  new Promise((resolve) => {
    const child = spawn(npm, ["run", "--silent", script], { shell, stdio: ["ignore", "pipe", "pipe"] });
    const words = [];
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => words.push(data));
    child.on("error", (error) => words.push(Buffer.from(String(error))));
    child.on("close", (code) => {
      const ok = code === 0;
      process.stdout.write(`[check] ${script}: ${ok ? "clean" : "failed"}\n`);
      if (!ok) process.stdout.write(`${Buffer.concat(words).toString()}\n`);
      resolve(ok);
    });
  });

async function lane(scripts) {
  let clean = true;
  for (const script of scripts) clean = (await run(script)) && clean;
  return clean;
}

const clean = await Promise.all(LANES.map(lane));
if (clean.includes(false)) process.exit(1);
const { status } = spawnSync(npm, ["run", "--silent", "unit"], { shell, stdio: "inherit" });
process.exit(status ?? 1);
