/**
 * The capture process: starts its browser, stands ready until its one job comes, does it, says how it went, ends. When
 * its input closes, its parent is gone: it ends its browser and itself, whatever it is doing.
 */
import type { Browser } from "playwright";
import { readChildOrder, type ChildOrder } from "../messages";
import { launchBrowser } from "./browser";
import { capturePage } from "./capture-page";
import { Outlet } from "./outlet";
import { probeBrowser } from "./walls/probe";
import { openWayOut } from "./walls/way-out";

/** Ends the process; Playwright kills its browser on the way out. */
function leave(): void {
  process.exit(0);
}

/** What was written must have left before the process does. */
const leaveAfterWords = (): void => void process.stdout.write("", leave);

const say = (text: string): void => void process.stdout.write(text);

async function startBrowser(order: Extract<ChildOrder, { type: "start" }>): Promise<Browser> {
  const proxy = await openWayOut(order.proxy);
  return launchBrowser({ ...order, proxy });
}

class CaptureChild {
  private browser: Promise<Browser> = Promise.reject(new Error("no browser was asked for"));
  private hasJob = false;

  constructor(private readonly scripts: URL) {
    this.browser.catch(() => undefined);
  }

  /** Takes one line of input. */
  async take(line: string): Promise<void> {
    const order = readChildOrder(line);
    switch (order.type) {
      case "start":
        return this.start(order);
      case "probe":
        say(`${JSON.stringify(await probeBrowser(order))}\n`);
        return leaveAfterWords();
      case "capture":
        this.hasJob = true;
        await capturePage(order, new Outlet(order.folder, say), {
          browser: this.browser,
          scripts: this.scripts,
        });
        return leaveAfterWords();
    }
  }

  private async start(order: Extract<ChildOrder, { type: "start" }>): Promise<void> {
    this.browser = startBrowser(order);
    const detail = await this.browser.then(
      (browser) => {
        // Killed while it stood ready: the next capture must not be given to it.
        browser.once("disconnected", () => (this.hasJob ? undefined : leave()));
        return "";
      },
      (error: unknown) => (error instanceof Error ? error.message : "unknown").slice(0, 300),
    );
    say(`${JSON.stringify({ type: "ready", detail })}\n`);
  }
}

/** Starts the process's work. `scripts` is the folder with the bundled page scripts. */
export function startCaptureChild(scripts: URL): void {
  const child = new CaptureChild(scripts);
  let pending = "";
  process.stdin.setEncoding("utf8");
  process.stdin.on("data", (chunk: string) => {
    const lines = (pending + chunk).split("\n");
    pending = lines.pop() ?? "";
    for (const line of lines) void child.take(line);
  });
  process.stdin.on("end", leave);
  process.stdin.on("error", leave);
}
