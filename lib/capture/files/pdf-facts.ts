/** What the preview of a PDF (pdf-page.ts) hands out: plain data, believed as little as anything else a file says. */
export interface PdfFacts {
  /** "" where the document names none. */
  readonly title: string;
  readonly author: string;
  /** `D:20240131…`, "" without one. */
  readonly created: string;
  readonly language: string;
  readonly pages: number;
  /** One text a paragraph. */
  readonly paragraphs: readonly string[];
}

/** The functions of the preview. */
export interface PdfPage {
  readonly readPdf: (options: { readonly parts: string; readonly budgetMs: number }) => Promise<PdfFacts>;
  /** Draws pages below each other; resolves with how many. */
  readonly drawPdf: (options: { readonly maxHeight: number; readonly budgetMs: number }) => Promise<number>;
}
