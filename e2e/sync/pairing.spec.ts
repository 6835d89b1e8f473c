/** A device is added by a typed code, and taken out again; its own links join the library, or give way to it. */
import { expect, test } from "../support/fixtures";
import { Device, pair } from "./device";
import type { OtherDevice, Sync } from "./device";

const here = (name: string): string => `https://example.org/${name}`;

test("[PA11] two libraries become one by a code; who is taken out gets nothing more and is told", async ({
  browse,
}) => {
  test.setTimeout(180_000);
  const owner = await Device.open(await browse({ profile: "owner", direct: true }));
  const other = await Device.open(await browse({ profile: "other", direct: true, locale: "zh-CN" }));
  await owner.call("add", here("both"));
  await owner.call("add", here("of-the-first"));
  await other.call("add", here("both"));
  await other.call("add", here("of-the-second"));

  // A code nobody gave leads nowhere, and changes nothing.
  await other.call("joinPairing", "0000-0000-0000-0000");
  await other.until<{ kind: string; reason: string } | null>("pairing", (now) => now?.reason === "code");
  await other.call("joinPairing", "not a code");
  await other.until<{ kind: string; reason: string } | null>("pairing", (now) => now?.reason === "code");

  await other.call("cancelPairing");
  await owner.call("set", { language: "zh" });
  await pair(owner, other);
  await Promise.all([owner.holds(3), other.holds(3)]);
  await Promise.all([owner.equal(), other.equal()]);
  expect(await other.content()).toBe(await owner.content());
  const listed = await owner.until<OtherDevice[]>("devices", (all) => all.length === 2);

  // Everything of it stands after a reload.
  await other.page.reload();
  await other.call("tagShares", []);
  await other.equal();

  const removed = listed.find(({ state }) => state.kind !== "here");
  await owner.call("removeDevice", removed?.id);
  await owner.until<OtherDevice[]>("devices", (all) => all.length === 1);
  await owner.call("add", here("after-it"));
  await other.until<Sync>("sync", ({ kind }) => kind === "off");
  await other.page.reload();
  await other.call("tagShares", []);
  await other.until<Sync>("sync", ({ kind }) => kind === "off");
  await other.page.waitForTimeout(2000);
  expect(await other.content()).not.toContain("after-it");
  await other.holds(3);
});
