/** Marks an answer as the door's own. The door takes it off everything that comes from outside. */
export const DOOR_HEADER = "x-linksnap-door";
