import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSite, type Site } from "./site-server";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

describe("the fixture site", () => {
  it("[X1] serves the code article with its whitespace untouched", async () => {
    const page = await (await fetch(site.url("/append-only-log"))).text();
    expect(page.match(/<pre/g)).toHaveLength(8);
    expect(page).toContain('\n\t\n\t<span class="k">for</span> (;;) {');
    expect(page).toContain("|| exit 1; done   \n\n\n</pre>");
    expect(page).toContain("<pre>\n\nlog: log.c");
  });

  it("[X1] serves one Chinese article in UTF-8, in GBK by header and in GBK by meta", async () => {
    const read = async (path: string, label: string): Promise<string> => {
      const response = await fetch(site.url(path));
      return new TextDecoder(label, { fatal: true }).decode(await response.arrayBuffer());
    };
    for (const [path, label] of [
      ["/zh", "utf-8"],
      ["/zh-gbk", "gbk"],
      ["/zh-gbk-meta", "gbk"],
    ] as const)
      expect(await read(path, label)).toContain("用一台旧电脑搭建家庭书签服务器");
    expect((await fetch(site.url("/zh-gbk"))).headers.get("content-type")).toBe("text/html; charset=gbk");
    expect((await fetch(site.url("/zh-gbk-meta"))).headers.get("content-type")).toBe("text/html");
  });

  it("[X1] answers the bad addresses as their names say", async () => {
    const status = async (path: string): Promise<number> =>
      (await fetch(site.url(path), { redirect: "manual" })).status;
    expect(
      await Promise.all(["/404", "/410", "/500", "/503", "/login", "/loop", "/nowhere"].map(status)),
    ).toEqual([404, 410, 500, 503, 401, 302, 404]);
    await expect(fetch(site.url("/loop"))).rejects.toThrow();
    await expect(fetch(site.url("/hang"), { signal: AbortSignal.timeout(300) })).rejects.toThrow();
    const big = await fetch(site.url("/big"));
    expect(Number(big.headers.get("content-length"))).toBe(60 * 1024 * 1024);
    await big.body?.cancel();
  });

  it("[X1] never ends the endless page and stops when nobody reads", async () => {
    const reader = (await fetch(site.url("/endless"))).body!.getReader();
    let bytes = 0;
    while (bytes < 3_000_000) bytes += (await reader.read()).value?.length ?? 0;
    await reader.cancel();
    expect(bytes).toBeGreaterThan(3_000_000);
  });

  it("[X1] counts requests, and counts visits of a page apart", async () => {
    const before = site.hits("/beacon/");
    await fetch(site.url("/beacon/one?x=1"));
    expect(site.hits("/beacon/") - before).toBe(1);
    const read = async (path: string): Promise<string> => (await fetch(site.url(path))).text();
    expect(await read("/changes")).not.toBe(await read("/changes"));
    expect(await Promise.all([1, 2, 3].map(async () => (await fetch(site.url("/flaky"))).status))).toEqual([
      503, 503, 200,
    ]);
  });
});
