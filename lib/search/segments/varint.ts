/**
 * Bytes of the index: whole numbers of any size in as few bytes as they need (seven bits a byte, the highest bit says
 * that more follow), and pieces of bytes copied whole. Numbers are at least 0 and below 2^31.
 */
export class ByteWriter {
  #bytes: Uint8Array<ArrayBuffer>;
  length = 0;

  constructor(capacity = 64) {
    this.#bytes = new Uint8Array(capacity);
  }

  number(value: number): void {
    this.#reserve(5);
    let rest = value;
    while (rest > 127) {
      this.#bytes[this.length++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.#bytes[this.length++] = rest;
  }

  copy(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** The bytes so far. They are shared with the writer until it writes on. */
  view(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.length);
  }

  /** A copy of the bytes so far, which nothing else holds. */
  take(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.length);
  }

  clear(): void {
    this.length = 0;
  }

  #reserve(more: number): void {
    if (this.length + more <= this.#bytes.length) return;
    const bigger = new Uint8Array(Math.max(this.length + more, this.#bytes.length * 2));
    bigger.set(this.view());
    this.#bytes = bigger;
  }
}

/** Reads what a `ByteWriter` wrote. Bytes that are missing read as 0, so that damage costs a hit and never a crash. */
export class ByteReader {
  constructor(
    private readonly bytes: Uint8Array,
    public at = 0,
    private readonly end = bytes.length,
  ) {}

  get isAtEnd(): boolean {
    return this.at >= this.end;
  }

  number(): number {
    let byte = this.#next();
    if (byte < 128) return byte;
    let value = byte & 127;
    for (let shift = 7; byte > 127 && shift < 35; shift += 7) {
      byte = this.#next();
      value |= (byte & 127) << shift;
    }
    return value >>> 0;
  }

  /** Passes over so many numbers. */
  skip(numbers: number): void {
    for (let left = numbers; left > 0 && this.at < this.end; ) if (this.#next() < 128) left--;
  }

  slice(from: number, to: number): Uint8Array {
    return this.bytes.subarray(from, Math.min(to, this.end));
  }

  #next(): number {
    return this.at < this.end ? (this.bytes[this.at++] ?? 0) : 0;
  }
}
