/** What the verdict looks at: few facts of the page as it stands. */
import type { PageSigns } from "../frozen";
import { WALL_MARKS, type WallMark } from "../steps/wall-marks";

const MAX_TEXT = 3_000;

const isWallMark = (name: string): name is WallMark => name in WALL_MARKS;

const isShown = (element: Element): boolean => element.getClientRects().length > 0;

/** A captcha that waits unseen behind a form is no sign; a script or an unseen field of a maker's own page is. */
const isMarkOf = (selector: string): boolean =>
  [...document.querySelectorAll(selector)].some((found) => isShown(found) || found.localName === "script");

const marksOfWalls = (): WallMark[] =>
  Object.keys(WALL_MARKS)
    .filter(isWallMark)
    .filter((name) => isMarkOf(WALL_MARKS[name]));

/** Of a page and its parts the page comes first. Source: schema.org, and Google's rules for subscription content. */
function isPaid(): boolean {
  if (document.querySelector('meta[itemprop="isAccessibleForFree"][content="false" i]')) return true;
  const data = [...document.querySelectorAll('script[type="application/ld+json"]')];
  const said = /"isAccessibleForFree"\s*:\s*"?(?:https?:\/\/schema\.org\/)?(\w+)/i.exec(
    data.map((script) => script.textContent).join("\n"),
  );
  return said?.[1]?.toLowerCase() === "false";
}

export function pageSigns(): PageSigns {
  const text = document.body?.innerText.trim() ?? "";
  return {
    contentType: document.contentType,
    title: document.title,
    textLength: text.length,
    text: text.slice(0, MAX_TEXT),
    marks: marksOfWalls(),
    isPaid: isPaid(),
    pictures: document.querySelectorAll("img, svg, canvas, video, iframe, frame, object, embed").length,
    passwordFields: document.querySelectorAll("input[type=password]").length,
  };
}
