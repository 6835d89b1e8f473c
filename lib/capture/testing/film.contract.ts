/** A small film for tests, drawn and recorded in the browser: one colour, WebM. */
import type { Browser } from "playwright";

export const FILM = { width: 160, height: 120, colour: [0, 160, 0] } as const;

const record = `new Promise((resolve) => {
  const canvas = document.createElement("canvas");
  canvas.width = ${FILM.width};
  canvas.height = ${FILM.height};
  const pen = canvas.getContext("2d");
  const draw = () => {
    pen.fillStyle = "rgb(${FILM.colour.join()})";
    pen.fillRect(0, 0, canvas.width, canvas.height);
  };
  draw();
  const timer = setInterval(draw, 40);
  const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: "video/webm;codecs=vp8" });
  const parts = [];
  recorder.ondataavailable = ({ data }) => {
    parts.push(data);
    // A busy machine draws slowly: it is done when there is something, whenever that is.
    if (recorder.state === "recording" && new Blob(parts).size > 1500) recorder.stop();
  };
  recorder.onstop = async () => {
    clearInterval(timer);
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    resolve(btoa([...bytes].map((byte) => String.fromCharCode(byte)).join("")));
  };
  recorder.start(200);
})`;

/** Records the film. With `bytes` it is padded at its end to that size, as if it went on for long. */
export async function recordFilm(browser: Browser, bytes = 0): Promise<Buffer> {
  const page = await browser.newPage();
  try {
    const film = Buffer.from(await page.evaluate<string>(record), "base64");
    if (bytes <= film.length + 9) return film;
    // An element of Matroska that players skip (RFC 8794, 11.3.2), with its size in eight bytes.
    const head = Buffer.alloc(9);
    head.writeUInt8(0xec, 0);
    head.writeBigUInt64BE((1n << 56n) | BigInt(bytes - film.length - 9), 1);
    return Buffer.concat([film, head, Buffer.alloc(bytes - film.length - 9)]);
  } finally {
    await page.close();
  }
}
