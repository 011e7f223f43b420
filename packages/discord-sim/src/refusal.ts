/** One field's complaints, as Discord nests them: `{ name: { _errors: [{ code, message }] } }`. */
export type ErrorTree = { [key: string]: ErrorTree | { code: string; message: string }[] };

/** An answer that says no, in Discord's own form. */
export class Refused extends Error {
  readonly status: number;
  readonly code: number;
  /** Only with 50035: which field, and why. */
  errors: ErrorTree | undefined;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.name = "Refused";
    this.status = status;
    this.code = code;
  }

  body(): object {
    return { message: this.message, code: this.code, ...(this.errors && { errors: this.errors }) };
  }
}

const UNKNOWN = {
  channel: [10003, "Unknown Channel"],
  guild: [10004, "Unknown Guild"],
  invite: [10006, "Unknown Invite"],
  member: [10007, "Unknown Member"],
  message: [10008, "Unknown Message"],
  overwrite: [10009, "Unknown Overwrite"],
  role: [10011, "Unknown Role"],
  user: [10013, "Unknown User"],
  webhook: [10015, "Unknown Webhook"],
  interaction: [10062, "Unknown interaction"],
  command: [10063, "Unknown application command"],
  event: [10070, "Unknown Guild Scheduled Event"],
} as const;

export const unknown = (thing: keyof typeof UNKNOWN): Refused => new Refused(404, UNKNOWN[thing][0], UNKNOWN[thing][1]);

const FULL = {
  pins: [30003, "Maximum number of pins reached for the channel (50)"],
  channels: [30013, "Maximum number of guild channels reached (500)"],
  invites: [30016, "Maximum number of invites reached (1000)"],
  events: [30038, "Maximum number of uncompleted guild scheduled events reached (100)"],
  overwrites: [30060, "Maximum number of channel permission overwrites reached (1000)"],
} as const;

export const full = (what: keyof typeof FULL): Refused => new Refused(400, FULL[what][0], FULL[what][1]);

export const missingAccess = (): Refused => new Refused(403, 50001, "Missing Access");
export const missingPermissions = (): Refused => new Refused(403, 50013, "Missing Permissions");
export const unauthorized = (): Refused => new Refused(401, 0, "401: Unauthorized");
export const notFound = (): Refused => new Refused(404, 0, "404: Not Found");

/** 50035 with one complaint at a path such as `["permission_overwrites", "0", "id"]`. */
export function invalid(path: readonly string[], code: string, message: string): Refused {
  return invalidForm([{ path, code, message }]);
}

export type Complaint = { path: readonly string[]; code: string; message: string };

/** 50035 with every complaint in its place in the tree. */
export function invalidForm(complaints: readonly Complaint[]): Refused {
  const root: ErrorTree = {};
  for (const { path, code, message } of complaints) {
    let node = root;
    for (const step of path) {
      const next = node[step];
      node = next && !Array.isArray(next) ? next : ((node[step] = {}) as ErrorTree);
    }
    const list = node["_errors"];
    if (Array.isArray(list)) list.push({ code, message });
    else node["_errors"] = [{ code, message }];
  }
  const refused = new Refused(400, 50035, "Invalid Form Body");
  refused.errors = root;
  return refused;
}
