/**
 * Keeps what an address led to where that is no page: the bytes as they came, what can be read of them, and how they
 * look. A preview that cannot be made costs nothing but itself.
 */
import { createHash } from "node:crypto";
import type { ArtifactKind } from "../../domain/artifact";
import type { PageFacts } from "../../domain/snapshot";
import { CaptureStopped } from "../child/failure";
import type { AboutFile } from "../child/outlet";
import type { Scene } from "../child/scene";
import { charsetOfDocument, charsetOfHeader, decodeText, judgeCharset } from "../probe/charset";
import { fileName } from "../probe/file-name";
import { isHtmlType, isTextType } from "../probe/file-type";
import type { ArrivedFile } from "../probe/main-document";
import { countWords, firstSentences, languageTag, noFacts } from "../reader/facts";
import { shootWhole, shootWindow } from "../recipes/shoot";
import { utf8 } from "../recipes/recipe";
import { pictureSize, sniffMediaType } from "../sniff";
import { redirectsOf } from "./answer";
import { drawPdf, readPdf, type ReadPdf } from "./pdf";
import { openPreview, showImage, showText } from "./preview";
import { readerOfParagraphs, readerOfText } from "./text-reader";

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** For reading a PDF, and for drawing the file. */
const PREVIEW = { part: 0.45, ms: 60_000 };
/** Kept back from pictures, so that the capture can still say what it has. */
const END_MS = 3_000;
/** Pictures with more pixels than this are not decoded for a preview. */
const MAX_PIXELS = 120_000_000;

/** What can be read of a file. */
interface FileText {
  readonly charset: string;
  readonly plain: string;
  readonly reader: string;
  readonly markdown: string;
}

const noText: FileText = { charset: "", plain: "", reader: "", markdown: "" };

type Form = "text" | "image" | "pdf" | "other";

export function formOf({ bytes, mediaType }: Pick<ArrivedFile, "bytes" | "mediaType">): Form {
  if (mediaType === "application/pdf") return "pdf";
  if (mediaType.startsWith("image/")) return sniffMediaType(bytes) === mediaType ? "image" : "other";
  return isTextType(mediaType) ? "text" : "other";
}

/** Makes the file's artifacts and says how it went. Rejects with `CaptureStopped` when nothing could be kept. */
export async function keepFile(scene: Scene, file: ArrivedFile): Promise<void> {
  if (file.bytes.length === 0) throw new CaptureStopped({ code: "empty", message: "the file is empty" });
  const kept = new KeptFile(scene, file);
  await kept.keep();
}

class KeptFile {
  private readonly made = new Set<ArtifactKind>();
  private readonly missing = new Set<ArtifactKind>();
  private readonly form: Form;
  private readonly name: string;
  private readonly redirects: readonly string[];
  private opening: Promise<Scene> | undefined;

  constructor(
    private readonly scene: Scene,
    private readonly file: ArrivedFile,
  ) {
    this.form = formOf(file);
    // The preview is no part of the way.
    this.redirects = redirectsOf(scene.trail.passed, file.url);
    this.name = fileName(file.name, file.mediaType, new URL(file.url).hostname);
  }

  async keep(): Promise<void> {
    const { outlet } = this.scene;
    const { bytes, mediaType } = this.file;
    await this.leave("file", bytes, { mediaType, label: this.name });
    outlet.send({ type: "step", step: "read", progress: 0.45 });
    const pdf = this.form === "pdf" ? await this.readPdf() : null;
    const text = pdf ? textOfPdf(pdf) : this.readText();
    await this.leaveTexts(text);
    outlet.send({ type: "step", step: "screenshot", progress: 0.6 });
    await this.leavePictures(text);
    if (this.made.size === 0)
      throw new CaptureStopped({
        code: "empty",
        message: "nothing of what was asked for can be made of this file",
      });
    this.sayDone(text, pdf);
  }

  private wants(kind: ArtifactKind): boolean {
    return this.scene.job.artifacts.includes(kind);
  }

  private async leave(kind: ArtifactKind, bytes: Uint8Array, about?: AboutFile): Promise<void> {
    if (!this.wants(kind)) return;
    await this.scene.outlet.artifact(kind, bytes, about);
    this.made.add(kind);
  }

  private lacks(kind: ArtifactKind, reason: string): void {
    if (!this.wants(kind) || this.made.has(kind) || this.missing.has(kind)) return;
    this.missing.add(kind);
    this.scene.outlet.send({ type: "missing", kind, reason });
  }

