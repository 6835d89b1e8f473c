/** Browsers, a process each, with one library: they find each other over the server and talk directly. */
import { join } from "node:path";
import type { BrowserContext } from "playwright/test";
import { expect, test } from "../support/fixtures";
import { writeBackupFile } from "./backup-file";
import { Device, pair } from "./device";
import type { Sync } from "./device";

const LINKS = 5000;
const CUTS = 20;
const SNAPSHOTS = 200;
const ALL = LINKS + SNAPSHOTS;

const addresses = Array.from(
  { length: LINKS },
  (_, n) => `https://site-${n % 97}.example/articles/${n}/a-title-of-some-length`,
);

/** Signals of one browser, lost, doubled or late while the server is said to be unruly. */
class UnrulySignals {
  isUnruly = false;
  #count = 0;

  async between(context: BrowserContext): Promise<void> {
    await context.routeWebSocket(/\/api\/signal/, (socket) => {
      const server = socket.connectToServer();
      socket.onMessage((message) => this.#pass(message, (given) => server.send(given)));
      server.onMessage((message) => this.#pass(message, (given) => socket.send(given)));
    });
  }

  #pass(message: string | Buffer, send: (message: string | Buffer) => void): void {
    const n = this.isUnruly ? this.#count++ : 1;
    if (n % 5 === 4) return;
    if (n % 4 === 2) setTimeout(() => send(message), 300);
    else send(message);
    if (n % 3 === 2) send(message);
  }
}

const isTogether = ({ kind }: Sync): boolean => kind === "together";

test("[SX30] SIG-030, SIG-031: a first sync that is cut off twenty times ends complete; a third device joins; the server may go; edits of all become one", async ({
  app,
  browse,
  folder,
}) => {
  test.setTimeout(600_000);
  const signals = new UnrulySignals();
  const open = async (profile: string): Promise<Device> => {
    const context = await browse({ profile, direct: true });
    if (profile === "other") await signals.between(context);
    const device = await Device.open(context);
    // Files come from the devices that have them: the server has none.
    await device.call("set", { sealedCopies: false });
    return device;
  };
  const [owner, other] = [await open("owner"), await open("other")];
  const backup = join(folder, "snapshots.zip");
  await writeBackupFile(backup, { snapshots: SNAPSHOTS, bytes: 5000 });
  await owner.bringIn(addresses);
  await owner.restore(backup);
  await pair(owner, other);

  let cuts = 0;
  const end = Date.now() + 150_000;
  for (let n = 0; cuts < CUTS && Date.now() < end; n++) {
    await owner.page.waitForTimeout(50 + Math.random() * 250);
    cuts += await (n % 2 === 0 ? owner : other).cut();
  }
  expect(cuts).toBeGreaterThanOrEqual(CUTS);
  await Promise.all([owner.equal(), other.equal()]);
  await other.holds(ALL);
  expect(await other.content()).toBe(await owner.content());

  const third = await open("third");
  await pair(other, third);
  const three = [owner, other, third];
  await Promise.all(three.map((one) => one.until<Sync>("sync", ({ connected }) => connected === 2)));
  await third.holds(ALL);
  await Promise.all([other, third].map((one) => one.holdsFiles(SNAPSHOTS, 90_000)));

  // The server ends: what is done on one is still seen on the others.
  await app.kill();
  const { id } = await third.call<{ id: string }>("add", "https://example.org/without-a-server");
  await Promise.all([owner, other].map((one) => one.holds(ALL + 1, 30_000)));

  // Now they cannot find each other any more, and all go on.
  await owner.cut();
  await other.cut();
  await Promise.all(three.map((one) => one.until<Sync>("sync", (now) => !isTogether(now))));
  await owner.call("patch", id, { title: "Named by the first" });
  await other.call("tag", [id], ["from-the-second"], []);
  await third.call("star", [id], true);
  await other.call("add", "https://example.org/only-on-the-second");

  // A server that comes and goes is found again each time, by one socket (SIG-031).
  for (let n = 0; n < 2; n++) {
    await app.start();
    await owner.until<Sync>("sync", ({ kind }) => kind === "connecting" || kind === "together", 90_000);
    await app.kill();
  }
  // Of what it passes on much is lost, doubled or late (SIG-030).
  signals.isUnruly = true;
  await app.start();
  await Promise.all(three.map((one) => one.until<Sync>("sync", isTogether, 150_000)));
  for (const one of three) expect(await one.sockets()).toBeLessThanOrEqual(1);
  await Promise.all(three.map((one) => one.holds(ALL + 2)));
  await Promise.all(three.map((one) => one.equal()));
  const content = await owner.content();
  expect(content).toContain(JSON.stringify([id, "Named by the first", ["from-the-second"], true]));
  for (const one of [other, third]) expect(await one.content()).toBe(content);
});
