import { expect, test } from "../support/fixtures";
import { LibraryPage } from "../support/library-page";

test("[X16] the interface follows the browser's language and keeps the one chosen in Settings", async ({
  browse,
}) => {
  const context = await browse({ locale: "zh-CN", profile: "reader" });
  const page = context.pages()[0]!;
  await page.goto("/");
  await expect(new LibraryPage(page, "zh").searchBox).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", /^zh/);

  await page.goto("/settings");
  await page
    .getByRole("radiogroup", { name: /Language|语言/ })
    .getByText("English", { exact: true })
    .click();
  await expect(page.getByRole("heading", { name: "Settings" }).first()).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", /^en/);

  await page.goto("/");
  await expect(new LibraryPage(page, "en").searchBox).toBeVisible();
  await context.close();

  const again = (await browse({ locale: "zh-CN", profile: "reader" })).pages()[0]!;
  await again.goto("/");
  await expect(new LibraryPage(again, "en").searchBox).toBeVisible();
  await again.goto("/settings");
  await again
    .getByRole("radiogroup", { name: /Language|语言/ })
    .getByText("中文", { exact: true })
    .click();
  await expect(again.getByRole("heading", { name: "设置" }).first()).toBeVisible();
});
