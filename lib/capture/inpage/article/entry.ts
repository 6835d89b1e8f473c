/** The reader as a script of its own: it is large, and asked of one frame once. See build.ts. */
export { readArticle } from "./read-article";
