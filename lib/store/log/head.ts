/**
 * The row that says how far a shard's log reaches. It carries a checksum: a damaged one could name the very number a tab
 * has read up to, which would hide from it what was written since. One that is not sound only costs a full read.
 */
import type { HeadRow } from "../db";
import { checksumText } from "./checksum";

const sumOf = ({ shard, head, upTo, logRows }: HeadRow): string =>
  checksumText([shard, head, upTo, logRows].join());

export const sealHead = (head: HeadRow): HeadRow => ({ ...head, sum: sumOf(head) });

/** Rows of versions that wrote no checksum count as they are. */
export const isSoundHead = (head: HeadRow): boolean =>
  Number.isSafeInteger(head.upTo) &&
  Number.isSafeInteger(head.head) &&
  (head.sum === undefined || head.sum === sumOf(head));
