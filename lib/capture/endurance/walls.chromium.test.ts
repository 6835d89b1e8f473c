/** The walls around captures, as health finds them: proven where the system allows, captures off where not. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCapture } from "../build";
import { createCapturer, type CapturerOptions } from "../capturer";
import { ageWarning } from "../parent/health";
import { mountScript, neededPaths, planMounts } from "../parent/reach";

const root = join(import.meta.dirname, "..", "..", "..");
const outdir = join(root, "node_modules", ".cache", `linksnap-walls-${process.pid}`);
const workRoot = mkdtempSync(join(tmpdir(), "linksnap-walls-"));
const program = [process.execPath, join(outdir, "capture.js")];

beforeAll(() => buildCapture(outdir), 60_000);
afterAll(() => {
  rmSync(outdir, { recursive: true, force: true });
  rmSync(workRoot, { recursive: true, force: true });
});

const healthOf = async (more: Partial<CapturerOptions>) => {
  const capturer = createCapturer({
    chromium: process.env["LINKSNAP_CHROMIUM"] || "/usr/bin/chromium",
    allowPrivate: new Set(),
    workRoot,
    childCommand: program,
    ...more,
  });
  const health = await capturer.health();
  const result = health.available
    ? null
    : await capturer.capture({
        id: "x",
        url: "http://example.org/",
        artifacts: ["text"],
        signal: new AbortController().signal,
        onStep: () => undefined,
      });
  await capturer.close();
  return { health, refusal: result && !result.ok ? result.error.code : null };
};

describe("walls", () => {
  it("[E23] CAP-064: captures are on behind a sandbox that was seen, or off with a reason", async () => {
    const { health, refusal } = await healthOf({});
    expect(health.available).toBe(health.sandbox);
    if (health.available) {
      if (process.platform === "linux")
        expect(health.layers).toEqual(expect.arrayContaining(["seccomp", "namespaces"]));
      if (process.getuid?.() === 0) expect(health.layers).toContain("user");
    } else {
      expect(health.reason).toMatch(/captures are off|does not start/);
      expect(refusal).toBe(health.code);
    }
  }, 120_000);

  it("[E23] CAP-064: where no user namespace may be made, captures are off unless the owner says otherwise", async () => {
    // The process sits in a user namespace in which no other can be made: Chromium's sandbox cannot start.
    const deny = `exec unshare --user --map-current-user --keep-caps /bin/sh -c 'echo 0 > /proc/sys/user/max_user_namespaces && exec setpriv --ambient-caps -all "$@"' x "$@"`;
    const childCommand = ["/bin/sh", "-c", deny, "x", ...program];
    const { health, refusal } = await healthOf({ childCommand });
    expect(health).toMatchObject({ available: false, sandbox: false });
    expect(refusal).toBe(health.code);
    // The tools that deny it may be missing here: then nothing starts at all.
    if (health.code !== "no-sandbox") return;
    expect(health.reason).toMatch(/^captures are off: .*LINKSNAP_SANDBOX=off/s);
    const allowed = await healthOf({ childCommand, allowUnproven: true });
    expect(allowed.health).toMatchObject({ available: true, sandbox: false });
    expect(allowed.health.reason).toMatch(/^captures run without a sandbox/);
    expect(allowed.health.layers).not.toContain("seccomp");
  }, 180_000);

  it("[E23] CAP-065: says so when the browser is older than half a year", () => {
    const day = 24 * 3600_000;
    expect(ageWarning(0, 100 * day)).toBeNull();
    expect(ageWarning(0, 400 * day)).toMatch(/400 days old; update it/);
  });

  it("[E24] below a closed folder only what a capture needs is shown, and the folder stays as it is", () => {
    const closed = mkdtempSync(join(tmpdir(), "linksnap-closed-"));
    const app = join(closed, "deep", "app");
    mkdirSync(join(app, "dist"), { recursive: true });
    mkdirSync(join(app, "node_modules", "playwright"), { recursive: true });
    mkdirSync(join(app, "work it's"));
    const needed = neededPaths(
      [process.execPath, join(app, "dist", "capture.js")],
      "/usr/bin/chromium",
      join(app, "work it's"),
    );
    const plan = planMounts(needed);
    expect(plan.covers).toContain(closed);
    expect(plan.keeps.map(({ path }) => path)).toEqual(
      expect.arrayContaining([join(app, "dist"), join(app, "node_modules"), join(app, "work it's")]),
    );
    expect(plan.keeps.some(({ path }) => path === closed || path === join(closed, "deep"))).toBe(false);
    expect(mountScript(plan, "/tmp/s").join("\n")).toContain(`work it'\\''s'`);
    expect(planMounts(["/usr/bin"])).toEqual({ covers: [], keeps: [] });
    rmSync(closed, { recursive: true });
  });
});
