import { handleOpen } from "@/lib/server/http/handle";
import { getNotes, postNote } from "@/lib/server/http/devices/pairings";

interface Context {
  readonly params: Promise<{ readonly locator: string }>;
}

export const GET = (request: Request, { params }: Context): Promise<Response> =>
  handleOpen(async (runtime) => getNotes(request, (await params).locator, runtime));

export const POST = (request: Request, { params }: Context): Promise<Response> =>
  handleOpen(async (runtime) => postNote(request, (await params).locator, runtime));
