/** A QR code in half blocks for a terminal: two rows of modules a line, dark on light whatever the terminal's colours. */
import createQrCode from "qrcode-generator";

const QUIET = 2;

export function terminalQr(text: string): string {
  const code = createQrCode(0, "M");
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  const isDark = (row: number, column: number): boolean =>
    row >= 0 && column >= 0 && row < size && column < size && code.isDark(row, column);
  const lines: string[] = [];
  for (let row = -QUIET; row < size + QUIET; row += 2) {
    let line = "";
    for (let column = -QUIET; column < size + QUIET; column++) {
      const [upper, lower] = [isDark(row, column), isDark(row + 1, column)];
      line += upper ? (lower ? "█" : "▀") : lower ? "▄" : " ";
    }
    lines.push(`  \u001B[30;107m${line}\u001B[0m`);
  }
  return lines.join("\n");
}
