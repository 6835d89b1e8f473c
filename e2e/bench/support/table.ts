/** Tables as plain text that Markdown shows as tables too. */

export function formatTable(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) =>
    Math.max(title.length, ...lines.map((line) => (line[i] ?? "").length)),
  );
  const write = (cells: readonly string[]): string =>
    `| ${widths.map((to, i) => (cells[i] ?? "").padEnd(to)).join(" | ")} |`;
  return [write(head), `|${widths.map((to) => "-".repeat(to + 2)).join("|")}|`, ...lines.map(write)].join(
    "\n",
  );
}

/** A number with the digits it deserves: four places below ten, none above a thousand. */
export function formatNumber(value: number | null): string {
  if (value === null || Number.isNaN(value)) return "–";
  if (Number.isInteger(value)) return String(value);
  const size = Math.abs(value);
  return size >= 1000 ? value.toFixed(0) : size >= 10 ? value.toFixed(1) : value.toFixed(4);
}

const kilo = (bytes: number): string => (bytes / 1000).toFixed(bytes < 10_000 ? 1 : 0);
/** Bytes in kB, without the unit. */
export const formatKB = (bytes: number | null): string => (bytes === null ? "–" : kilo(bytes));
