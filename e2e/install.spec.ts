import { expect, test } from "./support/fixtures";
import { LibraryPage } from "./support/library-page";

test("[X12] the app is installable and its manifest has no errors", async ({ page }) => {
  const library = new LibraryPage(page);
  await library.untilOffline();
  const devtools = await page.context().newCDPSession(page);
  expect((await devtools.send("Page.getInstallabilityErrors")).installabilityErrors).toEqual([]);
  const manifest = await devtools.send("Page.getAppManifest");
  expect(manifest.errors).toEqual([]);
  const content: unknown = JSON.parse(manifest.data ?? "{}");
  expect(content).toMatchObject({
    name: expect.stringContaining("Linksnap"),
    display: "standalone",
    display_override: ["window-controls-overlay", "standalone"],
    launch_handler: { client_mode: "auto" },
    shortcuts: [{ url: "/?add=1" }, { url: "/" }, { url: "/?in=starred" }, { url: "/tags" }],
    share_target: { action: "/shared", method: "POST", params: { title: "title", text: "text", url: "url" } },
    file_handlers: [{ accept: { "text/html": [".html", ".htm"], "application/pdf": [".pdf"] } }],
    protocol_handlers: [{ protocol: "web+linksnap", url: "/shared?url=%s" }],
  });
  // The first shortcut leads to where an address is put in, and the address bar forgets it was one.
  await page.goto("/?add=1");
  await expect(library.searchBox).toBeFocused();
  await expect(page).toHaveURL(/\/$/);
});

test("[X12] icons of the manifest are pictures of the size they claim, one of them maskable", async ({
  app,
  page,
}) => {
  const href = await page.locator("link[rel=manifest]").getAttribute("href");
  const manifest: { icons: { src: string; sizes: string; purpose?: string }[] } = await (
    await fetch(new URL(href ?? "", app.origin))
  ).json();
  expect(manifest.icons.some((icon) => icon.purpose?.includes("maskable"))).toBe(true);
  for (const icon of manifest.icons) {
    const size = await page.evaluate(async (src) => {
      const image = new Image();
      image.src = src;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, icon.src);
    if (icon.sizes !== "any") expect(size, icon.src).toBe(icon.sizes);
  }
});

test("[X12] the shell asks nobody but its own server for anything", async ({ browse, app }) => {
  const context = await browse();
  const asked: string[] = [];
  context.on("request", (request) => asked.push(request.url()));
  const page = context.pages()[0]!;
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  for (const path of ["/", "/settings", "/tags", "/?q=x", "/link?id=AAAAAAAAAAAAAA"]) await page.goto(path);
  await new LibraryPage(page).untilOffline();
  const foreign = asked.filter((url) => !url.startsWith(app.origin) && !/^(data|blob):/.test(url));
  expect(foreign).toEqual([]);
  expect(problems).toEqual([]);
});
