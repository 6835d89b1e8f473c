/** Chinese words of the search box. See en.ts beside it. */
import { num } from "../plural";
import type { LensMessages } from "./en";

const links = (n: number) => `${num("zh-CN", n)} 条`;

export const lensZh: LensMessages = {
  row: "搜索建议",
  narrow: "缩小范围",
  suggest: "建议",
  private: "离线可用，内容不会离开这台设备。",
  remove: (operator) => `移除 ${operator}`,
  recent: "最近的搜索",
  forget: "清除最近的搜索",
  saved: (name) => `已存搜索：${name}`,
  again: (search) => `搜索过：${search}`,
  operators: {
    tag: "标签",
    site: "网站",
    is: "是",
    has: "有",
    in: "在",
    before: "早于",
    after: "晚于",
    saved: "保存于",
    published: "发布",
  },
  states: ["星标", "归档", "未读", "无标签", "已存快照", "失败", "失效", "有变化"],
  parts: ["备注", "高亮", "快照"],
  fields: ["标题", "正文", "备注", "高亮"],
  days: ["今天", "昨天", "本周", "上周", "本月", "上月", "今年", "去年"],
  without: (piece, n) => `去掉 ${piece}：${links(n)}`,
  anyOf: (n) => `任一词语：${links(n)}`,
  together: "没有同时满足的链接。",
};
