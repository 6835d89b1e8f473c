/** A browser that threw the database away: told as a loss, with what there was, and nothing written over it. */
import type { Page } from "playwright/test";
import { expect, test } from "../support/fixtures";
import { LibraryPage } from "../support/library-page";

const witness = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const kept = await (await caches.open("linksnap-witness-v1")).match("/linksnap-witness");
    return kept ? kept.text() : "";
  });

test("[L20] a library whose database is gone opens with what was there, never with a welcome", async ({
  app,
  page,
}) => {
  const library = new LibraryPage(page);
  await library.untilOffline();
  await library.save("https://kept.example/a");
  await expect(library.row("kept.example/a")).toBeVisible();
  await expect.poll(() => witness(page).catch(() => "")).toMatch(/"links":1\b/);
  const told = await witness(page);

  // No tab of the app is open while the database goes.
  await page.goto(`${app.origin}/manifest.webmanifest`);
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const asked = indexedDB.deleteDatabase("linksnap");
        asked.addEventListener("success", () => resolve());
        asked.addEventListener("error", () => reject(new Error("not deleted")));
      }),
  );
  await page.goto(`${app.origin}/`);
  await expect(page.getByText("The library is not here any more")).toBeVisible();
  await expect(page.getByText(/This browser kept 1 link on/)).toBeVisible();
  await expect(library.list).toHaveCount(0);
  // Looked at again and again, it stays so.
  await page.getByRole("button", { name: "Look again", exact: true }).click();
  await expect(page.getByText("The library is not here any more")).toBeVisible();
  expect(await witness(page)).toBe(told);

  await page.getByRole("button", { name: "Start empty", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Start empty", exact: true }).click();
  await expect(page.getByText("The library is not here any more")).toHaveCount(0);
  await expect(library.searchBox).toBeVisible();
});
