import { postCapture } from "@/lib/server/http/captures";
import { handleAuthorised } from "@/lib/server/http/handle";

export const POST = (request: Request): Promise<Response> =>
  handleAuthorised(request, (runtime) => postCapture(request, runtime));
