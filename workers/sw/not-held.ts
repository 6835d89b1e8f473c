/** The page shown in an archived page's place when its bytes are not on this device. Words and a little style only. */

const WORDS = {
  en: {
    title: "This archived page is not on this device",
    body: "Its link and its other parts are safe. Open the link again and choose “Fetch it” when the server is reachable.",
  },
  zh: {
    title: "这份网页存档不在这台设备上",
    body: "链接和其他内容都安全。等服务器可以连接时，回到该链接，选择“取回”。",
  },
} as const;

const STYLE =
  "body{margin:15vh auto;max-width:32rem;padding:0 1.5rem;font:1rem/1.6 system-ui,sans-serif;color:#1c1a17;background:#faf8f4}" +
  "h1{font-size:1.25rem}@media(prefers-color-scheme:dark){body{color:#eee9e0;background:#181613}}";

export const notHeldPage = (language: "en" | "zh"): string => {
  const { title, body } = WORDS[language];
  const lang = language === "zh" ? "zh-Hans" : "en";
  return `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style><h1>${title}</h1><p>${body}</p></html>`;
};
