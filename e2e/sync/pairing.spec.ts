/** A device is added by a typed code, and taken out again; its own links join the library, or give way to it. */
import { expect, test } from "../support/fixtures";
import { Device, pair } from "./device";
import type { OtherDevice, Sync } from "./device";

const here = (name: string): string => `https://example.org/${name}`;
const CODE = /^[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}$/;

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

test("[PA11] a code typed on the first screen leads on at once, and screens of two languages show the same words", async ({
  browse,
}) => {
  const owner = await Device.open(await browse({ profile: "shows", direct: true }));
  const other = await Device.open(
    await browse({ profile: "types", direct: true, locale: "zh-CN", phone: true }),
  );
  await owner.call("add", here("kept-before"));
  await owner.page.goto("/devices");
  await owner.page.getByRole("button", { name: "Show a code" }).click();
  const code = await owner.page.locator("main").getByText(CODE).innerText();

  await other.page.getByRole("textbox", { name: "配对码" }).fill(code);
  await other.page.keyboard.press("Enter");
  const compared = [owner, other].map(({ page }) =>
    page.getByRole("region", { name: /show the same|是否相同/ }),
  );
  const shown: string[][] = [];
  for (const section of compared) {
    await expect(section.locator("p[lang]")).toHaveCount(2);
    shown.push((await section.locator("p[lang]").allInnerTexts()).toSorted());
  }
  expect(shown[1]).toEqual(shown[0]);
  await expect(other.page.getByText("一个网址带来了这个配对码")).toHaveCount(0);
  await owner.page.getByRole("button", { name: "They are the same" }).click();
  await other.page.getByRole("button", { name: "完全相同" }).click();
  await other.holds(1);
});
