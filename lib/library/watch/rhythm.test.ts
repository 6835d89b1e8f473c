import { describe, expect, it } from "vitest";
import { afterFailedLook, chanceOf, freshRecord, nextLook, sitePause, type Looked } from "./rhythm";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const now = Date.UTC(2026, 10, 22, 12);
const looked = (more: Partial<Looked> = {}): Looked => ({
  rhythm: "daily",
  foundAt: now,
  unchanged: 0,
  chance: 0.5,
  ...more,
});
const daysUntil = (at: number): number => (at - now) / DAY;

describe("when a watched link is looked at", () => {
  it("[C67] a day or a week after it was last found, spread by a tenth, at once when it never was", () => {
    expect(daysUntil(nextLook(looked(), freshRecord, now))).toBe(1);
    expect(daysUntil(nextLook(looked({ rhythm: "weekly" }), freshRecord, now))).toBe(7);
    expect(daysUntil(nextLook(looked({ chance: 0 }), freshRecord, now))).toBeCloseTo(0.95);
    expect(nextLook(looked({ foundAt: 0 }), freshRecord, now)).toBe(0);
    expect(nextLook(looked({ foundAt: now - 90 * DAY }), freshRecord, now)).toBeLessThan(now);
    expect(new Set(["a", "b", "c", "d"].map(chanceOf)).size).toBe(4);
  });

  it("[C67] less often while nothing changes", () => {
    const days = [0, 4, 5, 14, 15, 400].map((unchanged) =>
      daysUntil(nextLook(looked({ unchanged }), freshRecord, now)),
    );
    expect(days).toEqual([1, 1, 2, 2, 3, 3]);
  });

  it("[C67] longer and longer after failures, not before the site allows, and never by a wrong clock", () => {
    const failed = { ...freshRecord, triedAt: now };
    const days = [1, 2, 3, 4, 9].map((failures) =>
      daysUntil(nextLook(looked(), { ...failed, failures }, now)),
    );
    expect(days).toEqual([2, 4, 8, 8, 8]);
    expect(daysUntil(nextLook(looked(), { ...freshRecord, notBefore: now + 3 * DAY }, now))).toBe(3);
    expect(daysUntil(nextLook(looked({ foundAt: now + 4_000 * DAY }), freshRecord, now))).toBe(1);
  });

  it("[C68] stops after long failure, soon after refusals, at once where robots.txt asks for it", () => {
    const failure = { code: "site-error", httpStatus: 500, retryAfter: 0, period: DAY } as const;
    let record = freshRecord;
    for (let i = 0; i < 7; i++) record = afterFailedLook(record, failure, now + i * DAY);
    expect([record.failures, record.stoppedAt]).toEqual([7, 0]);
    record = afterFailedLook(record, failure, now + 9 * DAY);
    expect(record.stoppedAt).toBe(now + 9 * DAY);
    expect(nextLook(looked(), record, now + 99 * DAY)).toBe(Number.POSITIVE_INFINITY);
    let gone = freshRecord;
    for (let i = 0; i < 3; i++) gone = afterFailedLook(gone, { ...failure, code: "gone" }, now);
    expect(gone.stoppedAt).toBe(now);
    expect(afterFailedLook(freshRecord, { ...failure, code: "robots" }, now).stoppedAt).toBe(now);
    expect(afterFailedLook(freshRecord, { ...failure, retryAfter: 60 }, now).notBefore).toBe(now + 60_000);
  });

  it("[C67] leaves a site alone for a minute, or as long as it asks, up to an hour", () => {
    expect([0, 30, 120, 90_000].map(sitePause)).toEqual([60_000, 60_000, 120_000, HOUR]);
  });
});
