/** The plainest link there can be, for tests of how cells are kept. */
import type { LinkId } from "../../domain/ids";
import type { NewLink } from "../../replica/edits";

export const plainLink = (id: LinkId): NewLink => ({
  id,
  url: "https://example.org/",
  title: "",
  description: "",
  createdAt: 1,
  source: "",
  tags: [],
});
