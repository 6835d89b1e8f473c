/** Words of the recovery screen in Chinese. */
import { num } from "../plural";
import type { RecoveryMessages } from "./en";

const links = (n: number): string => `${num("zh", n)} 条链接`;

export const recoveryZh: RecoveryMessages = {
  title: "没有找到资料库",
  emptied: "资料库已不在这里",
  emptiedNote: (n, day) =>
    `${day}，这个浏览器里还保存着 ${links(n)}。现在，浏览器中链接快照的数据库是空的。存储损坏、被清除或空间不足时，浏览器会这样做。链接快照没有删除任何内容。`,
  older: "这里的资料库是较早的状态",
  olderNote: (left, n, day) =>
    `${day}，这个浏览器里保存着 ${links(n)}。现在，数据库里是较早的状态，共有 ${links(left)}。用备份还原浏览器数据，或者存储损坏时，会出现这种情况。`,
  safe: "哪些是安全的",
  safeList: [
    "其他设备和导出的文件各有自己的副本，没有受到任何影响。",
    "在你做出决定之前，这里不会写入任何内容。停留在这个页面不会改变数据。",
  ],
  todo: "你可以做什么",
  todoList: [
    "关闭浏览器的所有窗口，重新启动后再看一次。如果数据库只是被锁住，它会回来。",
    "如果你有浏览器数据的备份，请先还原，再看一次。",
    "如果你有导出的文件，可以在这里重新开始，再把文件导入。",
  ],
  look: "再看一次",
  startEmpty: "从空资料库开始",
  goOn: (n) => `继续使用这 ${links(n)}`,
  bringIn: "从空资料库开始并导入文件",
  confirmEmpty: "要从空资料库开始吗？",
  confirmEmptyNote: (n) => `之后，这个浏览器不再寻找原来的 ${links(n)}。仍在这里的快照文件会保留。`,
  confirmOlder: "要继续使用较早的状态吗？",
  confirmOlderNote: "之后，这个浏览器不再寻找那之后的更改。",
};
