/**
 * Whether what scripts in the page's own world work with still does what it should. Old libraries and polyfills replace
 * much of it with what does the same, and that is fine: asked for is what it does, not whose it is.
 */

const works: readonly (() => boolean)[] = [
  () => [1, 2].map((one) => one * 2).join() === "2,4" && [1, 2].filter((one) => one > 1).length === 1,
  () => [[1], [2]].flatMap((one) => one).includes(2) && [3, 1].toSorted((a, b) => a - b)[0] === 1,
  () => [0, ...new Set([1, 1])].length === 2 && [...new Map([[1, 2]]).entries()].length === 1,
  () => Object.entries({ a: 1 }).length === 1 && new WeakMap([[works, 1]]).get(works) === 1,
  () => JSON.stringify({ a: 1 }) === '{"a":1}' && Reflect.get(Object(JSON.parse('{"a":2}')), "a") === 2,
  () => "a-b-b".replaceAll("b", "c").replace("c", "d") === "a-d-c" && /b(.)/.exec("abc")?.[1] === "c",
  () =>
    typeof Promise.resolve()
      .then(() => undefined)
      .catch(() => undefined) === "object",
  () => document.querySelectorAll(":root").length === 1 && document.querySelector(":root") !== null,
  () => {
    const box = document.createElement("div");
    box.append(document.createElement("p"), "a");
    const inside = [box.querySelectorAll("p").length, box.childNodes.length, box.children.length].join();
    return inside === "1,2,1" && box.textContent === "a" && box.querySelector("p")?.localName === "p";
  },
  () => new TextEncoder().encode("a").length === 1,
];

/** Asked in whatever state the page's world is: never throws, but where even calling fails. */
export function isSound(): boolean {
  try {
    for (let i = 0; i < works.length; i++) if (works[i]?.() !== true) return false;
    return true;
  } catch {
    // Something of it throws: that is the answer.
    return false;
  }
}
