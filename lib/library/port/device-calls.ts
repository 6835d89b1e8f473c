/** Calls about the library's devices: answered by the engine's `devices`. */
import { deviceTopics } from "../devices/devices-parts";
import type { DeviceTopic } from "../devices/devices-parts";
import type { Engine } from "../engine/engine";
import type { Topic } from "../engine/watchers";
import type { DeviceName } from "./call-names";
import type { Calls } from "./messages";

export const isDeviceTopic = (topic: Topic): topic is DeviceTopic =>
  deviceTopics.some((known) => known === topic);

/** The value of a topic of the devices now. */
export function deviceValueOf({ devices }: Engine, topic: DeviceTopic): unknown {
  return topic === "devices" ? devices.list : devices[topic];
}

export function deviceCalls({ devices }: Engine): Pick<Calls, DeviceName> {
  return {
    offerPairing: () => devices.offerPairing(),
    joinPairing: (code) => devices.joinPairing(code),
    confirmPairing: (isSame) => devices.confirmPairing(isSame),
    chooseJoin: (choice) => devices.chooseJoin(choice),
    cancelPairing: () => devices.cancelPairing(),
    renameDevice: (id, name) => devices.renameDevice(id, name),
    removeDevice: (id) => devices.removeDevice(id),
    revertDevice: (id, since) => devices.revertDevice(id, since),
    syncNow: () => devices.syncNow(),
    setKeep: (policy) => devices.setKeep(policy),
    previewKeep: (policy) => devices.files.preview(policy),
    copies: (id) => devices.copies(id),
  };
}
