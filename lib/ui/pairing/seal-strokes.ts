/**
 * The picture of a pairing: strokes on a lattice of four by four points, the same left and right, so that two screens can
 * be compared at a glance. The words beside it are the real check.
 */

const POINTS = [14, 26, 38, 50] as const;
const [LEFT, INNER, MIRRORED, RIGHT] = POINTS;

/** Strokes of the left half with what mirrors them; those across the middle are their own mirror image. */
function lattice(): readonly (readonly string[])[] {
  const across = POINTS.flatMap((y) => [
    [`M${LEFT} ${y}H${INNER}`, `M${MIRRORED} ${y}H${RIGHT}`],
    [`M${INNER} ${y}H${MIRRORED}`],
  ]);
  const down = POINTS.slice(0, -1).flatMap((y) => [
    [`M${LEFT} ${y}V${y + 12}`, `M${RIGHT} ${y}V${y + 12}`],
    [`M${INNER} ${y}V${y + 12}`, `M${MIRRORED} ${y}V${y + 12}`],
  ]);
  return [...across, ...down];
}

const STROKES = lattice();

/** The path of a seal in a box of 64 by 64, from 16 small numbers; the same numbers give the same path. */
export function sealPath(seal: readonly number[]): string {
  return STROKES.flatMap((stroke, index) => ((seal[index] ?? 0) % 2 === 1 ? stroke : [])).join("");
}
