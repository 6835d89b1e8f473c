/** Tables as plain text that Markdown shows as tables too. */

/** Columns of digits and East Asian characters line up: the latter are two cells wide on a terminal. */
const width = (text: string): number =>
  [...text].reduce((all, char) => all + (/[\u2e80-\u9fff\uff00-\uff60]/.test(char) ? 2 : 1), 0);

const pad = (text: string, to: number): string => text + " ".repeat(Math.max(0, to - width(text)));

export function formatTable(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) => Math.max(width(title), ...lines.map((line) => width(line[i] ?? ""))));
  const write = (cells: readonly string[]): string =>
    `| ${widths.map((to, i) => pad(cells[i] ?? "", to)).join(" | ")} |`;
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
