/**
 * The words a person sees, as the tests expect them. They are kept apart from the interface's own texts on purpose: a
 * name that changes there has to be changed here knowingly, because people and their tools rely on it.
 */
export type Language = "en" | "zh";

const en = {
  searchBox: "Search, or paste a link to save it",
  list: "Links",
  all: "All links",
  inbox: "Inbox",
  starred: "Starred",
  archive: "Archive",
  trash: "Trash",
  tags: "Tags",
  chosenTags: "Chosen tags",
  settings: "Settings",
  add: "Add link",
  save: "Save",
  savePanel: "Save a link",
  undo: "Undo",
  retry: "Retry",
  restore: "Restore",
  deleteForGood: "Delete for good",
  moveToTrash: "Move to Trash",
  takeSnapshot: "Take a snapshot",
  reader: "Reader",
  page: "Page",
  screenshot: "Screenshot",
  /** On a phone: leads from the Reader to the page and back. */
  viewButton: /^View: /,
  details: "Details",
  saved: "Saved",
  offline: "Waiting for a connection",
  notAnAddress: /not a web address/,
  unsupportedScheme: /Only web addresses/,
} as const;

export type Words = { readonly [K in keyof typeof en]: (typeof en)[K] extends string ? string : RegExp };

export const words: Readonly<Record<Language, Words>> = {
  en,
  zh: {
    searchBox: "搜索，或粘贴链接保存",
    list: "链接列表",
    all: "全部链接",
    inbox: "收件箱",
    starred: "星标",
    archive: "归档",
    trash: "废纸篓",
    tags: "标签",
    chosenTags: "已选标签",
    settings: "设置",
    add: "添加链接",
    save: "保存",
    savePanel: "保存链接",
    undo: "撤销",
    retry: "重试",
    restore: "恢复",
    deleteForGood: "永久删除",
    moveToTrash: "移到废纸篓",
    takeSnapshot: "抓取快照",
    reader: "阅读",
    page: "网页",
    screenshot: "截图",
    viewButton: /^视图：/,
    details: "详情",
    saved: "已保存",
    offline: "等待联网",
    notAnAddress: /不是网页地址/,
    unsupportedScheme: /只能保存网页地址/,
  },
};
