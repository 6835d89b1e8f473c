/**
 * Watches which processes descend from one that a test started, so that the test can prove none outlives it. A process
 * that was seen once stays known by its id and start time, also after its parent died and init adopted it.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

export interface ProcessInfo {
  readonly pid: number;
  readonly parent: number;
  /** Start time in the system's own unit: with `pid` it names a process beyond doubt. */
  readonly started: string;
  readonly command: string;
}

/** One process from /proc, or null when it is gone or a zombie, which is only waiting to be counted. */
function readProc(pid: string): ProcessInfo | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z" || fields[0] === "X") return null;
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    return { pid: Number(pid), parent: Number(fields[1]), started: fields[19] ?? "", command };
  } catch {
    // It ended between the listing and the reading.
    return null;
  }
}

function readPs(): ProcessInfo[] {
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat=,lstart=,args="], { encoding: "utf8" });
  return table.split("\n").flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(\S+\s+\S+\s+\S+\s+\S+\s+\S+)\s+(.*)$/.exec(line);
    if (!match || match[3]?.startsWith("Z")) return [];
    return [
      { pid: Number(match[1]), parent: Number(match[2]), started: match[4] ?? "", command: match[5] ?? "" },
    ];
  });
}

/** All processes of this machine that are alive. */
export function runningProcesses(): ProcessInfo[] {
  if (!existsSync("/proc/self/stat")) return readPs();
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => readProc(pid) ?? []);
}

/** SIGKILL. A process that ended by itself in the meantime is fine. */
export function killNow(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // Already gone.
  }
}

const nameOf = (process: ProcessInfo): string => `${process.pid}@${process.started}`;

export interface ProcessWatch {
  /** Counts this process and its descendants from now on. */
  add(pid: number): void;
  /** Watched processes that are alive, and any whose command line names `folder`. */
  alive(): ProcessInfo[];
  stop(): void;
}

/** Starts watching. Samples four times a second, so a process must live that long, or be a child of one that does. */
export function watchProcesses(folder: string): ProcessWatch {
  const roots = new Set<number>();
  const known = new Set<string>();
  const sample = (): ProcessInfo[] => {
    const all = runningProcesses();
    const tree = new Set(
      all.filter((one) => known.has(nameOf(one)) || roots.has(one.pid)).map((one) => one.pid),
    );
    for (let before = -1; before !== tree.size; ) {
      before = tree.size;
      for (const one of all) if (tree.has(one.parent)) tree.add(one.pid);
    }
    for (const one of all) if (tree.has(one.pid)) known.add(nameOf(one));
    return all;
  };
  const timer = setInterval(sample, 250);
  timer.unref();
  return {
    add: (pid) => {
      roots.add(pid);
      sample();
      roots.delete(pid);
    },
    alive: () =>
      sample().filter(
        (one) => one.pid !== process.pid && (known.has(nameOf(one)) || one.command.includes(folder)),
      ),
    stop: () => clearInterval(timer),
  };
}
