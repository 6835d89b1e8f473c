/** A memory of the library that lies outside of its database: when that is lost or replaced by an older one, it shows. */
export interface Testimony {
  /** Id of the library in this browser. */
  readonly library: string;
  /** Sequence number of the newest update that was durable. */
  readonly head: number;
  /** Links outside of the trash at that time. */
  readonly links: number;
  /** Ms since 1970. */
  readonly at: number;
}

export interface Witness {
  /** `null` when nothing is known: never written, thrown away, or unreadable. */
  read(): Promise<Testimony | null>;
  write(testimony: Testimony): Promise<void>;
}
