/** A very small picture of a page as text: the average grey of each cell of a grid over it (form: lib/domain/prints.ts). */
import { LOOK } from "../../domain/prints";
import type { GreyPicture } from "./png";

/** `pageHeight` in CSS pixels. */
export function lookOf({ width, height, levels }: GreyPicture, pageHeight: number): string {
  const { columns, rows } = LOOK;
  let cells = "";
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const [left, right] = spanOf(column, columns, width);
      const [top, bottom] = spanOf(row, rows, height);
      let sum = 0;
      for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) sum += levels[y * width + x] ?? 0;
      const average = sum / Math.max(1, (right - left) * (bottom - top));
      cells += Math.min(15, Math.floor(average / 16)).toString(16);
    }
  return `${Math.min(999_999, Math.max(0, Math.round(pageHeight)))}.${cells}`;
}

/** The pixels that belong to a cell; a picture smaller than the grid gives several cells the same ones. */
function spanOf(cell: number, cells: number, size: number): readonly [number, number] {
  const start = Math.floor((cell * size) / cells);
  return [start, Math.max(start + 1, Math.floor(((cell + 1) * size) / cells))];
}
