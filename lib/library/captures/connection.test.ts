import { afterEach, expect, it, vi } from "vitest";
import { Connection } from "./connection";
import { HttpCaptureServer } from "./http-server";

afterEach(() => vi.unstubAllGlobals());

/** What a device says of a server that answers its question about health with this. */
async function statusAfter(capture: unknown): Promise<unknown> {
  vi.stubGlobal("fetch", async () => Response.json({ ok: true, version: "1", capture }));
  const connection = new Connection({
    server: new HttpCaptureServer(),
    loadToken: async () => "token",
    saveToken: async () => undefined,
    deviceName: () => "",
    tokenRefused: async () => undefined,
    background: () => undefined,
    now: () => 0,
    changed: () => undefined,
  });
  await connection.open();
  connection.close();
  return connection.status;
}

it("[C47] a server that captures without a proven sandbox is ready, and known to be unguarded", async () => {
  const browser = "Chromium 156";
  expect(await statusAfter({ available: true, browser, sandbox: false })).toEqual({
    kind: "ready",
    isUnguarded: true,
    version: "1",
  });
  expect(await statusAfter({ available: true, browser, sandbox: true })).toMatchObject({
    kind: "ready",
    isUnguarded: false,
  });
  expect(await statusAfter({ available: false, sandbox: false, code: "no-sandbox" })).toMatchObject({
    kind: "no-capture",
    isUnsafe: true,
  });
});
