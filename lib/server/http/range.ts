/** The Range header of RFC 9110, as far as one part goes: several parts at once are answered with the whole. */

export interface ByteRange {
  /** Both inclusive. */
  readonly start: number;
  readonly end: number;
}

const PART = /^(?:(\d{1,15})-(\d{0,15})|-(\d{1,15}))$/;

function readPart(text: string, size: number): ByteRange | null {
  const match = PART.exec(text);
  if (!match) return null;
  const [, first, last, suffix] = match;
  const start = suffix === undefined ? Number(first) : Math.max(0, size - Number(suffix));
  const end = suffix === undefined && last !== "" ? Math.min(Number(last), size - 1) : size - 1;
  const isBackwards = suffix === undefined && last !== "" && Number(last) < start;
  return isBackwards || start > end ? null : { start, end };
}

/** What part of `size` bytes a Range header asks for. Headers of other units are ignored, malformed ones refused. */
export function parseRange(header: string | null, size: number): ByteRange | "whole" | "unsatisfiable" {
  if (header === null || !/^bytes *=/i.test(header)) return "whole";
  const parts = header.slice(header.indexOf("=") + 1).split(",");
  const ranges = parts.map((part) => readPart(part.trim(), size));
  const [only] = ranges;
  if (ranges.includes(null) || !only) return "unsatisfiable";
  return ranges.length === 1 ? only : "whole";
}
