import { handleGroup } from "@/lib/server/http/mailbox/handle-group";
import { listSealed } from "@/lib/server/http/mailbox/sealed";

export const GET = (request: Request): Promise<Response> =>
  handleGroup(request, async ({ group }) => listSealed(request, group));