  private async readPdf(): Promise<ReadPdf | null> {
    try {
      return await this.inTime("reading the PDF", async () => readPdf(await this.preview(), this.file));
    } catch (error) {
      const isLocked = error instanceof Error && /password/i.test(error.message);
      this.lacks("text", isLocked ? "the PDF asks for a password" : "the PDF could not be read");
      this.lacks("thumbnail", isLocked ? "the PDF asks for a password" : "the PDF could not be drawn");
      return null;
    }
  }

  private readText(): FileText {
    if (this.form !== "text") return noText;
    const { bytes, headers, mediaType } = this.file;
    const declared = charsetOfHeader(headers["content-type"]);
    const inside = isHtmlType(mediaType) || /xml/.test(mediaType) ? charsetOfDocument(bytes) : "";
    const charset = judgeCharset(bytes, declared || inside);
    const plain = decodeText(bytes, charset).replaceAll("\r\n", "\n").replaceAll("\u0000", "");
    const markdown = mediaType === "text/markdown" ? plain : "";
    return { charset, plain, reader: readerOfText(plain, mediaType), markdown };
  }

  private async leaveTexts({ plain, reader, markdown }: FileText): Promise<void> {
    for (const [kind, text] of [
      ["reader", reader],
      ["markdown", markdown],
      ["text", plain],
    ] as const)
      if (text.trim() !== "") await this.leave(kind, utf8(text));
  }

  private async leavePictures({ plain }: FileText): Promise<void> {
    const { budget, outlet } = this.scene;
    if (
      this.form === "other" ||
      this.missing.has("thumbnail") ||
      !(["screenshot", "thumbnail", "fullpage"] as const).some((kind) => this.wants(kind))
    )
      return;
    try {
      const preview = await this.inTime("drawing the file", () => this.draw(plain));
      await budget.box("taking pictures of the file", budget.left() - END_MS, this.shoot(preview));
    } catch {
      // Broken, or too much for the preview: the file itself is kept all the same.
      this.lacks("thumbnail", "the file could not be drawn");
    }
    outlet.send({ type: "step", step: "archive", progress: 0.95 });
  }

  private inTime<T>(what: string, work: () => Promise<T>): Promise<T> {
    const { budget } = this.scene;
    return budget.box(what, budget.share(PREVIEW.part, PREVIEW.ms), work());
  }

  /** The same one for everything that is shown of this file. */
  private preview(): Promise<Scene> {
    return (this.opening ??= openPreview(this.scene));
  }

  /** Resolves with where the file is seen. */
  private async draw(plain: string): Promise<Scene> {
    const size = this.form === "image" ? pictureSize(this.file.bytes) : null;
    if (size && size.width * size.height > MAX_PIXELS) throw new Error("too many pixels");
    const preview = await this.preview();
    if (this.form === "image") await showImage(preview, this.file);
    else if (this.form === "pdf") await drawPdf(preview);
    else await showText(preview, plain);
    return preview;
  }

  private async shoot(preview: Scene): Promise<void> {
    if (this.wants("thumbnail")) await this.leave("thumbnail", await shootWindow(preview, 0.5));
    if (this.wants("screenshot")) await this.leave("screenshot", await shootWindow(preview, 1));
    if (this.form !== "pdf" || !this.wants("fullpage")) return;
    for (const tile of await shootWhole(preview)) await this.leave("fullpage", tile);
  }

  private sayDone({ plain, charset }: FileText, pdf: ReadPdf | null): void {
    const { url, status, mediaType, bytes } = this.file;
    const measured = {
      shortfalls:
        this.missing.size > 0 ? [{ code: "missing" as const, count: this.missing.size, of: 0 }] : [],
      // The same bytes are the same file.
      prints: { text: hashOf(utf8(plain)), page: hashOf(bytes), look: "" },
      crawlDelay: 0,
    };
    this.scene.outlet.send({
      type: "done",
      finalUrl: url,
      httpStatus: status,
      verdict: this.missing.size > 0 ? "partial" : "good",
      page: this.factsOf(plain, pdf),
      words: countWords(plain),
      isArticle: this.form === "text" && plain.trim() !== "",
      isCut: false,
      ...measured,
      answer: { mediaType, charset, bytes: bytes.length, redirects: this.redirects },
    });
  }

  private factsOf(plain: string, pdf: ReadPdf | null): PageFacts {
    const description = firstSentences(plain);
    if (!pdf) return { ...noFacts, title: this.name, description };
    const { title, author, created, language } = pdf;
    return {
      ...noFacts,
      title: title || this.name,
      author,
      published: created,
      language: languageTag(language),
      description,
    };
  }
}

function textOfPdf({ paragraphs }: ReadPdf): FileText {
  const plain = paragraphs.join("\n\n");
  return {
    charset: "",
    plain,
    reader: plain.trim() === "" ? "" : readerOfParagraphs(paragraphs),
    markdown: "",
  };
}
