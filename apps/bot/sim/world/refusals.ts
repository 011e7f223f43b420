/** Discord says no: the number and words of its own error table. */
export class Refused extends Error {
  override name = "Refused";
  readonly status: number;
  readonly code: number;
  readonly errors: object | undefined;
  constructor(status: number, code: number, message: string, errors?: object) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

export const unknown = {
  channel: () => new Refused(404, 10003, "Unknown Channel"),
  guild: () => new Refused(404, 10004, "Unknown Guild"),
  message: () => new Refused(404, 10008, "Unknown Message"),
  overwrite: () => new Refused(404, 10009, "Unknown Overwrite"),
  event: () => new Refused(404, 10070, "Unknown Guild Scheduled Event"),
};
export const missingPermissions = () => new Refused(403, 50013, "Missing Permissions");
export const missingAccess = () => new Refused(403, 50001, "Missing Access");
export const eventIsOver = () => new Refused(400, 180000, "Cannot update a finished event");
export const tooManyEvents = () =>
  new Refused(400, 30038, "Maximum number of uncompleted guild scheduled events reached (100)");

export const parentFull = () =>
  new Refused(400, 50035, "Invalid Form Body", {
    parent_id: {
      _errors: [
        { code: "CHANNEL_PARENT_MAX_CHANNELS", message: "Maximum number of channels in category reached (50)" },
      ],
    },
  });
export const unknownParent = () =>
  new Refused(400, 50035, "Invalid Form Body", {
    parent_id: { _errors: [{ code: "CHANNEL_PARENT_INVALID", message: "Category does not exist" }] },
  });
