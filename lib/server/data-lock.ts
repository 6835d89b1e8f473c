/**
 * One server per data folder: two would overwrite each other's list of devices. The folder holds the number and start
 * of the process that uses it; a process that is gone, or another one that got its number, does not count.
 */
import { readFile, rm } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder, writeDurably } from "./durable-file";

/** When a process started, as the system counts it; "" where the system does not tell or there is no such process. */
function startOf(pid: number): string {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The program's name stands in parentheses and may hold spaces; the start is the 20th field after it.
    return text.slice(text.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return ""; // no /proc here, or no such process: the number alone decides
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** The process that uses the folder, or `null`. */
async function holderOf(path: string): Promise<number | null> {
  const text = await readFile(path, "utf8").catch(() => ""); // no lock file: nobody
  const match = /^(\d+) (\d*)\n$/.exec(text);
  const pid = Number(match?.[1]);
  if (!match || pid === process.pid || !isRunning(pid)) return null;
  return match[2] === startOf(pid) ? pid : null;
}

/** Takes the folder for this process and returns how to give it back. Throws with words when another one has it. */
export async function lockData(dataDir: string): Promise<() => Promise<void>> {
  // Others may pass through, not look in: captures run as a user of their own in a folder below.
  await makeFolder(dataDir, 0o711);
  const path = join(dataDir, "server.lock");
  const holder = await holderOf(path);
  if (holder !== null)
    throw new Error(
      `Another Linksnap server (process ${holder}) uses ${dataDir}. Stop it, or set LINKSNAP_DATA to another folder.`,
    );
  await writeDurably(path, `${process.pid} ${startOf(process.pid)}\n`);
  return () => rm(path, { force: true });
}
