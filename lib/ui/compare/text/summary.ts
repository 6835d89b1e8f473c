/** What a comparison comes to: words and blocks counted, sections named, and the changes a reader steps through. Pure. */
import type { Block, Row } from "../../../domain/diff/blocks";
import type { Piece } from "../../../domain/diff/words";
import { countWords } from "../../../domain/text/tokenise";

export interface Summary {
  /** Words (Han and kana: characters) that came and went. Moved blocks count in neither. */
  readonly addedWords: number;
  readonly removedWords: number;
  /** Blocks; headings are told apart below. */
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly moved: number;
  /** Texts of headings that are new or gone. */
  readonly newSections: readonly string[];
  readonly goneSections: readonly string[];
}

export function summarise(rows: readonly Row[]): Summary {
  const gone = rows.flatMap((row) => (row.kind === "removed" ? [row.old] : []));
  const come = rows.flatMap((row) => (row.kind === "added" ? [row.next] : []));
  const pieces = rows.flatMap((row) => (row.kind === "changed" ? row.pieces : []));
  const count = (kind: Row["kind"]): number => rows.filter((row) => row.kind === kind).length;
  return {
    addedWords: wordsOf(come) + pieceWords(pieces, "added"),
    removedWords: wordsOf(gone) + pieceWords(pieces, "removed"),
    added: come.length - headingsOf(come).length,
    removed: gone.length - headingsOf(gone).length,
    changed: count("changed"),
    moved: count("moved-here"),
    newSections: headingsOf(come),
    goneSections: headingsOf(gone),
  };
}

const wordsOf = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, { text }) => sum + countWords(text), 0);

const pieceWords = (pieces: readonly Piece[], kind: Piece["kind"]): number =>
  pieces.reduce((sum, piece) => sum + (piece.kind === kind ? countWords(piece.text) : 0), 0);

const headingsOf = (blocks: readonly Block[]): string[] =>
  blocks.filter(({ kind }) => kind === "heading").map(({ text }) => text);

/**
 * For every row the number of the change it belongs to, from 0, or `null` where nothing changed. A changed block is one
 * change; neighbours that came, went or moved are one together.
 */
export function changeNumbers(rows: readonly Row[]): (number | null)[] {
  let last = -1;
  return rows.map((row, index) => {
    if (row.kind === "same") return null;
    const before = rows[index - 1]?.kind ?? "same";
    if (row.kind === "changed" || before === "same" || before === "changed") last++;
    return last;
  });
}
