/**
 * `npm start` after the set-up: tells the server which Chromium was found and becomes it. The server runs in this very
 * process, so Ctrl-C and a supervisor's signals reach it once and directly.
 */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readStamp } from "./say.mjs";

process.chdir(join(dirname(fileURLToPath(import.meta.url)), "..", ".."));
process.env["LINKSNAP_CHROMIUM"] ||= readStamp("chromium");
process.env["NODE_ENV"] = "production";
process.env["NEXT_TELEMETRY_DISABLED"] = "1";
await import("../../dist/server.js");
