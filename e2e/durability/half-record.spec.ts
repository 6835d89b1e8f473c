import { appendFileSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright/test";
import { chromiumPath } from "../support/app";
import { browserArgs, expect, test } from "../support/fixtures";
import { startStand } from "./stand";
import { WorkerPipe } from "./worker-pipe";

/** A record of LevelDB's log that says it is 4,096 bytes long, and of which three were written (log_format.md). */
const HALF = Buffer.from([1, 2, 3, 4, 0x00, 0x10, 1, 7, 7, 7]);

/** The log that Chromium's database writes to, or would go on with. */
function logIn(profile: string): string {
  const folder = join(profile, "Default", "IndexedDB");
  const database = readdirSync(folder).find((name) => name.endsWith(".leveldb")) ?? "";
  const logs = readdirSync(join(folder, database)).filter((name) => name.endsWith(".log"));
  return join(folder, database, logs.toSorted().at(-1) ?? "");
}

test("[L25] half a record at the end of the browser's own log, as a kill leaves it, costs nothing at this start or the next", async ({
  folder,
}) => {
  const stand = await startStand();
  const profile = join(folder, "torn");
  const visit = async (addresses: readonly string[], until = async (): Promise<void> => {}) => {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: chromiumPath(),
      args: browserArgs,
    });
    const pipe = await WorkerPipe.open(context.pages()[0] ?? (await context.newPage()), stand.origin);
    const { loss, trouble } = await pipe.status();
    for (const address of addresses) await pipe.call("add", address);
    const rows = (await pipe.rows()).length;
    await until();
    await context.close();
    return { loss, trouble, rows };
  };
  expect(await visit(["https://kept.example/1", "https://kept.example/2"])).toMatchObject({ rows: 2 });
  const torn = logIn(profile);
  appendFileSync(torn, HALF);
  const another = (): Promise<void> => expect.poll(() => existsSync(torn)).toBe(false);
  expect(await visit(["https://kept.example/3"], another)).toEqual({ loss: null, trouble: null, rows: 3 });
  expect(await visit([])).toEqual({ loss: null, trouble: null, rows: 3 });
  await stand.close();
});
