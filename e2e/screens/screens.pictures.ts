/**
 * Every screen on a desktop and a phone, in both languages and both themes, as `docs/screens/<how>/<screen>.webp`: beside
 * the mocks they show what differs. One library is filled once and then looked at in each way. `WAYS` narrows the ways
 * down, by their names with commas between.
 */
import { expect, test } from "../support/fixtures";
import { LibraryPage } from "../support/library-page";
import { fill } from "./fill";
import { nameOf, shooter, type Way } from "./shoot";
import { moments } from "./moments";
import { beginnings, linkPage, lists, others, overlays } from "./walks";

const all: readonly Way[] = [false, true].flatMap((phone) =>
  (["light", "dark"] as const).flatMap((theme) =>
    (["en", "zh"] as const).map((language) => ({ language, theme, phone })),
  ),
);
const wanted = process.env["WAYS"]?.split(",");
const ways = all.filter((way) => wanted?.includes(nameOf(way)) ?? true);

test("every screen", async ({ browse, site }) => {
  test.setTimeout(3_600_000);
  const ids = await fill(browse, site);
  const faults: string[] = [];
  for (const way of ways) {
    const { language, theme, phone } = way;
    const look = { locale: language === "zh" ? "zh-CN" : "en-US", theme, phone } as const;
    for (const profile of ["profile", `fresh-${nameOf(way)}`]) {
      const context = await browse({ ...look, profile });
      const library = new LibraryPage(context.pages()[0] ?? (await context.newPage()), language);
      const shoot = await shooter(context, { library, way, faults });
      const walk = { site, shoot, library, phone };
      if (profile === "profile") {
        await lists(walk);
        await overlays(walk);
        await linkPage(walk, ids);
        await others(walk);
      } else await beginnings(walk);
      await context.close();
    }
  }
  // Links that come and go again leave a trace in Activity: after all other pictures.
  for (const way of ways) {
    const { language, theme, phone } = way;
    const context = await browse({ locale: language === "zh" ? "zh-CN" : "en-US", theme, phone });
    const library = new LibraryPage(context.pages()[0] ?? (await context.newPage()), language);
    const walk = { site, shoot: await shooter(context, { library, way, faults }), library, phone };
    await moments(walk, ids).catch((error: unknown) => faults.push(`${nameOf(way)}: ${String(error)}`));
    await context.close();
  }
  expect(faults).toEqual([]);
});
