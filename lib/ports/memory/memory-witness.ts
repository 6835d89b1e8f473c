/** A witness for tests, whose memory is one member. */
import type { Testimony, Witness } from "../witness";

export class MemoryWitness implements Witness {
  kept: Testimony | null = null;

  async read(): Promise<Testimony | null> {
    return this.kept;
  }

  async write(testimony: Testimony): Promise<void> {
    this.kept = testimony;
  }
}
