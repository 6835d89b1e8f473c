/**
 * Two devices of one library in step: a first sync of 500, 10,000 and 100,000 links, edits, idling, reconnecting, files, beside
 * a plain data channel and stock y-webrtc in the same browsers. See README.md.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type BrowserContext } from "playwright/test";
import { createApp, type App } from "../support/app";
import { writeBackupFile } from "../sync/backup-file";
import { Device, pair } from "../sync/device";
import { seedLinks } from "./library/seed";
import {
  fill,
  gzipped,
  latencies,
  rawMs,
  reconnect,
  stockMs,
  untilEqual,
  untilTogether,
} from "./sync/measure";
import { beginStamps, firstSyncMs } from "./sync/stamps";
import { machineFacts } from "./support/machine";
import { isAsked, readOptions } from "./support/options";
import { publish } from "./support/report";
import { toRow, type Measured } from "./support/rows";
import { quantile } from "./support/stats";
import { bundleForPage, canSandbox, endOnSignal, findChromium } from "./support/tools";

const SIZES = [500, 10_000, 100_000];
/** Stock y-webrtc is tried with a library it can carry and with one it cannot. */
const STOCK = [500, 1000];
const EDITS = 50;
const RECONNECTS = 200;
const FILES = 200;
const FILE_BYTES = 1_000_000;
/** Ms for each link that came in until its shard is stored whole and its words are indexed. */
const STILL_MS = 0.15;
/** Bytes of the plain channel's run beside the files. */
const RAW_BYTES = 40_000_000;
const SEEDED_AT = Date.UTC(2026, 10, 1);

endOnSignal();
const options = readOptions(process.argv.slice(2), { minutes: 12 });
const machine = machineFacts(findChromium());
const folder = await mkdtemp(join(tmpdir(), "linksnap-bench-sync-"));
const app = await createApp({ folder, allowPrivate: "" });
const measured: Measured[] = [];
const notRun: string[] = [];

async function browse(origin: string, profile: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(join(folder, profile), {
    executablePath: findChromium(),
    args: [
      ...(canSandbox() ? [] : ["--no-sandbox"]),
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--allow-loopback-in-peer-connection",
    ],
    permissions: ["microphone"],
    baseURL: origin,
  });
}

const mb = (bytes: number): number => bytes / 1_000_000;

/** A fresh device joins a library of so many links. */
async function measureFirst(given: App, links: number): Promise<readonly [Device, Device]> {
  const owner = await Device.open(await browse(given.origin, `owner-${links}`));
  const other = await Device.open(await browse(given.origin, `other-${links}`));
  const { drafts } = seedLinks(links, SEEDED_AT);
  await fill(owner, drafts);
  // What a device tidies after so many links came in is not the exchange: it begins with a library that lies still.
  await owner.page.waitForTimeout(2000 + links * STILL_MS);
  await Promise.all([owner, other].map(beginStamps));
  const began = performance.now();
  await pair(owner, other);
  const paired = performance.now();
  await untilTogether(owner, other);
  const together = performance.now();
  await untilEqual(owner, other, links);
  const ms = await firstSyncMs(owner, other, links);
  const bytes = await other.traffic();
  const raw = await between(owner, other, bytes);
  measured.push(
    {
      what: `${links} links, on the wire`,
      ours: mb(bytes),
      unit: "MB",
      peer: { name: "gzip of the links", value: mb(gzipped(drafts)) },
      goal: { atMostPeer: 1.15 },
    },
    {
      what: `${links} links, from the connection to the same on both`,
      ours: ms,
      unit: "ms",
      peer: { name: "raw channel", value: raw },
      goal: { atMost: 2 * raw + links * 0.05 },
    },
    { what: `${links} links, pairing`, ours: paired - began, unit: "ms" },
    { what: `${links} links, from pairing to the connection`, ours: together - paired, unit: "ms" },
  );
  return [owner, other];
}

async function between(owner: Device, other: Device, bytes: number): Promise<number> {
  const probe = await bundleForPage(join(import.meta.dirname, "sync/inpage.ts"));
  const pages = await Promise.all([owner, other].map(({ context }) => blank(context, probe)));
  const [a, b] = pages;
  if (!a || !b) throw new Error("no pages");
  const ms = await rawMs(a, b, Math.max(bytes, 1_000_000));
  await Promise.all(pages.map((page) => page.close()));
  return (ms * bytes) / Math.max(bytes, 1_000_000);
}

async function blank(context: BrowserContext, probe: string) {
  const page = await context.newPage();
  await page.goto("/manifest.webmanifest");
  await page.evaluate(`globalThis.bench = ${probe}`);
  return page;
}

