/** Starts the browser once, really, and says what it is and whether its renderer runs under a seccomp filter. */
import { readFile } from "node:fs/promises";
import type { ChildJob, ChildMessage } from "../messages";
import { listProcesses, treeOf } from "../process-tree";
import { launchBrowser } from "./browser";

/** Seccomp mode of our renderer processes: 0 off, 2 filtered; 0 as well where the system does not tell. */
async function rendererSeccomp(): Promise<number> {
  const modes: number[] = [];
  for (const pid of treeOf(process.pid, await listProcesses()).keys()) {
    try {
      const command = await readFile(`/proc/${pid}/cmdline`, "utf8");
      if (!command.includes("--type=renderer")) continue;
      modes.push(Number(/^Seccomp:\s*(\d)/m.exec(await readFile(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0));
    } catch {
      // It ended while we looked, or this is not Linux.
    }
  }
  return modes.length === 0 ? 0 : Math.min(...modes);
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
    const seccomp = await rendererSeccomp();
    const product = await (await browser.newBrowserCDPSession()).send("Browser.getVersion");
    const name = product.product.replace(/^(Headless)?Chrome\//, "Chromium ");
    await browser.close();
    return { type: "probed", browser: name, seccomp, detail: "" };
  } catch (error) {
    return { type: "probed", browser: "", seccomp: 0, detail: firstLine(error) };
  }
}
