/** Questions of the Stack Exchange sites with their answers, the accepted one marked, in the page's order. */
import { cleaned, firstOf, spoken, textOf, type Site } from "../site";

const BODY = ".js-post-body, .s-prose, .post-text";

/** The last signature is the author's; one before it is who edited the text. */
const authorOf = (post: Element): string =>
  [...post.querySelectorAll(".post-signature")]
    .map((one) => textOf(one, ".user-details a, .user-details"))
    .at(-1) ?? textOf(post, ".user-details a");

const votesOf = (post: Element): string =>
  post.querySelector(".js-vote-count")?.getAttribute("data-value") ?? textOf(post, ".js-vote-count");

const timeOf = (post: Element): string =>
  firstOf(post, "time[itemprop=dateCreated]", ".owner .relativetime")?.getAttribute("datetime") ??
  firstOf(post, ".owner .relativetime", ".relativetime")?.getAttribute("title") ??
  "";

export const stackExchange: Site = {
  name: "stack-exchange",
  hosts:
    /(?:^|\.)(?:stackoverflow|stackexchange|superuser|serverfault|askubuntu|stackapps)\.com$|(?:^|\.)mathoverflow\.net$/,
  read(copy) {
    const question = copy.querySelector("#question, .question");
    const asked = question?.querySelector(BODY);
    if (!question || !asked) return null;
    const answers = [...copy.querySelectorAll("#answers .answer, .answer")].flatMap((answer) => {
      const body = answer.querySelector(BODY);
      if (!body) return [];
      const isAccepted = answer.matches(".accepted-answer, [itemprop=acceptedAnswer]");
      const facts = [`${isAccepted ? "✓ " : ""}${authorOf(answer)}`, `▲ ${votesOf(answer)}`];
      return [spoken(facts, cleaned(body).innerHTML)];
    });
    return {
      title: textOf(copy, "#question-header h1, h1[itemprop=name]"),
      author: authorOf(question),
      published: timeOf(question),
      html: cleaned(asked).innerHTML + answers.join(""),
    };
  },
};
