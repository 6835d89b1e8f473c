import { connect } from "./support/server-client";
import { expect, test } from "./support/fixtures";
import { LibraryPage } from "./support/library-page";
import type { Language } from "./support/words";

interface BadAddress {
  /** A path of the fixture site, or a whole address. */
  readonly path: string;
  readonly reason: Readonly<Record<Language, RegExp>>;
}

const table: readonly BadAddress[] = [
  {
    path: "http://no-such-host.invalid/",
    reason: { en: /No site answers to this name/, zh: /找不到这个网站/ },
  },
  { path: "/404", reason: { en: /no longer exists \(404\)/, zh: /网页已不存在（404）/ } },
  { path: "/500", reason: { en: /The site has a fault/, zh: /网站出错/ } },
  { path: "/hang", reason: { en: /did not finish loading/, zh: /网页没有加载完/ } },
  { path: "/endless", reason: { en: /did not finish loading|too large/, zh: /网页没有加载完|网页过大/ } },
  { path: "/big", reason: { en: /too large/, zh: /网页过大/ } },
  {
    path: "/big-page",
    reason: { en: /too large to keep|did not finish loading/, zh: /网页过大|网页没有加载完/ },
  },
  { path: "/loop", reason: { en: /in a circle/, zh: /来回跳转/ } },
];

test.describe("bad addresses", () => {
  test.use({ appEnv: { LINKSNAP_CAPTURES: "3", LINKSNAP_CAPTURE_SECONDS: "25" } });

  test("[X7] each stays saved, with its reason in words of both languages and a Retry", async ({
    browse,
    site,
  }) => {
    test.setTimeout(480_000);
    const context = await browse({ locale: "en-US" });
    const page = context.pages()[0]!;
    const library = new LibraryPage(page, "en");
    await page.goto("/");
    const address = (path: string): string => (path.startsWith("http") ? path : site.url(path));
    for (const { path } of table) await library.save(address(path));
    await expect(library.list.getByRole("option")).toHaveCount(table.length);
    await expectReasons(library, "en", address);

    await test.step("the link page says it too, and Retry tries again", async () => {
      await library.list.getByRole("option").filter({ hasText: "/404" }).first().click();
      await page.keyboard.press("Enter");
      await library.untilOnLink();
      const { en } = table[1]!.reason;
      await expect(page.getByText(en).first()).toBeVisible();
      const visits = site.hits("/404");
      await page.getByRole("button", { name: library.words.retry }).first().click();
      await expect.poll(() => site.hits("/404"), { timeout: 60_000 }).toBeGreaterThan(visits);
      await expect(page.getByText(en).first()).toBeVisible({ timeout: 60_000 });
    });

    await test.step("and in Chinese", async () => {
      await page.goto("/settings");
      await page
        .getByRole("radiogroup", { name: /Language/ })
        .getByText("中文", { exact: true })
        .click();
      await expect(page.getByRole("heading", { name: "设置" }).first()).toBeVisible();
      await page.goto("/");
      await expectReasons(new LibraryPage(page, "zh"), "zh", address);
    });
  });

  async function expectReasons(
    library: LibraryPage,
    language: Language,
    address: (path: string) => string,
  ): Promise<void> {
    for (const { path, reason } of table) {
      const row = library.list.getByRole("option").filter({
        has: library.page.getByText(address(path).replace(/^http:\/\/|\/$/g, ""), { exact: true }),
      });
      await expect(row, path).toContainText(reason[language], { timeout: 240_000 });
      await expect(row.getByText(library.words.saved, { exact: true }), "no pretence of success").toHaveCount(
        0,
      );
    }
  }
});

for (const language of ["en", "zh"] as const)
  test.describe(`in ${language}`, () => {
    test("[X7] what is not an address is refused in words and saves nothing", async ({ browse }) => {
      const context = await browse({ locale: language === "en" ? "en-US" : "zh-CN" });
      const library = new LibraryPage(context.pages()[0]!, language);
      await library.page.goto("/");
      for (const [text, reason] of [
        ["javascript:alert(1)", library.words.unsupportedScheme],
        ["file:///etc/passwd", library.words.unsupportedScheme],
        ["ftp://example.com/a", library.words.unsupportedScheme],
      ] as const) {
        await library.searchBox.fill(text);
        await library.searchBox.press("Enter");
        await expect(library.page.getByText(reason).first(), text).toBeVisible();
      }
      await library.searchBox.fill("");
      await expect(library.list.getByRole("option")).toHaveCount(0);
    });
  });

test("[X7] a failure that mends itself ends as kept", async ({ page, site }) => {
  test.setTimeout(240_000);
  const library = new LibraryPage(page);
  await library.save(site.url("/flaky"));
  const row = library.list.getByRole("option").first();
  await expect(row).toContainText(/site has a fault|Trying again/, { timeout: 60_000 });
  await page.getByRole("button", { name: "Retry" }).click();
  await expect.poll(() => site.hits("/flaky"), { timeout: 60_000 }).toBeGreaterThanOrEqual(2);
  await expect(row).toContainText(/site has a fault|Trying again/, { timeout: 60_000 });
  await page.getByRole("button", { name: "Retry" }).click();
  await library.untilKept("Worth another try");
});

test("[X7] asking twice while one capture runs is one capture", async ({ app, site }) => {
  const client = await connect(app.origin);
  const request = { url: site.url("/unhurried?ms=3000"), linkId: "Unhurried00001" };
  const [first, second] = await Promise.all([client.capture(request), client.capture(request)]);
  expect(first.at(-1)).toEqual(second.at(-1));
  expect(site.hits("/unhurried")).toBe(1);
});
