/** What was asked for cannot be scheduled; the message is one plain sentence that names the place. */
export class SchedulingError extends Error {
  override name = "SchedulingError";
}

/** There is nobody to schedule. */
export class NoUsersError extends SchedulingError {
  override name = "NoUsersError";
}

/** Groups need a facilitator, and nobody who could lead one is there. */
export class NoFacilitatorsError extends SchedulingError {
  override name = "NoFacilitatorsError";
}
