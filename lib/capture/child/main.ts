/**
 * The capture process: reads one job from standard input, does it, says how it went, ends. When its input closes, its
 * parent is gone: it ends its browser and itself, whatever it is doing.
 */
import { readChildJob } from "../messages";
import { capturePage } from "./capture-page";
import { Outlet } from "./outlet";
import { probeBrowser } from "./probe";

/** Ends the process; Playwright kills its browser on the way out. */
function leave(): void {
  process.exit(0);
}

async function run(line: string, scripts: URL): Promise<void> {
  const job = readChildJob(line);
  const outlet = new Outlet(job.folder, (text) => process.stdout.write(text));
  if (job.type === "probe") outlet.send(await probeBrowser(job));
  else await capturePage(job, outlet, scripts);
  // What was written must have left before the process does.
  process.stdout.write("", leave);
}

/** Starts the process's one job. `scripts` is the folder with the bundled page scripts. */
export function startCaptureChild(scripts: URL): void {
  let pending = "";
  let isStarted = false;
  process.stdin.setEncoding("utf8");
  process.stdin.on("data", (chunk: string) => {
    if (isStarted) return;
    pending += chunk;
    const end = pending.indexOf("\n");
    if (end === -1) return;
    isStarted = true;
    void run(pending.slice(0, end), scripts);
  });
  process.stdin.on("end", leave);
  process.stdin.on("error", leave);
}
