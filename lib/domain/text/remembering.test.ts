import { expect, it } from "vitest";
import { remembering } from "./remembering";

it("asks once for a word, again for a long one, and anew when there were very many", () => {
  const asked: string[] = [];
  const upper = remembering((text) => {
    asked.push(text);
    return text.toUpperCase();
  });
  const long = "x".repeat(201);
  for (const text of ["a", "a", long, long]) expect(upper(text)).toBe(text.toUpperCase());
  expect(asked).toEqual(["a", long, long]);
  for (let n = 0; n < 20_000; n++) upper(`word ${n}`);
  asked.length = 0;
  expect(upper("a")).toBe("A");
  expect(asked).toEqual(["a"]);
});
