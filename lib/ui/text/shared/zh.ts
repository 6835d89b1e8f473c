/** 其他应用分享过来的内容的中文文案。 */
import { num } from "../plural";
import type { SharedMessages } from "./en";

const count = (n: number) => num("zh-CN", n);

export const sharedZh: SharedMessages = {
  title: "保存到 Linksnap",
  saved: "已保存",
  savedNote: "可随时离开，快照会继续完成",
  savedOffline: "可随时离开，连上服务器后自动抓取快照",
  several: (n) => `已保存 ${count(n)} 条链接`,
  known: (date) => `已于 ${date} 保存过`,
  knownNote: "没有改动任何内容。",
  knownInTrash: "它在废纸篓里。",
  tags: "标签",
  note: "备注",
  ask: "保存这条链接？",
  askNote: "有一个地址请求 Linksnap 保存它。目前还没有保存。",
  lost: "设备空间不足，没能自动保存。请在这里保存。",
  nothing: "分享的内容里没有网址",
  nothingNote: "Linksnap 保存网址、网页和书签文件。请分享网页本身，或粘贴它的网址。",
  wordsNote: "内容留在本机。填上网址后，它会成为该链接的备注。",
  discard: "丢弃",
  gone: "这里没有等待处理的内容",
  goneNote: "分享的内容已经在收藏里了。",
  failed: "暂时没能保存",
  failedNote: "内容还在本机，没有丢失。腾出一些空间后再试。",
  files: {
    page: "一份保存的网页",
    pageNote: "文件没有写明来自哪个网址。填上网址后，它会成为该链接的快照。",
    pdf: "一份 PDF",
    pdfNote: "Linksnap 按网址保存文档。填上网址后，由服务器取回并保存。",
    other: "无法收下这个文件",
    otherNote: "Linksnap 接收书签文件、保存的网页（.html、.mhtml）和带网址的 PDF。没有改动任何内容。",
  },
  address: "来源网址",
  addressHint: "https://…",
  toLibrary: "前往收藏",
  waiting: (n) => `有 ${count(n)} 项分享内容等待处理`,
  show: "查看",
  later: "稍后",
};
