/** Two browsers, two processes, one library: they find each other over the server and talk directly. */
import { expect, test } from "../support/fixtures";
import { Device, pair } from "./device";
import type { Sync } from "./device";

const LINKS = 5000;
const CUTS = 20;

const addresses = Array.from(
  { length: LINKS },
  (_, n) => `https://site-${n % 97}.example/articles/${n}/a-title-of-some-length`,
);

const isTogether = ({ kind }: Sync): boolean => kind === "together";

test("[SX30] a first sync that is cut off twenty times ends complete; the server may go; edits of both become one", async ({
  app,
  browse,
}) => {
  test.setTimeout(240_000);
  const owner = await Device.open(await browse({ profile: "owner", direct: true }));
  const other = await Device.open(await browse({ profile: "other", direct: true }));
  await owner.bringIn(addresses);
  await pair(owner, other);

  let cuts = 0;
  const end = Date.now() + 150_000;
  for (let n = 0; cuts < CUTS && Date.now() < end; n++) {
    await owner.page.waitForTimeout(50 + Math.random() * 250);
    cuts += await (n % 2 === 0 ? owner : other).cut();
  }
  expect(cuts).toBeGreaterThanOrEqual(CUTS);
  await Promise.all([owner.equal(), other.equal()]);
  await other.holds(LINKS);
  expect(await other.content()).toBe(await owner.content());

  // The server ends: what is done on one is still seen on the other.
  await app.kill();
  const { id } = await other.call<{ id: string }>("add", "https://example.org/without-a-server");
  await owner.holds(LINKS + 1, 10_000);

  // Now they cannot find each other any more, and both go on.
  await owner.cut();
  await Promise.all([owner, other].map((one) => one.until<Sync>("sync", (now) => !isTogether(now))));
  await owner.call("patch", id, { title: "Named by the first" });
  await other.call("tag", [id], ["from-the-second"], []);
  await other.call("add", "https://example.org/only-on-the-second");

  await app.start();
  await Promise.all([owner, other].map((one) => one.until<Sync>("sync", isTogether, 90_000)));
  await owner.holds(LINKS + 2);
  await Promise.all([owner.equal(), other.equal()]);
  const content = await owner.content();
  expect(content).toContain(JSON.stringify([id, "Named by the first", ["from-the-second"], false]));
  expect(await other.content()).toBe(content);
});
