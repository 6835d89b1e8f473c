/** The picture of a code, as one path. */
import createQrCode from "qrcode-generator";

export interface Modules {
  /** Modules of a side, without the light around it. */
  readonly size: number;
  readonly path: string;
}

/** The dark modules of a code that holds `text`, each run of a row as one box. A quarter of it may be hidden (level Q). */
export function modulesOf(text: string): Modules {
  const code = createQrCode(0, "Q");
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  let path = "";
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const start = x;
      while (x < size && code.isDark(y, x)) x++;
      if (x > start) path += `M${start} ${y}h${x - start}v1h${start - x}z`;
    }
  }
  return { size, path };
}
