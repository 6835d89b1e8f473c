/**
 * How the library bears its weight: opening, scrolling, searching, saving, importing at 1,000, 10,000 and 100,000 links in
 * the built app and a real browser, as the machine is and made four times slower. See README.md.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PORT } from "./library/app-page";
import {
  interactionRow,
  interactionTable,
  measureInteraction,
  TOUCHED_LINKS,
  type Interaction,
} from "./library/interaction";
import { measureLibrary, type LibraryFigures } from "./library/measure";
import { measurePeers } from "./library/peers";
import { filledProfile } from "./library/profile";
import { figuresTable, libraryRows } from "./library/summary";
import { appServer } from "./support/app-server";
import { machineFacts } from "./support/machine";
import { isAsked, readOptions } from "./support/options";
import { publish, say } from "./support/report";
import { bundleForPage, endOnSignal, findChromium } from "./support/tools";

const SIZES = [1000, 10_000, 100_000];
const THROTTLE = 4;

endOnSignal();
const options = readOptions(process.argv.slice(2));
const machine = machineFacts(findChromium());
const data = await mkdtemp(join(tmpdir(), "linksnap-bench-"));
const server = appServer(PORT, data);
await server.start();
const figures: LibraryFigures[] = [];
let interaction: Interaction | null = null;
try {
  const probe = await bundleForPage(join(import.meta.dirname, "library/inpage/probe.ts"));
  for (const links of SIZES.filter((size) => isAsked(options, String(size)))) {
    const profile = await filledProfile(links, probe);
    for (const slower of [1, THROTTLE]) {
      if (!isAsked(options, "slow") && options.pages && slower > 1) continue;
      figures.push(await measureLibrary({ links, profile, probe, slower, runs: options.runs, server }));
      say(figuresTable(figures.slice(-1)));
    }
  }
  if (isAsked(options, "interaction")) {
    interaction = await measureInteraction({ profile: await filledProfile(TOUCHED_LINKS, probe), probe });
    say(interactionTable(interaction));
  }
  const peers = isAsked(options, "peers") ? await measurePeers() : [];
  if (figures.length > 0) say(`\n${figuresTable(figures)}`);
  await publish({
    name: "library",
    machine,
    runs: options.runs,
    spread: null,
    rows: [...libraryRows(figures, peers), ...(interaction ? [interactionRow(interaction)] : [])],
    details: [{ figures, peers, touched: interaction }],
    notRun: [],
  });
} finally {
  await server.stop();
  await rm(data, { recursive: true, force: true });
}
