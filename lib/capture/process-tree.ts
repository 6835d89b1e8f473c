/**
 * Finds and ends everything a process started, also what moved to a process group of its own (Chromium does). Linux
 * answers from /proc, other systems through `ps`.
 */
import { execFile } from "node:child_process";
import { closeSync, existsSync, openSync, readdirSync, readSync } from "node:fs";
import { promisify } from "node:util";

export interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** When it started, in the system's own words: tells a process from a later one with the same number. */
  readonly start: string;
  /** Ended, but not yet collected by its parent. */
  readonly isZombie: boolean;
}

const run = promisify(execFile);

/** Longer than any file of /proc that is read here. */
const room = Buffer.alloc(16 * 1024);

/**
 * A file of /proc as text, "" when the process is gone. They wait for no disk, and are hundreds, some times a second: read
 * each into a buffer of its own, as `readFile` does, they would make 50 MB of garbage in a second.
 */
function readProc(pid: string, name: string): string {
  let file: number | undefined;
  try {
    file = openSync(`/proc/${pid}/${name}`, "r");
    return room.toString("latin1", 0, readSync(file, room, 0, room.byteLength, 0));
  } catch {
    // It ended while we looked.
    return "";
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function readProcRow(name: string): ProcessRow | null {
  const stat = readProc(name, "stat");
  if (stat === "") return null;
  // The command name may hold spaces and brackets: the fields begin after the last one.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [state, parent, group] = fields;
  return {
    pid: Number(name),
    parent: Number(parent),
    group: Number(group),
    start: fields[19] ?? "",
    isZombie: state === "Z",
  };
}

/** All processes of this machine that we can see. */
export async function listProcesses(): Promise<readonly ProcessRow[]> {
  if (existsSync("/proc/self/stat")) {
    const names = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    return names.map(readProcRow).filter((row) => row !== null);
  }
  const { stdout } = await run("ps", ["-axo", "pid=,ppid=,pgid=,stat=,lstart="]);
  return stdout.split("\n").flatMap((line) => {
    const [pid, parent, group, state, ...start] = line.trim().split(/\s+/);
    if (!pid || !state) return [];
    return [
      {
        pid: Number(pid),
        parent: Number(parent),
        group: Number(group),
        start: start.join(" "),
        isZombie: state.startsWith("Z"),
      },
    ];
  });
}

let lately: { readonly at: number; readonly rows: Promise<readonly ProcessRow[]> } | undefined;

/** The same as it was at most `ageMs` ago, for many who look again and again: one look is enough for all of them. */
export function listLately(ageMs: number): Promise<readonly ProcessRow[]> {
  if (!lately || performance.now() - lately.at > ageMs)
    lately = { at: performance.now(), rows: listProcesses() };
  return lately.rows;
}

/** Processes by number, with their start. */
export type ProcessSet = ReadonlyMap<number, string>;

/** The living processes below `root` and itself, with everything that shares a process group with one of them. */
export function treeOf(root: number, rows: readonly ProcessRow[]): ProcessSet {
  const tree = new Set([root]);
  const groups = new Set<number>();
  for (let grown = true; grown; ) {
    grown = false;
    for (const row of rows) {
      if (!tree.has(row.pid) && !tree.has(row.parent) && !groups.has(row.group)) continue;
      grown ||= !tree.has(row.pid) || !groups.has(row.group);
      tree.add(row.pid);
      groups.add(row.group);
    }
  }
  return new Map(rows.filter((row) => tree.has(row.pid) && !row.isZombie).map((row) => [row.pid, row.start]));
}

const kill = (pid: number): void => {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended before: what we wanted.
  }
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Adds what belongs to the tree by now to `members`, and returns who of them lives. */
async function livingMembers(root: number, members: Map<number, string>): Promise<number[]> {
  const rows = await listProcesses();
  const isMember = (row: ProcessRow): boolean => members.get(row.pid) === row.start;
  for (const row of rows.filter((r) => r.pid === root || isMember(r)))
    for (const [pid, start] of treeOf(row.pid, rows)) members.set(pid, start);
  return rows.filter((row) => !row.isZombie && isMember(row)).map((row) => row.pid);
}

/**
 * Kills the tree below and with `root` and returns when no member is left, or after `patienceMs`. The root goes last, so
 * that it can still collect its dead children. `known` are members seen before, whose parent may be gone by now.
 * Returns how many are left.
 */
export async function endTree(root: number, known: ProcessSet, patienceMs = 5_000): Promise<number> {
  const end = performance.now() + patienceMs;
  const members = new Map(known);
  for (;;) {
    const left = await livingMembers(root, members);
    if (left.length === 0 || performance.now() > end) return left.length;
    const below = left.filter((pid) => pid !== root);
    for (const pid of below.length > 0 ? below : left) kill(pid);
    await pause(below.length > 0 ? 30 : 10);
  }
}

const KB = 1024;

/** Resident memory of some processes together, in bytes; 0 where the system does not tell. */
export function memoryOf(pids: Iterable<number>): number {
  const each = [...pids].map(residentOf);
  const own = each.reduce((sum, { anonymous }) => sum + anonymous, 0);
  // Shared memory shows in each of the processes that map it, mostly two: the page's and the one that draws.
  const shared = each.reduce((sum, one) => sum + one.shared, 0);
  return (own + shared / 2) * KB;
}

/** In kilobytes, 0 where this is not Linux; program files are left out, as they are the same pages in every process. */
function residentOf(pid: number): { anonymous: number; shared: number } {
  const status = readProc(String(pid), "status");
  const read = (name: string): number =>
    Number(new RegExp(`^${name}:\\s*(\\d+) kB`, "m").exec(status)?.[1] ?? 0);
  return { anonymous: read("RssAnon"), shared: read("RssShmem") };
}
