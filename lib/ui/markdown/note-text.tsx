"use client";
/** A note with its Markdown shown. Only elements made here come on screen: nothing of a note is ever read as HTML. */
import { Fragment, type ReactNode } from "react";
import type { Block, Item } from "./read-note";
import { readNote } from "./read-note";
import { readInline, type Inline } from "./read-inline";

export function NoteText({ text, lang }: { text: string; lang?: string | undefined }) {
  return (
    <div className="notetext" lang={lang}>
      {blocksOf(readNote(text))}
    </div>
  );
}

/** One line of Markdown without links, for places that are a button themselves. */
export const plainMarks = (text: string): ReactNode => inlinesOf(readInline(text), true);

const blocksOf = (blocks: readonly Block[]): ReactNode =>
  blocks.map((block, index) => <Fragment key={index}>{blockOf(block)}</Fragment>);

function blockOf(block: Block): ReactNode {
  switch (block.kind) {
    case "paragraph":
      return <p>{inlinesOf(block.parts)}</p>;
    case "heading":
      // The note stands under a heading of the card: its own ones are of no outline.
      return <p className="notetext__h">{inlinesOf(block.parts)}</p>;
    case "code":
      return <pre tabIndex={0}>{block.text}</pre>;
    case "quote":
      return <blockquote>{blocksOf(block.blocks)}</blockquote>;
    case "rule":
      return <hr />;
    case "list":
      return block.start === null ? (
        <ul>{itemsOf(block.items)}</ul>
      ) : (
        <ol start={block.start}>{itemsOf(block.items)}</ol>
      );
  }
}

const itemsOf = (items: readonly Item[]): ReactNode =>
  items.map(({ done, blocks }, index) => (
    <li key={index} className={done === null ? undefined : "notetext__task"}>
      {done === null ? null : <input type="checkbox" checked={done} disabled aria-label={done ? "✓" : "○"} />}
      {onlyParagraph(blocks) ?? blocksOf(blocks)}
    </li>
  ));

/** A short item is a line and no paragraph. */
function onlyParagraph(blocks: readonly Block[]): ReactNode {
  const [only, ...more] = blocks;
  return only?.kind === "paragraph" && more.length === 0 ? inlinesOf(only.parts) : null;
}

const TAGS = { strong: "strong", em: "em", del: "del" } as const;

function inlinesOf(parts: readonly Inline[], isPlain = false): ReactNode {
  return parts.map((part, index) => {
    switch (part.kind) {
      case "text":
        return <Fragment key={index}>{part.text}</Fragment>;
      case "code":
        return <code key={index}>{part.text}</code>;
      case "link":
        return isPlain ? (
          <Fragment key={index}>{inlinesOf(part.parts, true)}</Fragment>
        ) : (
          <a key={index} href={part.href} target="_blank" rel="noopener noreferrer">
            {inlinesOf(part.parts)}
          </a>
        );
      default: {
        const Tag = TAGS[part.kind];
        return <Tag key={index}>{inlinesOf(part.parts, isPlain)}</Tag>;
      }
    }
  });
}
