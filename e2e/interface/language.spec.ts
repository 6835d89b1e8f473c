import { faultsInBothThemes } from "../support/accessibility";
import { expect, test } from "../support/fixtures";
import { LibraryPage } from "../support/library-page";

test("[X16] [X22] the language follows the browser or Settings, where everything is found by words and sections", async ({
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

  const find = again.getByRole("searchbox", { name: "查找设置", exact: true });
  const theme = again.getByRole("radiogroup", { name: "主题", exact: true });
  const keys = again.getByRole("switch", { name: "单键快捷键", exact: true });
  await find.fill("快捷键");
  await expect(keys).toBeVisible();
  await expect(theme).toBeHidden();
  await find.fill("没有这个");
  await expect(again.getByRole("heading", { name: "没有含“没有这个”的设置" })).toBeVisible();
  expect(await faultsInBothThemes(again, "nothing found")).toEqual([]);
  await again.getByRole("button", { name: "显示全部设置", exact: true }).click();
  await expect(theme).toBeVisible();
  const about = again.getByRole("navigation", { name: "设置的各部分" }).getByRole("button", { name: "关于" });
  await about.press("Enter");
  await expect(about).toHaveAttribute("aria-current", "true");
  await expect(again.getByRole("heading", { name: "关于" })).toBeInViewport();
  expect(await faultsInBothThemes(again, "sections")).toEqual([]);
});

test("[I41] the words of a language that cannot be had are said in English until they can, and nothing waits", async ({
  browse,
}) => {
  const context = await browse({ locale: "zh-CN" });
  const page = context.pages()[0]!;
  let isCut = true;
  await context.route("**/_next/static/chunks/*.js", async (route) => {
    const answer = await route.fetch();
    const isChinese = (await answer.text()).includes("全部链接");
    await (isChinese && isCut ? route.abort() : route.fulfill({ response: answer }));
  });
  await page.goto("/");
  await expect(new LibraryPage(page, "en").searchBox).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  isCut = false;
  await expect(new LibraryPage(page, "zh").searchBox).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  // The service worker may still be asking for files.
  await context.unrouteAll({ behavior: "ignoreErrors" });
});
