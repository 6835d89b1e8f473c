import { handleGroup } from "@/lib/server/http/mailbox/handle-group";
import { deleteSealed, getSealed, putSealed } from "@/lib/server/http/mailbox/sealed";

interface Context {
  readonly params: Promise<{ readonly name: string }>;
}

export const GET = (request: Request, { params }: Context): Promise<Response> =>
  handleGroup(request, async ({ group }) => getSealed(request, (await params).name, group));

export const HEAD = GET;

export const PUT = (request: Request, { params }: Context): Promise<Response> =>
  handleGroup(request, async (place) => putSealed(request, (await params).name, place));

export const DELETE = (request: Request, { params }: Context): Promise<Response> =>
  handleGroup(request, async ({ group }) => deleteSealed(request, (await params).name, group));
