/**
 * Who listens to which topic. A topic lives as long as someone listens; only its listeners may publish to it or learn
 * how many they are.
 */
export class Topics<T> {
  readonly #listeners = new Map<string, Set<T>>();
  readonly #topics = new Map<T, Set<string>>();

  constructor(private readonly maxPerListener: number) {}

  /** `false` when the listener has its most already. Joining again is a success. */
  join(listener: T, topic: string): boolean {
    const own = this.#topics.get(listener) ?? new Set();
    if (own.has(topic)) return true;
    if (own.size >= this.maxPerListener) return false;
    this.#topics.set(listener, own.add(topic));
    this.#listeners.set(topic, (this.#listeners.get(topic) ?? new Set()).add(listener));
    return true;
  }

  leave(listener: T, topic: string): void {
    this.#topics.get(listener)?.delete(topic);
    const listeners = this.#listeners.get(topic);
    listeners?.delete(listener);
    if (listeners?.size === 0) this.#listeners.delete(topic);
  }

  leaveAll(listener: T): void {
    for (const topic of this.#topics.get(listener) ?? []) this.leave(listener, topic);
    this.#topics.delete(listener);
  }

  /** Everyone on the topic, or nobody when `asker` is not one of them. */
  listenersFor(asker: T, topic: string): readonly T[] {
    const listeners = this.#listeners.get(topic);
    return listeners?.has(asker) ? [...listeners] : [];
  }

  get size(): number {
    return this.#listeners.size;
  }
}
