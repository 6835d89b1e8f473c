import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright/test";
import { artifactKinds, type ArtifactKind } from "../lib/domain/artifact";
import { faultsInBothThemes } from "./support/accessibility";
import { expect, test } from "./support/fixtures";
import { captureTime, LibraryPage } from "./support/library-page";
import { connect } from "./support/server-client";

const title = "The ferry timetable";

/** Saves the page that changes at every visit and takes a second snapshot of it. Resolves to the link's id. */
async function twoSnapshots(page: Page, address: string): Promise<string> {
  const library = new LibraryPage(page);
  await page.goto("/");
  const id = await library.saveAndOpen(address, title);
  await expect(page.getByRole("button", { name: "Compare", exact: true })).toHaveCount(0);
  await page.getByRole("button", { name: "Take a snapshot" }).click();
  await expect(page.getByRole("button", { name: "Compare", exact: true })).toBeVisible({
    timeout: captureTime,
  });
  return id;
}

const result = (page: Page) => page.getByRole("region", { name: "Comparison" });

// What lies in the server's folder is looked into.
test.use({ ownServer: true });

test("[M12] two snapshots of a page that changed: both stay readable, the change is shown, by keys too", async ({
  browse,
  site,
  app,
}) => {
  test.setTimeout(300_000);
  const context = await browse({ profile: "ferry" });
  const page = context.pages()[0]!;
  const id = await twoSnapshots(page, site.url("/changes"));
  const card = page.getByRole("complementary", { name: "Link card" });
  const snapshots = card.getByRole("list").first().getByRole("button");

  await test.step("each can be read, and the list says how much changed", async () => {
    await expect(snapshots).toHaveCount(2);
    await expect(snapshots.first()).toContainText(/\+\d+ ?−\d+/);
    await snapshots.last().click();
    await expect(page.getByRole("tabpanel")).toContainText("on Sundays not at all");
    await snapshots.first().click();
    await expect(page.getByRole("tabpanel")).toContainText("reading number 2");
  });

  await test.step("side by side, what went and what came", async () => {
    await page.keyboard.press("d");
    await expect(page).toHaveURL(new RegExp(`/compare\\?id=${id}`));
    await expect(page.getByRole("tab", { name: "Side by side" })).toHaveAttribute("aria-selected", "true");
    await expect(result(page).getByRole("deletion").first()).toContainText(/eight|Sundays/);
    await expect(result(page).getByRole("insertion").filter({ hasText: "nine" })).toBeVisible();
    await expect(result(page)).toContainText("the harbour has one café");
    await expect(page.getByText(/^\+\d+ words$/)).toBeVisible();
  });

  await test.step("J and K step through the changes", async () => {
    const steps = page.getByRole("group", { name: "Changes" });
    await page.keyboard.press("j");
    await expect(steps).toContainText(/Change 1 of \d/);
    await expect(page.locator(".drow--now").first()).toBeInViewport();
    await page.keyboard.press("k");
    await expect(steps).toContainText(/Change 1 of \d/);
    await page.getByRole("tab", { name: "Inline" }).click();
    await expect(result(page).getByRole("deletion").first()).toBeVisible();
    await expect(result(page).getByRole("insertion").first()).toBeVisible();
  });

  await test.step("screenshots under a divider that keys move", async () => {
    await page.getByRole("tab", { name: "Screenshots" }).click();
    const divider = page.getByRole("slider", { name: "Divider between old and new" });
    await expect(divider).toHaveAttribute("aria-valuenow", "50");
    await expect(page.getByText(/\d areas? differs?/)).toBeVisible();
    await expect(page.locator(".pic__area").first()).toBeVisible();
    await divider.focus();
    await page.keyboard.press("ArrowLeft");
    await expect(divider).toHaveAttribute("aria-valuenow", "48");
    await page.keyboard.press("End");
    await expect(divider).toHaveAttribute("aria-valuenow", "100");
    const box = (await divider.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + 200);
    await page.mouse.down();
    await page.mouse.move(box.x - 300, box.y + 200, { steps: 4 });
    await page.mouse.up();
    expect(Number(await divider.getAttribute("aria-valuenow"))).toBeLessThan(90);
    await page.getByRole("radiogroup", { name: "Way of comparing" }).getByText("Side by side").click();
    await expect(page.getByRole("img", { name: /^New screenshot/ })).toBeVisible();
  });

  await test.step("without the server, at a cold start, all of it is there", async () => {
    const address = page.url();
    await context.close();
    await app.kill();
    const cold = (await browse({ profile: "ferry" })).pages()[0]!;
    await cold.goto(address);
    await expect(cold.getByRole("slider", { name: "Divider between old and new" })).toBeVisible();
    await cold.keyboard.press("1");
    await expect(result(cold).getByRole("insertion").first()).toBeVisible();
    await cold.keyboard.press("Escape");
    await expect(cold).toHaveURL(new RegExp(`/link\\?id=${id}`));
  });
});

