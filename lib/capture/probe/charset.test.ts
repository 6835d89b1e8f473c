import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { charsetOfDocument, charsetOfHeader, decodeText, detectCharset, judgeCharset } from "./charset";

const chinese = "我把晒干的橘子皮泡进茶里，看窗外的雨一直下到傍晚，邻居家的猫又来了。";
const traditional = "我把曬乾的橘子皮泡進茶裡，看窗外的雨一直下到傍晚，鄰居家的貓又來了。";
const japanese = "雨の降る夕方に、わたしは干したみかんの皮をお茶に入れて、窓の外を見ていました。";
const korean =
  "비 오는 저녁에 나는 말린 귤 껍질을 차에 넣고 창밖을 바라보고 있었다. 이웃집 고양이가 또 왔다.";

const texts: readonly (readonly [charset: string, encoding: string, text: string])[] = [
  ["gb18030", "gbk", chinese],
  ["gb18030", "gb18030", `${chinese}㐀𠀀`],
  ["big5", "big5", traditional],
  ["shift_jis", "shift_jis", japanese],
  ["euc-jp", "euc-jp", japanese],
  ["euc-kr", "euc-kr", korean],
];

describe("the encoding of a text", () => {
  it.each(texts)("[C31] %s is told by the bytes alone (%s)", (charset, encoding, text) => {
    const bytes = new Uint8Array(iconv.encode(`<p>${text.repeat(3)}</p> plain words beside it`, encoding));
    expect(detectCharset(bytes)).toBe(charset);
    expect(decodeText(bytes, charset)).toContain(text);
    // Whatever it was called, and whichever encoding of another language it was taken for.
    for (const wrong of ["", "windows-1252", "utf-8", ...texts.map(([other]) => other)])
      expect(judgeCharset(bytes, wrong), wrong).toBe(charset);
  });

  it("[C31] UTF-8 is certain, plain ASCII is left as it was called, and Western texts are left alone", () => {
    const utf8 = new TextEncoder().encode(`<p>${chinese}</p>`);
    for (const wrong of ["", "gb18030", "windows-1252", "shift_jis", "big5"])
      expect(judgeCharset(utf8, wrong), wrong).toBe("utf-8");
    expect(judgeCharset(new TextEncoder().encode("plain"), "gbk")).toBe("gbk");
    expect(judgeCharset(new TextEncoder().encode("plain"), "")).toBe("utf-8");
    for (const western of [
      "Über den Flüssen hängt früh der Nebel.",
      "L’été à Besançon fut très pluvieux, dit-elle.",
    ]) {
      const bytes = new Uint8Array(iconv.encode(western, "windows-1252"));
      expect(judgeCharset(bytes, "windows-1252")).toBe("windows-1252");
    }
    const russian = new Uint8Array(
      iconv.encode("Дождь шёл до самого вечера, и кошка соседей пришла снова.", "windows-1251"),
    );
    expect(judgeCharset(russian, "windows-1251")).toBe("windows-1251");
    expect(
      judgeCharset(
        new Uint8Array(iconv.encode(japanese, "iso-2022-jp" in iconv ? "iso-2022-jp" : "utf8")),
        "",
      ),
    ).not.toBe("");
  });

  it("[C31] a few broken places change nothing", () => {
    const bytes = new Uint8Array(iconv.encode(chinese.repeat(20), "gbk"));
    bytes[101] = 0xff;
    bytes[501] = 0x00;
    expect(detectCharset(bytes)).toBe("gb18030");
    expect(judgeCharset(bytes, "gbk")).toBe("gbk");
  });

  it("[C31] reads what header and document say, in their many spellings", () => {
    expect(charsetOfHeader('text/html; Charset="GB2312"')).toBe("gbk");
    expect(charsetOfHeader("text/plain;charset=ks_c_5601-1987")).toBe("euc-kr");
    expect(charsetOfHeader("text/html")).toBe("");
    const head = (text: string) => charsetOfDocument(new TextEncoder().encode(text));
    expect(head("<head><meta http-equiv=Content-Type content='text/html; charset=big5'>")).toBe("big5");
    expect(head('<?xml version="1.0" encoding="Shift_JIS"?><rss>')).toBe("shift_jis");
    expect(head("<meta charset=nonsense>")).toBe("");
  });

  it("[C31] comes to an answer for any bytes", () => {
    const seed = 7;
    let state = seed;
    const next = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648);
    for (let round = 0; round < 200; round++) {
      const bytes = Uint8Array.from({ length: next() % 400 }, () => next() % 256);
      expect(decodeText(bytes, judgeCharset(bytes, "")), `seed ${seed}, round ${round}`).toBeTypeOf("string");
    }
  });
});
