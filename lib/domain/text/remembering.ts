/** A pure function of texts whose answers are kept, because few texts are asked about many times. */

/** Longer texts are seldom asked about twice, and would only take memory. */
const LONGEST = 200;
const MOST = 20_000;

/** As `make`, which is asked once for a text; all answers are let go when there are very many. */
export function remembering<T>(make: (text: string) => T): (text: string) => T {
  const answers = new Map<string, T>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known;
    const made = make(text);
    if (text.length > LONGEST) return made;
    if (answers.size >= MOST) answers.clear();
    answers.set(text, made);
    return made;
  };
}
