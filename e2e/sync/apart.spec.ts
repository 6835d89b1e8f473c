/** Devices that are never open together, and what the server holds of them meanwhile: nothing it could read. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import type { BrowserOptions } from "../support/fixtures";
import { expect, test } from "../support/fixtures";
import { Device, pair } from "./device";
import type { Sync } from "./device";

interface Apart extends Sync {
  readonly mailbox: { readonly kind: string; readonly sealedAt: number };
  readonly blobs: { readonly waiting: number };
}

const PHRASE = "one promise to make";
const TAG = "kestrel-ledger";
const TITLE = "Zebra quartz almanac";

/** Files below a folder whose bytes, as they lie or unpacked, hold one of the words. */
async function filesWith(folder: string, words: readonly string[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    // A file that was only being written and is gone or renamed by now does not lie there.
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    const texts = [bytes, unpacked(bytes)].map((one) => one.toString("utf8"));
    if (words.some((word) => texts.some((text) => text.includes(word)))) found.push(path);
  }
  return found;
}

function unpacked(bytes: Buffer): Buffer {
  try {
    return brotliDecompressSync(bytes);
  } catch {
    // Not packed.
    return Buffer.alloc(0);
  }
}

/** Waits until everything that is here lies sealed on the server. */
const sealed = (device: Device, since: number): Promise<Apart> =>
  device.until<Apart>("sync", ({ mailbox }) => mailbox.kind === "ready" && mailbox.sealedAt >= since, 90_000);

// What lies in the server's folder is looked into.
test.use({ ownServer: true });

test("[MB32] two devices never open together hold the same after one visit each, files too, and the server can read nothing", async ({
  app,
  browse,
  site,
}) => {
  test.setTimeout(240_000);
  const open = (profile: string): Promise<Device> => {
    const options: BrowserOptions = { profile, direct: true };
    return browse(options).then((context) => Device.open(context));
  };
  let owner = await open("owner");
  let other = await open("other");
  await owner.call("add", "https://example.org/before-they-met");
  await pair(owner, other);
  await Promise.all([owner.equal(), other.equal()]);
  await other.holds(1);
  await other.close();

  // The first is alone: it saves a page with its snapshot, names it and tags it.
  const { id } = await owner.call<{ id: string }>("add", site.url("/append-only-log?zebra=quartz"));
  await owner.call("patch", id, { title: TITLE });
  await owner.call("tag", [id], [TAG], []);
  await sealed(owner, Date.now());
  await expect
    .poll(() => owner.call<{ isSealed: boolean }>("copies", id).then(({ isSealed }) => isSealed), {
      timeout: 90_000,
    })
    .toBe(true);

  const words = [PHRASE, TAG, TITLE, "zebra=quartz", "before-they-met"];
  // The server lets go of the capture as soon as the device says that it has all of it.
  await expect.poll(() => filesWith(app.dataDir, words)).toEqual([]);
  await owner.close();
  expect(await filesWith(app.dataDir, words)).toEqual([]);
  expect(words.filter((word) => app.output().includes(word))).toEqual([]);

  // The second gets it all while the first sleeps, and leaves something of its own.
  other = await open("other");
  await other.holds(2, 90_000);
  expect(await other.content()).toContain(JSON.stringify([id, TITLE, [TAG], false]));
  expect(await other.call("fetchArtifacts", id)).toBe(true);
  const { devices } = await other.call<{ devices: unknown[] }>("copies", id);
  expect(devices.length, "its files are here now").toBe(1);
  await other.call("star", [id], true);
  await sealed(other, Date.now());
  await other.close();

  owner = await open("owner");
  await expect
    .poll(() => owner.content(), { timeout: 60_000 })
    .toContain(JSON.stringify([id, TITLE, [TAG], true]));
  // The page that cannot be reached was tried again: let go of as soon as the device heard how that ended.
  await expect.poll(() => filesWith(app.dataDir, words), { timeout: 60_000 }).toEqual([]);
});
