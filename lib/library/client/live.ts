/** Values that change, in the shape screens subscribe to. */
import type { Live } from "../library";

/** A value somebody else sets. */
export class Value<T> implements Live<T> {
  #value: T | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(initial?: T) {
    this.#value = initial;
  }

  readonly get = (): T | undefined => this.#value;

  readonly subscribe = (changed: () => void): (() => void) => {
    // A listener of its own for each subscriber, also when two bring the same function.
    const listener = (): void => changed();
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  set(value: T): void {
    this.#value = value;
    for (const listener of this.#listeners) listener();
  }
}

/** How long a source stays open after the last one left: screens that change often come back at once. */
const LINGER = 2000;

/** A value whose source is open only while somebody listens. */
export class OnDemand<T> implements Live<T> {
  readonly #value = new Value<T>();
  #listeners = 0;
  #close: (() => void) | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly open: (push: (value: T) => void) => () => void,
    private readonly idle: () => void,
  ) {}

  readonly get = (): T | undefined => this.#value.get();

  readonly subscribe = (changed: () => void): (() => void) => {
    this.#listeners++;
    clearTimeout(this.#timer);
    this.#close ??= this.open((value) => this.#value.set(value));
    const stop = this.#value.subscribe(changed);
    let isOn = true;
    return () => {
      if (!isOn) return;
      isOn = false;
      stop();
      if (--this.#listeners === 0) this.#timer = setTimeout(() => this.#end(), LINGER);
    };
  };

  #end(): void {
    this.#close?.();
    this.#close = null;
    this.idle();
  }
}
