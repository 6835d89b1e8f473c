/** Chinese words of the ways to begin. See en.ts beside it. */
import type { FirstRunMessages } from "./en";

export const firstRunZh: FirstRunMessages = {
  bring: "导入书签",
  bringNote: "任何浏览器的书签文件，或一份网址列表。文件夹会变成标签。",
  choose: "拖入文件，或点击选择",
  chooseByTouch: "选择文件",
  pair: "配对设备",
  pairNote: "另一台设备上已有 Linksnap？输入它显示的配对码，或者扫码。",
  pairTypeNote: "另一台设备上已有 Linksnap？输入它显示的配对码。",
  code: "配对码",
  connect: "连接",
  scan: "扫码",
};
