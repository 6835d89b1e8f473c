import { expect, it } from "vitest";
import type { LibraryStatus } from "../../library/library";
import { allLanguages } from "../text/languages";
import { englishText, textOf } from "../text/use-text";
import { serverWords } from "./server-words";

const statusOf = (isUnguarded: boolean, capturesWaiting: number): LibraryStatus => ({
  server: { kind: "ready", isUnguarded, version: "1" },
  links: 0,
  capturesWaiting,
  persisted: null,
  usedBytes: 0,
  quotaBytes: 0,
  trouble: null,
  search: { texts: 0, bytes: 0, progress: null, trouble: null },
  loss: null,
});

const texts = [
  englishText,
  ...(await allLanguages()).map(({ row, words }) => textOf({ locale: row.locale, other: words })),
];

it.each(texts)(
  "[C47] captures without a sandbox are warned of whether or not any is under way ($locale)",
  ({ t }) => {
    for (const waiting of [0, 3]) {
      const words = serverWords(statusOf(true, waiting), t);
      expect(words.warning).toMatch(/sandbox|沙箱/);
      expect(words.mood).toBe("well");
      expect(serverWords(statusOf(false, waiting), t).warning).toBeUndefined();
    }
  },
);
