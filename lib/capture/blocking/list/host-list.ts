/**
 * A block list of whole hosts as one file: what it is and where it comes from (lines that begin with `#`), its exceptions
 * (`host site site …`), an empty line, and the hosts, a line each in the order of their bytes. It is searched where it
 * lies, in bytes: nothing is unpacked, a question costs some microseconds and no memory beside the file.
 */
import { upwards } from "../names";
import { ALL, type HostRules } from "./rules";

/**
 * What a list says of a host that a page asks for. `passes`: the list lets it through for everybody, at least in part;
 * `needed`: for this page.
 */
export type ListWord = "blocked" | "passes" | "needed" | "unknown";

const LINE_FEED = 10;

/** The text of a list. `about` are its first lines, as they are to be read by people. */
export function writeHostList({ blocked, passes }: HostRules, about: readonly string[]): string {
  const head = about.map((line) => `# ${line}`);
  const exceptions = [...passes].map(([host, sites]) => [host, ...sites].join(" "));
  return [...head, ...exceptions, "", ...blocked, ""].join("\n");
}

export class HostList {
  private readonly passes = new Map<string, ReadonlySet<string>>();
  private readonly hosts: Buffer;

  constructor(file: Buffer) {
    const end = file.indexOf("\n\n");
    const head = file.toString("latin1", 0, end < 0 ? file.length : end);
    for (const line of head.split("\n").filter((each) => each !== "" && !each.startsWith("#"))) {
      const [host = "", ...sites] = line.split(" ");
      this.passes.set(host, new Set(sites));
    }
    this.hosts = end < 0 ? Buffer.alloc(0) : file.subarray(end + 2);
  }

  /** `pages` are the hosts of the page that asks: its address, and those that led to it. All names are plain. */
  wordOn(host: string, pages: readonly string[]): ListWord {
    const names = upwards(host);
    const asking = pages.flatMap(upwards);
    const exceptions = [ALL, ...names].flatMap((name) => this.passes.get(name) ?? []);
    if (exceptions.some((sites) => asking.some((page) => sites.has(page)))) return "needed";
    if (exceptions.some((sites) => sites.has(ALL))) return "passes";
    return names.some((name) => this.holds(name)) ? "blocked" : "unknown";
  }

  /** Whether a line is exactly this name: half of what is left is put aside at each look. */
  private holds(name: string): boolean {
    const wanted = Buffer.from(name, "latin1");
    let from = 0;
    let to = this.hosts.length;
    while (from < to) {
      const middle = Math.max(from, ((from + to) >> 1) - 1);
      const start = Math.max(from, this.hosts.lastIndexOf(LINE_FEED, middle) + 1);
      const end = this.hosts.indexOf(LINE_FEED, start);
      const order = wanted.compare(this.hosts, start, end < 0 ? this.hosts.length : end);
      if (order === 0) return true;
      if (order < 0) to = start;
      else from = end < 0 ? to : end + 1;
    }
    return false;
  }
}
