import { accountRouter } from "./account/router.ts";
import { router } from "./trpc.ts";

/** The table of contents. */
export const appRouter = router({
  account: accountRouter,
});

export type AppRouter = typeof appRouter;
