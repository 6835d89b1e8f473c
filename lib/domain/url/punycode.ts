/** Punycode decoding (RFC 3492): from the `xn--` form of a host label, which the URL parser gives, back to its letters. */
const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;

const digitOf = (unit: number): number => {
  if (unit >= 0x61 && unit <= 0x7a) return unit - 0x61;
  return unit >= 0x30 && unit <= 0x39 ? unit - 0x30 + 26 : BASE;
};

function adapt(delta: number, points: number, isFirst: boolean): number {
  let rest = isFirst ? Math.floor(delta / DAMP) : delta >> 1;
  rest += Math.floor(rest / points);
  let k = 0;
  for (; rest > ((BASE - T_MIN) * T_MAX) >> 1; k += BASE) rest = Math.floor(rest / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}

/** The letters a label stands for (lower case, without `xn--`), or `null` when it is not well formed. */
export function decodePunycode(label: string): string | null {
  const split = label.lastIndexOf("-");
  const output = split > 0 ? Array.from(label.slice(0, split), (letter) => letter.charCodeAt(0)) : [];
  const input = label.slice(split < 0 ? 0 : split + 1);
  let point = 128;
  let index = 0;
  let bias = 72;
  let at = 0;
  while (at < input.length) {
    const before = index;
    let weight = 1;
    for (let k = BASE; ; k += BASE) {
      const digit = digitOf(input.charCodeAt(at++));
      if (digit >= BASE) return null;
      index += digit * weight;
      const threshold = Math.min(T_MAX, Math.max(T_MIN, k - bias));
      if (digit < threshold) break;
      weight *= BASE - threshold;
    }
    bias = adapt(index - before, output.length + 1, before === 0);
    point += Math.floor(index / (output.length + 1));
    index %= output.length + 1;
    if (point > 0x10ffff || !Number.isSafeInteger(index)) return null;
    output.splice(index++, 0, point);
  }
  return String.fromCodePoint(...output);
}
