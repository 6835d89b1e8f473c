import { expect, test } from "../support/fixtures";
import { LibraryPage } from "../support/library-page";

test("[V34] [SQ9] what Enter gives a tag field, and where one is, is shown", async ({ page, site }) => {
  const library = new LibraryPage(page);
  await library.searchBox.fill(site.url("/append-only-log"));
  await page.keyboard.press("Enter");
  await expect(page.locator(".toast").filter({ hasText: "Saved" })).toBeVisible();

  await test.step("the option that says what is typed is marked, not the first one", async () => {
    const tags = page.getByRole("combobox", { name: "Tags" }).first();
    await tags.fill("systems,sy");
    await expect(page.getByRole("option", { selected: true }).filter({ hasText: "sy" })).toContainText(
      "New tag “sy”",
    );
    await tags.press("Enter");
    const chosen = page.getByRole("list", { name: "Chosen tags" }).first();
    await expect(chosen.getByText("sy", { exact: true })).toBeVisible();
  });

  await test.step("a saved search is marked alone", async () => {
    await page.goto("/?q=log");
    const current = page.getByRole("complementary", { name: "Sidebar" }).locator("[aria-current=page]");
    await expect(current).toHaveText(/All links/);
    await page.getByRole("button", { name: "Save this search" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).click();
    await expect(current).toHaveText(/^log/);
  });
});
