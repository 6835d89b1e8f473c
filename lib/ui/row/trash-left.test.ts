import { expect, it } from "vitest";
import { trashDaysLeft } from "./trash-left";

const DAY = 86_400_000;

it("[F72] counts down from thirty days, and holds where a clock was wrong", () => {
  const now = 1_800_000_000_000;
  expect(trashDaysLeft(now, now)).toBe(30);
  expect(trashDaysLeft(now - 12.5 * DAY, now)).toBe(18);
  expect(trashDaysLeft(now - 29.5 * DAY, now)).toBe(1);
  expect(trashDaysLeft(now - 400 * DAY, now)).toBe(0);
  expect(trashDaysLeft(now + 400 * DAY, now)).toBe(30);
});
