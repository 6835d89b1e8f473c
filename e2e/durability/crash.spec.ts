import { join } from "node:path";
import { chromiumPath } from "../support/app";
import { browserArgs, expect, test } from "../support/fixtures";
import { LibraryPage } from "../support/library-page";
import { killRounds } from "./kill-rounds";
import { startStand } from "./stand";

/** `npm run bench:crash` does a hundred. */
const ROUNDS = 5;
const SEED = Number(process.env["LINKSNAP_SEED"] ?? 20_261_122);

test("[L22] what was acknowledged is there after the browser was killed in the middle of saves, imports and compaction", async ({
  app,
  browse,
  folder,
}) => {
  test.setTimeout(480_000);
  await app.stop();
  const stand = await startStand(app.port);
  const { acknowledged, lost } = await killRounds({
    origin: stand.origin,
    profile: join(folder, "killed"),
    chromium: chromiumPath(),
    args: browserArgs,
    rounds: ROUNDS,
    seed: SEED,
  });
  await stand.close();
  expect(lost, `seed ${SEED}, ${acknowledged} acknowledged`).toEqual([]);
  expect(acknowledged).toBeGreaterThan(ROUNDS * 3);
  await app.start();
  const context = await browse({ profile: "killed" });
  const library = new LibraryPage(context.pages()[0] ?? (await context.newPage()));
  await library.page.goto("/");
  await expect(library.list.getByRole("option").first()).toBeVisible();
});
