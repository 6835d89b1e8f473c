/** Runs every bench beside this file, one after another, each in a process of its own. Arguments are handed on. */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";

const folder = import.meta.dirname;
for (const name of readdirSync(folder)
  .filter((file) => file.endsWith(".bench.ts"))
  .toSorted()) {
  process.stdout.write(`\n== ${name.replace(".bench.ts", "")}\n`);
  const { status } = spawnSync(
    process.execPath,
    ["--import", "tsx", join(folder, name), ...process.argv.slice(2)],
    { stdio: "inherit" },
  );
  if (status !== 0) process.exitCode = 1;
}
