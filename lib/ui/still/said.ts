/** What a language says where nobody's language is known yet: in the document, which is the same for everyone. */
import { en, type Messages } from "../text/en";
import { allLanguages } from "../text/languages";

export interface Said {
  /** Value for `lang` attributes. */
  readonly lang: string;
  readonly messages: Messages;
}

/** Every language, English first. */
export async function saidInAll(): Promise<readonly Said[]> {
  const others = await allLanguages();
  return [
    { lang: "en", messages: en },
    ...others.map(({ row, words }) => ({ lang: row.tag, messages: words.messages })),
  ];
}
