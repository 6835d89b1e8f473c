/** The devices of one library as the server knows them: who has a token of the group, and ending one. */
import type { ServerRuntime } from "../../runtime";
import type { Asker } from "../handle";
import { jsonResponse, notFound } from "../respond";

/** `self`: the device that asks. */
export const getDevices = ({ device, group }: Asker, { access }: ServerRuntime): Response =>
  jsonResponse({ self: device, devices: access.devicesOf(group) });

export async function deleteDevice(
  id: string,
  { group }: Asker,
  { access }: ServerRuntime,
): Promise<Response> {
  const isGone = await access.remove(group, id);
  return isGone ? jsonResponse({ ok: true }) : notFound("There is no such device in this library.");
}
