import { postClaim } from "@/lib/server/http/claims";
import { handleOpen } from "@/lib/server/http/handle";

export const POST = (request: Request): Promise<Response> =>
  handleOpen((runtime) => postClaim(request, runtime));
