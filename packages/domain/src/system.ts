import { z } from "zod";

/** The worlds a group is kept in step with. */
export const SYSTEMS = ["discord", "calendar", "reminders", "rsvps"] as const;
export const systemSchema = z.enum(SYSTEMS);
export type System = z.infer<typeof systemSchema>;
