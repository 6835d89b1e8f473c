/** Starts the browser once, really, and says what it is and which walls stand around this process and its pages. */
import { readFile, readlink } from "node:fs/promises";
import { networkInterfaces } from "node:os";
import type { ChildJob, ChildMessage, Walls } from "../../messages";
import { listProcesses, treeOf } from "../../process-tree";
import { launchBrowser } from "../browser";

const nothing: Walls = {
  uid: process.getuid?.() ?? 0,
  noNewPrivileges: false,
  interfaces: [],
  seccomp: 0,
  ownProcesses: false,
  ownNetwork: false,
};

const field = (status: string, name: string): string =>
  new RegExp(`^${name}:\\s*(.*)$`, "m").exec(status)?.[1]?.trim() ?? "";

/** How many process namespaces hold it, as seen from here. */
const depthOf = (status: string): number => field(status, "NSpid").split(/\s+/).length;

const namespaceOf = (pid: number | "self", kind: string): Promise<string> =>
  readlink(`/proc/${pid}/ns/${kind}`);

/** Numbers of our processes that run pages. */
async function renderers(): Promise<number[]> {
  const found: number[] = [];
  for (const pid of treeOf(process.pid, await listProcesses()).keys())
    if ((await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).includes("--type=renderer"))
      found.push(pid);
  return found;
}

/** The walls around one process that runs a page. */
async function wallsOf(
  pid: number,
  own: string,
): Promise<Pick<Walls, "seccomp" | "ownProcesses" | "ownNetwork">> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  // A process may be hidden from its own user; then its list of interfaces tells, which is readable to all.
  const ownNetwork = await Promise.all([namespaceOf(pid, "net"), namespaceOf("self", "net")]).then(
    ([theirs, ours]) => theirs !== ours,
    async () =>
      /^\s*lo:[^\n]*\n?$/.test(
        (await readFile(`/proc/${pid}/net/dev`, "utf8")).split("\n").slice(2).join("\n"),
      ),
  );
  return {
    seccomp: Number(field(status, "Seccomp")),
    ownProcesses: depthOf(status) > depthOf(own),
    ownNetwork,
  };
}

/** What /proc says; nothing where the system has none. */
async function readWalls(): Promise<Walls> {
  try {
    const own = await readFile("/proc/self/status", "utf8");
    const each = await Promise.all((await renderers()).map((pid) => wallsOf(pid, own)));
    return {
      ...nothing,
      noNewPrivileges: field(own, "NoNewPrivs") === "1",
      interfaces: Object.keys(networkInterfaces()),
      seccomp: each.length === 0 ? 0 : Math.min(...each.map(({ seccomp }) => seccomp)),
      ownProcesses: each.length > 0 && each.every(({ ownProcesses }) => ownProcesses),
      ownNetwork: each.length > 0 && each.every(({ ownNetwork }) => ownNetwork),
    };
  } catch {
    // A process ended while we looked, or this is not Linux: nothing is proven.
    return nothing;
  }
}

const firstLine = (error: unknown): string => {
  const text = error instanceof Error ? error.message : String(error);
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return (lines.find((line) => /sandbox|namespace|cannot|error/i.test(line)) ?? lines[0] ?? "")
    .trim()
    .slice(0, 300);
};

export async function probeBrowser(job: Extract<ChildJob, { type: "probe" }>): Promise<ChildMessage> {
  try {
    const browser = await launchBrowser(job);
    const page = await browser.newPage();
    await page.goto("data:text/html,<p>ready</p>");
    const walls = await readWalls();
    const product = await (await browser.newBrowserCDPSession()).send("Browser.getVersion");
    const name = product.product.replace(/^(Headless)?Chrome\//, "Chromium ");
    await browser.close();
    return { type: "probed", browser: name, walls, detail: "" };
  } catch (error) {
    return { type: "probed", browser: "", walls: nothing, detail: firstLine(error) };
  }
}
