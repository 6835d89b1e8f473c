/** A person's words within a sentence: in quotation marks, unless they bring their own. */
export const quoted = (words: string): string => (/["“”]/.test(words) ? words : `“${words}”`);
