import { test } from "../support/fixtures";
import { LibraryPage } from "../support/library-page";

const shelf: readonly (readonly [string, string, readonly string[]])[] = [
  ["/notes/garden-soil", "A field guide to the soil", ["home/garden"]],
  ["/notes/type-on-screens", "Why old type looks wrong", ["design/type"]],
  ["/consent", "What the river took", ["stories"]],
  ["/notes/index-only", "When an index is the whole table", ["systems/databases"]],
  ["/lazy", "Eight lighthouses", ["travel"]],
  ["/notes/tea-water", "水与茶", ["家务/厨房"]],
  ["/notes/slow-bread", "Bread without a mixer", ["home/kitchen"]],
  ["/notes/tail-latency", "Your slowest request", ["systems/latency"]],
  ["/notes/city-birds", "城市里的鸟", ["自然"]],
  ["/notes/night-trains", "Eleven night trains", ["travel", "stories"]],
  ["/zh", "用一台旧电脑搭建", ["家务/电脑"]],
  ["/append-only-log", "An append-only log", ["systems/storage"]],
];

test("the library on a desktop", async ({ page, site }) => {
  const library = new LibraryPage(page);
  for (const [path, title, tags] of shelf) {
    await library.save(site.url(path));
    await library.untilKept(title, 120_000);
    await library.open(title);
    for (const tag of tags) await library.addTag(tag);
    await page.goto("/");
  }
  await library.row("An append-only log").click();
  await page
    .getByRole("status")
    .last()
    .waitFor({ state: "hidden", timeout: 20_000 })
    .catch(() => null);
  await page.mouse.move(700, 890);
  await page.screenshot({ path: "docs/screens/library.png" });
});
