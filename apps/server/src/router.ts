import { accountRouter } from "./account/router.ts";
import { availabilityRouter } from "./availability/router.ts";
import { callBacksRouter } from "./call-backs/router.ts";
import { cohortsRouter } from "./cohorts/router.ts";
import { commandsRouter } from "./commands/router.ts";
import { coursesRouter } from "./courses/router.ts";
import { endingsRouter } from "./endings/router.ts";
import { eventsRouter } from "./events/router.ts";
import { notificationsRouter } from "./notifications/router.ts";
import { organisersRouter } from "./organisers/router.ts";
import { presetsRouter } from "./presets/router.ts";
import { questionsRouter } from "./questions/router.ts";
import { rulesRouter } from "./rules/router.ts";
import { schedulingRouter } from "./scheduling/router.ts";
import { signupsRouter } from "./signups/router.ts";
import { syncRouter } from "./sync/router.ts";
import { groupsRouter } from "./groups/router.ts";
import { realizationRouter } from "./realization/router.ts";
import { swapsRouter } from "./swaps/router.ts";
import { router } from "./trpc.ts";
import { waitingRouter } from "./waiting/router.ts";
import { visitsRouter } from "./visits/router.ts";

/** The table of contents. */
export const appRouter = router({
  account: accountRouter,
  availability: availabilityRouter,
  courses: coursesRouter,
  cohorts: cohortsRouter,
  signups: signupsRouter,
  organisers: organisersRouter,
  presets: presetsRouter,
  rules: rulesRouter,
  scheduling: schedulingRouter,
  groups: groupsRouter,
  waiting: waitingRouter,
  swaps: swapsRouter,
  callBacks: callBacksRouter,
  questions: questionsRouter,
  visits: visitsRouter,
  realization: realizationRouter,
  endings: endingsRouter,
  notifications: notificationsRouter,
  sync: syncRouter,
  commands: commandsRouter,
  events: eventsRouter,
});

export type AppRouter = typeof appRouter;
