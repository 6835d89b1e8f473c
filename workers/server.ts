/**
 * The Node front: one process on one port with Next's pages and route handlers, signalling and, as child processes,
 * captures. Here the server's parts are made and wired; what they do is in lib/server and lib/capture.
 */
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { hostname } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createCapturer } from "../lib/capture/capturer";
import { defaultLimits, type CaptureLimits } from "../lib/capture/limits";
import { newClaimCode } from "../lib/server/access/access";
import { readConfig, type Config } from "../lib/server/config";
import { lockData } from "../lib/server/data-lock";
import { addressesOf } from "../lib/server/front/addresses";
import { bannerLines, browserLines, listenProblem } from "../lib/server/front/banner";
import { createFront } from "../lib/server/front/front";
import { outliveConsole } from "../lib/server/front/gone-console";
import { readScriptHashes } from "../lib/server/front/page-headers";
import { createStop } from "../lib/server/front/stop";
import { terminalQr } from "../lib/server/front/terminal-qr";
import { openRuntime } from "../lib/server/open-runtime";
import { printable } from "../lib/server/printable";
import { shareRuntime } from "../lib/server/runtime";
import { createSignalServer } from "../lib/server/signal/signal-server";

outliveConsole([process.stdout, process.stderr]);
const dev = process.argv.includes("--dev");
// This file lies one folder below the root, as source and as bundle.
const root = fileURLToPath(new URL("..", import.meta.url));
const say = (words: string): void => void process.stdout.write(`${printable(words)}\n`);

/** Says why the server cannot start and ends it. */
function giveUp(problems: readonly string[]): never {
  process.stderr.write(`\nLinksnap cannot start:\n${problems.map((p) => `  ${printable(p)}\n`).join("")}\n`);
  process.exit(1);
}

function readVersion(): string {
  const data: unknown = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return typeof data === "object" && data !== null && "version" in data ? String(data.version) : "0";
}

/** What may be set; one answer, and all when unpacked, keep their share of it. */
function limitsOf({ captures }: Config): Partial<CaptureLimits> {
  const { deadlineMs, totalBytes, requests, memoryBytes } = captures;
  const share = totalBytes / defaultLimits.totalBytes;
  const responseBytes = Math.round(defaultLimits.responseBytes * share);
  const decodedBytes = Math.round(defaultLimits.decodedBytes * share);
  return { deadlineMs, totalBytes, requests, memoryBytes, responseBytes, decodedBytes };
}

function makeCapturer(config: Config) {
  const publicName = config.origin === "" ? [] : [new URL(config.origin).hostname];
  return createCapturer({
    chromium: config.chromium,
    allowPrivate: config.allowPrivate,
    workRoot: join(config.dataDir, "work"),
    childCommand: [process.execPath, join(root, "dist", "capture.js")],
    limits: limitsOf(config),
    allowUnproven: !config.captures.requireSandbox,
    keepReady: config.captures.keepReady,
    blockAds: config.captures.blockAds,
    adList: readFileSync(join(root, "dist", "ad-hosts.txt")),
    ownHosts: new Set([hostname().toLowerCase(), ...publicName]),
  });
}

/** Next, with its upgrade listener on a server of its own that never listens: it must not see what is not for it. */
async function openNext(config: Config, upgrades: Server) {
  if (!dev) Object.assign(process.env, { NODE_ENV: "production" });
  const { default: next } = await import("next");
  const app = next({ dev, dir: root, hostname: config.host, port: config.port, httpServer: upgrades });
  await app.prepare();
  return app;
}

async function main(): Promise<void> {
  const settings = readConfig(process.env);
  if (!settings.ok) return giveUp(settings.error);
  const config = settings.value;
  const scriptHashes = dev ? null : readScriptHashes(join(root, "dist", "csp.json"));
  if (!dev && !scriptHashes)
    say("dist/csp.json is missing: pages may run inline scripts. Build again: npm run build");
  const front = createFront(config, { scriptHashes, dev });
  await front.listen().catch((error: unknown) => giveUp([listenProblem(error, config)]));
  const unlock = await lockData(config.dataDir);

  const claimCode = newClaimCode();
  const version = readVersion();
  const capturer = makeCapturer(config);
  const runtime = await openRuntime({ config, version, capturer, claimCode, report: say });
  shareRuntime(runtime);
  const signal = createSignalServer();
  runtime.access.onRemoved((device) => signal.hub.end(device));
  const upgrades = createServer();
  const app = await openNext(config, upgrades);
  front.ready({
    access: runtime.access,
    tickets: runtime.tickets,
    signal,
    handle: app.getRequestHandler(),
    toNext: ({ request, socket, head }) => void upgrades.emit("upgrade", request, socket, head),
  });

  const stop = createStop({
    say,
    exit: (code) => process.exit(code),
    steps: [
      () => front.stopListening(),
      () => signal.close(),
      () => runtime.close(),
      () => front.closeConnections(),
      unlock,
      () => app.close(),
    ],
  });
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, stop);

  const addresses = addressesOf(config);
  const drawQr = process.stdout.isTTY ? terminalQr : null;
  process.stdout.write(`${bannerLines({ version, config, addresses, claimCode, drawQr }).join("\n")}\n`);
  say(browserLines(await runtime.captureHealth()).join("\n"));
}

await main().catch((error: unknown) => giveUp([error instanceof Error ? error.message : String(error)]));