async function measureLife(owner: Device, other: Device, links: number): Promise<void> {
  const idle = await reconnect(owner, other);
  await Promise.all([owner.equal(), other.equal()]);
  await owner.page.waitForTimeout(1500);
  measured.push({
    what: `${links} links, two idle devices meet`,
    ours: await other.traffic(),
    unit: "bytes",
    goal: { atMost: 4096 },
  });
  if (idle === null) notRun.push("idle: the devices did not meet again");
  const waits = await latencies(owner, other, EDITS);
  measured.push(
    {
      what: `an edit is seen on the other device, p95 of ${EDITS}`,
      ours: quantile(waits, 0.95),
      unit: "ms",
      goal: { atMost: 150 },
    },
    { what: "an edit is seen on the other device, median", ours: quantile(waits, 0.5), unit: "ms" },
  );
}

async function measureReconnects(owner: Device, other: Device): Promise<void> {
  const times: (number | null)[] = [];
  while (times.length < RECONNECTS && options.hasTime())
    times.push(
      await reconnect(times.length % 2 === 0 ? owner : other, times.length % 2 === 0 ? other : owner),
    );
  const came = times.filter((time) => time !== null);
  measured.push(
    { what: `reconnects of ${times.length}`, ours: came.length, unit: "", goal: { atLeast: times.length } },
    { what: "a reconnect, p95", ours: quantile(came, 0.95), unit: "ms" },
  );
  if (times.length < RECONNECTS) notRun.push(`${RECONNECTS - times.length} reconnects: no time left`);
}

/** The files of a library's snapshots go from one device to another, and nowhere else. */
async function measureFiles(given: App): Promise<void> {
  const backup = join(folder, "files.zip");
  await writeBackupFile(backup, { snapshots: FILES, bytes: FILE_BYTES });
  const owner = await Device.open(await browse(given.origin, "owner-files"));
  const other = await Device.open(await browse(given.origin, "other-files"));
  for (const one of [owner, other]) await one.call("set", { sealedCopies: false });
  await owner.restore(backup);
  await pair(owner, other);
  await untilTogether(owner, other);
  const together = performance.now();
  while ((await other.traffic("blobs")) < FILE_BYTES / 4) await other.page.waitForTimeout(20);
  const first = performance.now();
  await other.holdsFiles(FILES, 300_000);
  const ms = performance.now() - first;
  const raw = RAW_BYTES / (await between(owner, other, RAW_BYTES));
  measured.push(
    {
      what: `${FILES} files of 1 MB, from one device to the other`,
      ours: (FILES * FILE_BYTES) / ms / 1000,
      unit: "MB/s",
      peer: { name: "raw channel", value: raw / 1000 },
      goal: { atLeastPeer: 0.8 },
    },
    { what: "from the connection to the first file", ours: first - together, unit: "ms" },
  );
  await Promise.all([owner.close(), other.close()]);
}

async function measureStock(given: App, owner: Device, other: Device): Promise<void> {
  const probe = await bundleForPage(join(import.meta.dirname, "sync/inpage.ts"));
  const claim = await fetch(`${given.origin}/api/claim`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: given.origin },
    body: JSON.stringify({ deviceName: "bench" }),
  });
  const { token } = (await claim.json()) as { token: string };
  const signaling = `${given.origin.replace("http", "ws")}/api/signal?token=${token}`;
  for (const links of STOCK) {
    const { drafts } = seedLinks(links, SEEDED_AT);
    const [a, b] = [await blank(owner.context, probe), await blank(other.context, probe)];
    const took = await stockMs([a, b], signaling, drafts);
    if (took === null) notRun.push(`${links} links with stock y-webrtc: they never came (15 s)`);
    else measured.push({ what: `${links} links with stock y-webrtc`, ours: took, unit: "ms" });
    await Promise.all([a.close(), b.close()]);
  }
}

try {
  await app.start();
  for (const links of SIZES.filter((size) => isAsked(options, String(size)))) {
    const [owner, other] = await measureFirst(app, links);
    if (links === SIZES[1]) {
      if (isAsked(options, "life")) await measureLife(owner, other, links);
      if (isAsked(options, "stock")) await measureStock(app, owner, other);
      if (isAsked(options, "reconnects")) await measureReconnects(owner, other);
    }
    await Promise.all([owner.close(), other.close()]);
  }
  if (isAsked(options, "files")) await measureFiles(app);
} finally {
  await app.stop();
  await app.dispose();
  await rm(folder, { recursive: true, force: true });
}
await publish({
  name: "sync",
  machine,
  runs: 1,
  spread: null,
  rows: measured.map(toRow),
  details: [{ measured }],
  notRun,
});
