/**
 * `npm run dev`: keeps the workers built beside a server that runs from its sources. The server runs in this process
 * and starts when the first bundles are there; the bundler is a child that ends with it.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { register } from "tsx/esm/api";
import { readStamp, stop } from "./say.mjs";

process.env["LINKSNAP_CHROMIUM"] ||= readStamp("chromium");
process.env["NEXT_TELEMETRY_DISABLED"] = "1";

const bundler = fork("workers/build.ts", ["--dev"], { execArgv: ["--import", "tsx"] });
const first = await Promise.race([once(bundler, "message"), once(bundler, "exit")]);
if (first[0] !== "ready") stop("the workers could not be built; the words above say why.");

register();
if (!process.argv.includes("--dev")) process.argv.push("--dev");
await import("../../workers/server.ts");
