/**
 * Search in the texts of snapshots: 10,000 articles in real IndexedDB, typed letter by letter, beside MiniSearch over the
 * same articles in the same browser. `--articles 1000` for fewer. See README.md.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { chromium, type Page } from "playwright/test";
import { formatTable } from "./support/table";
import { machineFacts, machineLine } from "./support/machine";
import { say } from "./support/report";
import { quantile } from "./support/stats";
import { bundleForPage, canSandbox, endOnSignal, findChromium } from "./support/tools";
import type * as Inpage from "./texts/inpage/texts";

const asked = process.argv.indexOf("--articles");
const ARTICLES = asked < 0 ? 10_000 : Number(process.argv[asked + 1]);

endOnSignal();
const server = createServer((_request, response) => response.end("<!doctype html><title>bench</title>"));
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
// Listening on a port, so its address is one.
const { port } = server.address() as AddressInfo;
const bundle = await bundleForPage(join(import.meta.dirname, "texts/inpage/texts.ts"));
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: [...(canSandbox() ? [] : ["--no-sandbox"]), "--disable-gpu"],
});

/** Runs one function in a page of its own, and weighs the page afterwards. */
async function run<Name extends keyof typeof Inpage>(
  page: Page,
  name: Name,
  ...args: Parameters<(typeof Inpage)[Name]>
): Promise<{ value: Awaited<ReturnType<(typeof Inpage)[Name]>>; heap: number }> {
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.evaluate(`globalThis.bench = ${bundle}`);
  const value: Awaited<ReturnType<(typeof Inpage)[Name]>> = await page.evaluate(
    `globalThis.bench[${JSON.stringify(name)}](...${JSON.stringify(args)})`,
  );
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return { value, heap: usedSize };
}

const ms = (value: number): string => value.toFixed(1);
const MB = (bytes: number): string => (bytes / 1e6).toFixed(1);

try {
  const page = await browser.newPage();
  const filled = await run(page, "fill", ARTICLES);
  const ours = await run(page, "search");
  const again = await run(page, "search");
  const mini = await run(page, "miniSearch", ARTICLES);
  const line = (name: string, times: readonly number[], rest: readonly string[]): string[] => [
    name,
    ms(quantile(times, 0.5)),
    ms(quantile(times, 0.95)),
    ...rest,
  ];
  say(machineLine(machineFacts(findChromium())));
  say(
    `${ARTICLES} articles, ${MB(filled.value.characters)} million characters, ${ours.value.times.length} searches`,
  );
  say(
    formatTable(
      ["", "search p50 ms", "p95 ms", "index s", "disk MB", "heap MB"],
      [
        line("Linksnap, first", ours.value.times, [
          ms(filled.value.ms / 1000),
          MB(filled.value.bytes),
          MB(ours.heap),
        ]),
        line("Linksnap, again", again.value.times, ["", "", MB(again.heap)]),
        line("MiniSearch", mini.value.times, [ms(mini.value.ms / 1000), MB(mini.value.bytes), MB(mini.heap)]),
      ],
    ),
  );
} finally {
  await browser.close();
  server.close();
}
