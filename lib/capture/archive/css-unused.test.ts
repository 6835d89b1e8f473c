/** What of a style sheet goes, and that nothing goes that could show. */
import { describe, expect, it } from "vitest";
import { dropUnused, seenNames } from "./css-unused";

const seen = seenNames(["p", "div", "details", ".a", ".md:b", "#top", "[href", "[class"]);
const drop = (text: string): string => dropUnused(text, seen);

describe("style sheets without what never shows", () => {
  it.each([
    [".gone{color:red}.a{color:blue}", ".a{color:blue}"],
    ["p .gone > div{x:y}", ""],
    ["#gone{}#top{x:y}", "#top{x:y}"],
    ["video{x:y}P{x:y}", "P{x:y}"],
    ["[data-gone] p{x:y}a[href]{x:y}", ""],
    [".md\\:b{x:y}.md\\:c{x:y}", ".md\\:b{x:y}"],
    [".gone,p.a,.gone:hover{x:y}", "p.a{x:y}"],
    ["@media(max-width:9px){.gone{x:y}}@media screen{.a{x:y}}", "@media screen{.a{x:y}}"],
    ["@media print{p{x:y}}@page{margin:0}p{x:y}", "p{x:y}"],
    ["/* c */ p { margin : 1px  2px ; }\n\n .a { }", "p{margin : 1px 2px;}.a{}"],
  ])("[F20] leaves out what no element of the page can take: %s", (text, expected) => {
    expect(drop(text)).toBe(expected);
  });

  it.each([
    "p:hover{x:y}.a:focus-within p{x:y}",
    "details[open] p{x:y}",
    "@media (max-width:390px){.a{x:y}}",
    "@media print,screen{p{x:y}}",
    "@container (width>1px){p{x:y}}",
    "@layer base{}",
    "@layer one,two;",
    ":root{--gone:1}*{x:y}::selection{x:y}",
    "p:is(.gone,.a){x:y}p:not(.gone){x:y}p:has(.gone){x:y}",
    ":host(.gone) p{x:y}::slotted(.gone){x:y}",
    ".gone{p:not(&){x:y}}",
    '@font-face{src:url("gone")}@keyframes gone{from{x:y}50%{x:y}}',
    "@namespace svg url(x);svg|p{x:y}",
    'p::after{content:".gone{}/* no comment */  "}',
    "p{--space: ;x:y/**/z}",
  ])("[F20] keeps what shows in another state, at another width or as it is said: %s", (text) => {
    expect(drop(text)).toBe(text);
  });

  it("[F20] keeps a rule void that an unknown selector made void", () => {
    expect(drop(".gone::-moz-x,p{x:y}")).toBe(".gone::-moz-x,p{x:y}");
    expect(drop("}.gone{x:y}p{x:y}")).toBe("p{x:y}");
    expect(drop(";.gone{x:y}p{x:y}")).toBe("p{x:y}");
  });
});
