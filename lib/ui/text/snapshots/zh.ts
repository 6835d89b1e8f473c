/** Words of snapshots over time in Chinese. See en.ts. */
import { num } from "../plural";
import type { SnapshotMessages } from "./en";

const count = (n: number) => num("zh", n);

export const snapshotsZh: SnapshotMessages = {
  verdict: {
    partial: "不完整",
    brought: "由你带来",
  },
  shortfalls: {
    cut: () => "网页中途断开，后面的内容没有收到。",
    missing: (n) => `有 ${count(n)} 个文件未能生成。`,
    pictures: (n, of) => `${count(of)} 张图片中有 ${count(n)} 张没有加载。`,
    thin: () => "网页的大部分文字没有显示出来。",
    bounded: () => "网页要加载的内容超过一次抓取的上限，有一部分没有加载。",
  },
  checked: (date, times) =>
    times === 1 ? `${date}查看，没有变化` : `${date}查看，${count(times)} 次都没有变化`,
  standing: {
    poorer: (date) => `${date}的快照内容少了很多，因此显示较早的一份。`,
    chosen: (date) => `你为这个链接选择了${date}的快照。`,
    use: "用这份代表此链接",
    useNewest: "改用最新的",
    auto: "自动选择",
    doneUse: "已用这份快照代表此链接",
    doneAuto: "将显示最近的最佳快照",
  },
  bring: {
    button: "带来网页",
    title: "自己带来网页",
    lead: "你的浏览器能打开它：把看到的网页交给 Linksnap。不会向网站请求任何内容。",
    steps: [
      "打开原网页，等它加载完。",
      "保存为单个文件（SingleFile，或“网页，单个文件”），或全选后复制。",
      "把文件拖到这里或选择文件，也可以直接粘贴。",
    ],
    drop: "把保存的网页拖到这里",
    choose: "选择文件",
    types: "HTML 或 MHTML，最大 60 MB",
    paste: "粘贴到这里",
    pasteNote: "点击后按 Ctrl+V（⌘V）",
    pasteLabel: "粘贴网页",
    sending: "正在交出",
    started: "网页正在制成快照",
    offline: "已留在这台设备上，连上服务器后制成快照。",
    problem: {
      empty: "里面没有内容。请重新复制或保存网页。",
      "too-large": "文件超过 60 MB。保存时去掉视频，或只复制文字。",
      quota: "这台设备没有空间了，没有做任何改动。",
      "not-a-page": "这不是保存的网页。请选择 HTML 或 MHTML 文件。",
      unreadable: "无法读取文件。请重新选择。",
    },
  },
  watch: {
    name: "关注变化",
    label: "自动查看网页",
    rhythm: { "": "关闭", daily: "每天", weekly: "每周" },
    off: "Linksnap 可以自动查看网页，有变化时告诉你。",
    next: (when) => `下次查看：${when}。`,
    soon: "该查看了，服务器有空时就会进行。",
    last: (when) => `最近一次查看：${when}。`,
    less: "没有变化时，会查看得少一些。",
    failing: (n) => `最近 ${count(n)} 次查看没有成功：`,
    stopped: "已停止查看。",
    stoppedNote: "长时间没有成功。已有的快照都在。",
    resume: "重新查看",
    done: { "": "不再关注变化", daily: "每天查看一次", weekly: "每周查看一次" },
    section: "关注变化的链接",
    none: "没有关注变化的链接。可在链接页面的“关注变化”中设置。",
    note: "只在 Linksnap 打开且能连上服务器时查看，一次一个网站，并遵守 robots.txt。",
  },
};
