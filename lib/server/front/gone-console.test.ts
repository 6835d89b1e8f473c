import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";

/** Prints without end, and tells over another way how often it could and whether an error went uncaught. */
const script = `
import { outliveConsole } from "./lib/server/front/gone-console.ts";
outliveConsole([process.stdout, process.stderr]);
let lines = 0;
process.on("uncaughtException", (error) => { console.error(error); process.send({ uncaught: String(error) }); });
setInterval(() => { console.log("a line"); console.error("another"); process.send({ lines: ++lines }); }, 5);
`;

it("[S43] a server outlives its console: what is printed into a closed pipe is an error nobody has to catch", async () => {
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const told: unknown[] = [];
  child.on("message", (message) => told.push(message));
  await once(child, "message");
  child.stdout?.destroy();
  child.stderr?.destroy();
  const before = told.length;
  await expect.poll(() => told.length, { timeout: 20_000 }).toBeGreaterThan(before + 40);
  child.kill("SIGKILL");
  expect(told.filter((message) => JSON.stringify(message).includes("uncaught"))).toEqual([]);
});
