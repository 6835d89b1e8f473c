import { expect, it, vi } from "vitest";
import { sharedEn } from "./shared/en";
import * as zh from "./languages/zh";
import { onSpoken, speak, spokenNow, wordsNow } from "./spoken";

it("[I40] what was spoken is spoken until the words of the next language are here, and the last choice wins", async () => {
  const told: (string | undefined)[] = [];
  const stop = onSpoken(() => told.push(spokenNow()?.locale));
  expect(spokenNow(), "nothing is said before a language was asked for").toBeNull();
  speak("zh");
  expect(spokenNow(), "its words are on their way").toBeNull();
  await vi.waitFor(() => expect(spokenNow()?.locale).toBe("zh"));
  expect(spokenNow()?.other?.messages).toBe(zh.messages);
  expect(wordsNow("shared", sharedEn)).toBe(zh.shared);
  speak("en");
  expect(spokenNow(), "English needs no file").toEqual({ locale: "en", other: null });
  expect(wordsNow("shared", sharedEn)).toBe(sharedEn);
  speak("zh");
  speak("en");
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(spokenNow()?.locale, "chosen away again before its words came").toBe("en");
  expect(told).toEqual(["zh", "en", "en"]);
  stop();
});
