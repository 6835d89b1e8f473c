import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { killNow, watchProcesses } from "./processes";

it("[X9] the watch finds a grandchild that outlived its parents, and forgets it once it ended", async () => {
  const watch = watchProcesses("/nowhere/at/all");
  const parent = spawn("sh", ["-c", "sh -c 'sleep 60 & wait' & wait"]);
  watch.add(parent.pid!);
  await expect.poll(() => watch.alive().length).toBeGreaterThanOrEqual(3);
  for (const one of watch.alive()) if (!one.command.startsWith("sleep")) killNow(one.pid);
  await expect.poll(() => watch.alive().map((one) => one.command)).toEqual(["sleep 60"]);
  for (const one of watch.alive()) killNow(one.pid);
  await expect.poll(() => watch.alive()).toEqual([]);
  watch.stop();
});

it("[X9] the watch finds a stranger that works in the folder", async () => {
  const folder = `/tmp/linksnap-watch-${process.pid}`;
  const watch = watchProcesses(folder);
  const stranger = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)", folder]);
  await expect.poll(() => watch.alive().some((one) => one.pid === stranger.pid)).toBe(true);
  stranger.kill("SIGKILL");
  await sleep(50);
  await expect.poll(() => watch.alive()).toEqual([]);
  watch.stop();
});
