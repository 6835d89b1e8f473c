import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { lockData } from "./data-lock";

const root = await mkdtemp(join(tmpdir(), "linksnap-lock-"));
afterAll(() => rm(root, { recursive: true, force: true }));

it("[S19] one server per data folder: a second one is told which process has it", async () => {
  const dataDir = join(root, "busy");
  const other = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)"]);
  await once(other, "spawn");
  const unlock = await lockData(dataDir);
  const own = await readFile(join(dataDir, "server.lock"), "utf8");
  await unlock();

  const start =
    own.split(" ")[1] === "\n"
      ? ""
      : (await readFile(`/proc/${other.pid}/stat`, "utf8")).split(") ")[1]!.split(" ")[19];
  await writeFile(join(dataDir, "server.lock"), `${other.pid} ${start}\n`);
  await expect(lockData(dataDir)).rejects.toThrow(`process ${other.pid}`);

  other.kill("SIGKILL");
  await once(other, "exit");
  await (
    await lockData(dataDir)
  )();
});

it("[S19] a lock of a killed server, or of a process that only got its number, does not count", async () => {
  const dataDir = join(root, "stale");
  await (
    await lockData(dataDir)
  )();
  for (const text of ["999999999 5\n", `${process.ppid} 1\n`, "", "nonsense", `${process.pid} 1\n`]) {
    await writeFile(join(dataDir, "server.lock"), text);
    await (
      await lockData(dataDir)
    )();
  }
});

it("[S19] lets others pass through the folder, not look into it", async () => {
  const dataDir = join(root, "mode");
  await (
    await lockData(dataDir)
  )();
  expect((await stat(dataDir)).mode & 0o066).toBe(0);
});
