/** Words of highlights in Chinese. */
import type { HighlightMessages } from "./en";

export const highlightsZh: HighlightMessages = {
  name: "高亮",
  bar: "高亮所选文字",
  colours: { yellow: "用黄色高亮", green: "用绿色高亮", blue: "用蓝色高亮", pink: "用粉色高亮" },
  chosen: "高亮",
  recolour: { yellow: "黄色", green: "绿色", blue: "蓝色", pink: "粉色" },
  note: "这处高亮的批注",
  addNote: "添加批注",
  withNote: "高亮并写批注",
  remove: "移除高亮",
  done: "完成",
  none: "在阅读视图中选中文字即可高亮，也可以按 H 选择一段。",
  noneByTouch: "在阅读视图中选中文字即可高亮。",
  notHere: "正在看的快照里没有这段文字",
  picking: "用方向键选择段落，按回车高亮，按 Esc 结束。",
  made: "已高亮",
};
