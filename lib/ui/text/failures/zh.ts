/** Why a capture failed, in Chinese words. See failures.en.ts. */
import type { CaptureFailure } from "../../../domain/capture";
import type { FailureWords } from "./en";

export const failuresZh: Record<CaptureFailure, FailureWords> = {
  "bad-address": { what: () => "这不是网页地址。", advice: "改正地址后重试。" },
  "no-such-host": { what: () => "找不到这个网站。", advice: "检查地址是否有误，再重试。" },
  "private-address": {
    what: () => "这个地址在内部网络里。",
    advice: "服务器只访问公开地址。可由管理者在 LINKSNAP_ALLOW_PRIVATE 中放行。",
  },
  unreachable: { what: () => "网站连不上。", advice: "可能暂时停机，稍后重试。" },
  tls: { what: () => "网站的证书无效。", advice: "打开原网页，看浏览器的说明。" },
  timeout: { what: () => "网页没有加载完。", advice: "等网站不忙时重试。" },
  "redirect-loop": { what: () => "网页一直在来回跳转。", advice: "打开原网页，保存最终到达的地址。" },
  "too-large": { what: () => "网页过大，无法保留。", advice: "需要时打开原网页。" },
  "not-a-page": {
    what: () => "这是没有尽头的数据流，既不是网页也不是文件。",
    advice: "打开原网址观看或收听。",
  },
  gone: {
    what: (status) => (status >= 400 ? `网页已不存在（${status}）。` : "网页已不存在。"),
    advice: "检查地址，或到公共网页档案里找找。",
  },
  login: {
    what: () => "网页需要登录。",
    advice: "用自己的浏览器登录后打开，再把网页带到这里：粘贴内容，或选择保存的文件。",
  },
  challenge: {
    what: () => "网站要确认来访的是真人。",
    advice: "打开原网页，再把网页带到这里：粘贴内容，或选择保存的文件。",
  },
  captcha: { what: () => "网站要求完成验证。", advice: "在原网页完成验证，再把网页带到这里。" },
  paywall: {
    what: () => "网页仅供订阅者阅读。",
    advice: "如果你的浏览器能打开全文，可以把网页带到这里：粘贴内容，或选择保存的文件。",
  },
  region: {
    what: () => "网站在服务器所在的地区不显示这个网页。",
    advice: "如果你的浏览器能打开，可以把网页带到这里：粘贴内容，或选择保存的文件。",
  },
  forbidden: {
    what: (status) => (status >= 400 ? `网站拒绝自动访问（${status}）。` : "网站拒绝自动访问。"),
    advice: "打开原网页阅读，稍后重试，或把网页带到这里。",
  },
  "rate-limited": { what: () => "网站要求减少访问。", advice: "过几分钟重试。" },
  "site-error": {
    what: (status) => (status ? `网站出错（${status}）。` : "网站出错。"),
    advice: "这里无法处理，稍后重试。",
  },
  empty: { what: () => "网页没有可保留的内容。", advice: "打开原网页，看是否正常。" },
  robots: { what: () => "网站请程序不要访问这个网页。", advice: "不再关注变化，仍可手动拍快照。" },
  "no-page": {
    what: () => "带来的文件里没有网页。",
    advice: "重新保存为单个 HTML 文件，或复制网页内容，再试一次。",
  },
  "no-browser": { what: () => "服务器上没有可用的浏览器。", advice: "在服务器上安装 Chromium，再重启服务。" },
  "no-sandbox": {
    what: () => "服务器无法让浏览器在安全的沙箱里运行，因此不抓取网页。",
    advice: "链接已安全保存。原因见“设置”里的“服务器”；README 说明了如何启用沙箱。",
  },
  crashed: { what: () => "服务器上的浏览器中途停止。", advice: "重试。内容很重的网页会这样。" },
  interrupted: { what: () => "抓取途中服务器停止了。", advice: "服务器恢复后会自动继续。" },
  busy: { what: () => "服务器暂时不接受更多抓取。", advice: "稍后会自动继续。" },
  cancelled: { what: () => "抓取已取消。", advice: "需要快照时重试。" },
  unauthorised: { what: () => "服务器不认识这台设备。", advice: "在这台设备上打开服务器启动时给出的链接。" },
  internal: { what: () => "服务器处理这个网页时出错。", advice: "重试。详情见服务器的控制台。" },
};
