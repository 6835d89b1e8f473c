/**
 * The picture of a pairing: strokes on a lattice of four by four points, the same left and right, so that two screens can
 * be compared at a glance. The words beside it are the real check.
 */

const POINTS = [14, 26, 38, 50] as const;
const STEP = 12;
/** What a point of the left half can begin; the right half mirrors it. */
const TO_THE_RIGHT = 1;
const DOWN = 2;

/** The path of a seal in a box of 64 by 64, from the numbers of its 16 points, row by row: sums of 1 (right) and 2 (down). */
export function sealPath(seal: readonly number[]): string {
  return POINTS.flatMap((y, row) =>
    POINTS.slice(0, 2).flatMap((x, column) => strokesAt({ x, y }, seal[row * POINTS.length + column] ?? 0)),
  ).join("");
}

function strokesAt({ x, y }: { readonly x: number; readonly y: number }, wish: number): readonly string[] {
  const mirrored = 64 - x;
  const right = `M${x} ${y}h${STEP}M${mirrored} ${y}h-${STEP}`;
  const down = `M${x} ${y}v${STEP}M${mirrored} ${y}v${STEP}`;
  const isLast = y === POINTS.at(-1);
  return [...((wish & TO_THE_RIGHT) !== 0 ? [right] : []), ...((wish & DOWN) !== 0 && !isLast ? [down] : [])];
}