test("[M13] in Chinese, on a phone and on a desktop, light and dark, without faults that axe finds", async ({
  browse,
  site,
}) => {
  test.setTimeout(300_000);
  const first = await browse({ profile: "zh" });
  const id = await twoSnapshots(first.pages()[0]!, site.url("/changes"));
  await first.close();
  const faults: string[] = [];
  for (const phone of [false, true]) {
    const context = await browse({ profile: "zh", locale: "zh-CN", phone });
    const page = context.pages()[0]!;
    for (const kind of ["side", "inline", "pictures"]) {
      await page.goto(`/compare?id=${id}&as=${kind}`);
      await expect(page.getByRole("tab", { name: "截图" })).toBeVisible();
      if (kind === "pictures") await expect(page.getByRole("slider", { name: "新旧分界" })).toBeVisible();
      else await expect(page.getByRole("insertion").first()).toBeVisible();
      await expect(page.getByText(kind === "pictures" ? /处不同$/ : /处改动$/).first()).toBeVisible();
      faults.push(...(await faultsInBothThemes(page, `${kind}, ${phone ? "phone" : "desktop"}`)));
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wider, "no sideways scroll").toBeLessThanOrEqual(0);
    }
    if (phone) {
      await page.getByRole("button", { name: "快照与改动" }).click();
      await expect(page.getByRole("radio", { name: /^旧：/ })).toBeChecked();
      faults.push(...(await faultsInBothThemes(page, "sheet")));
    }
    await context.close();
  }
  expect(faults).toEqual([]);
});

test("[M14] a second capture of a page that did not change keeps no second copy of what is equal", async ({
  app,
  site,
}) => {
  test.setTimeout(240_000);
  const server = await connect(app.origin);
  const blobs = () =>
    readdirSync(join(app.dataDir, "blobs"), { recursive: true, encoding: "utf8" }).filter((path) =>
      /[0-9a-f]{64}$/.test(path),
    );
  const address = site.url("/append-only-log");
  const first = await server.snapshot(address);
  const before = blobs();
  const second = await server.snapshot(address);
  const hashes = (kind: ArtifactKind) =>
    [first, second].map(({ artifacts }) => artifacts.find((one) => one.kind === kind)?.hash);
  expect(second.id).not.toBe(first.id);
  expect(second.textHash).toBe(first.textHash);
  for (const kind of ["reader", "markdown", "text"] as const) {
    const [one, other] = hashes(kind);
    expect(one, artifactKinds[kind].extension).toBeTruthy();
    expect(other, kind).toBe(one);
  }
  const known = new Set(first.artifacts.map(({ hash }) => hash));
  const differing = new Set(second.artifacts.map(({ hash }) => hash).filter((hash) => !known.has(hash)));
  expect(blobs().length - before.length).toBe(differing.size);
  expect([...differing], "pictures and page of an unchanged page are the same bytes").toEqual([]);
});
