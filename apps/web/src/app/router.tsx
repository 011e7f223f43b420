import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  redirect,
} from "@tanstack/react-router";
import { z } from "zod";
import { PEOPLE_FILTERS } from "../features/cohorts/person-words.ts";
import { DAYS } from "../features/join/join-filter.ts";
import { ErrorPage, NotFoundPage } from "./error-page.tsx";
import { DeskLayout, DoorLayout, GateLayout } from "./layout.tsx";
import { queryClient, trpc } from "./trpc.ts";

/** Every address of the product. Each page is loaded when somebody first goes there. */

const viewerNow = () => queryClient.ensureQueryData(trpc.account.viewer.queryOptions());

async function mustBeSignedIn({ location }: { location: { href: string } }): Promise<void> {
  const { person } = await viewerNow();
  if (!person) throw redirect({ to: "/sign-in", search: location.href === "/" ? {} : { next: location.href } });
}

async function mustBeOrganiser(match: { location: { href: string } }): Promise<void> {
  await mustBeSignedIn(match);
  const { person } = await viewerNow();
  if (!person?.isOrganiser) throw redirect({ to: "/" });
}

/** Only an address of our own may be led back to. */
const ownAddress = z.string().regex(/^\/(?![/\\])/);
const signInSearch = z.object({
  next: ownAddress.optional().catch(undefined),
  problem: z.string().optional().catch(undefined),
});

const cohortParams = {
  parse: ({ cohortId }: { cohortId: string }): { cohortId: number } => {
    if (!/^[1-9]\d{0,8}$/.test(cohortId)) throw notFound();
    return { cohortId: Number(cohortId) };
  },
  stringify: ({ cohortId }: { cohortId: number }) => ({ cohortId: String(cohortId) }),
};

const root = createRootRoute({ errorComponent: ErrorPage, notFoundComponent: NotFoundPage });

const gate = createRoute({ getParentRoute: () => root, id: "gate", component: GateLayout });
const signIn = createRoute({
  getParentRoute: () => gate,
  path: "/sign-in",
  validateSearch: signInSearch,
  beforeLoad: async ({ search }) => {
    const { person } = await viewerNow();
    if (person) throw redirect({ href: search.next ?? "/" });
  },
  component: lazyRouteComponent(() => import("../pages/sign-in-page.tsx"), "SignInPage"),
});
const signUp = createRoute({
  getParentRoute: () => gate,
  path: "/sign-up/$code",
  component: lazyRouteComponent(() => import("../pages/sign-up-page.tsx"), "SignUpPage"),
});
const offer = createRoute({
  getParentRoute: () => gate,
  path: "/offer/$token",
  component: lazyRouteComponent(() => import("../pages/offer-page.tsx"), "OfferPage"),
});
const swap = createRoute({
  getParentRoute: () => gate,
  path: "/swap/$token",
  component: lazyRouteComponent(() => import("../pages/swap-page.tsx"), "SwapPage"),
});
const line = createRoute({
  getParentRoute: () => gate,
  path: "/line/$token",
  component: lazyRouteComponent(() => import("../pages/line-page.tsx"), "LinePage"),
});
const question = createRoute({
  getParentRoute: () => gate,
  path: "/question/$token",
  component: lazyRouteComponent(() => import("../pages/question-page.tsx"), "QuestionPage"),
});
const unsubscribe = createRoute({
  getParentRoute: () => gate,
  path: "/unsubscribe/$token",
  component: lazyRouteComponent(() => import("../pages/unsubscribe-page.tsx"), "UnsubscribePage"),
});

const door = createRoute({ getParentRoute: () => root, id: "door", component: DoorLayout, beforeLoad: mustBeSignedIn });
const home = createRoute({
  getParentRoute: () => door,
  path: "/",
  component: lazyRouteComponent(() => import("../pages/home-page.tsx"), "HomePage"),
});
const availability = createRoute({
  getParentRoute: () => door,
  path: "/availability",
  component: lazyRouteComponent(() => import("../pages/availability-page.tsx"), "AvailabilityPage"),
});
const messages = createRoute({
  getParentRoute: () => door,
  path: "/messages",
  component: lazyRouteComponent(() => import("../pages/messages-page.tsx"), "MessagesPage"),
});
const join = createRoute({
  getParentRoute: () => door,
  path: "/join/$cohortId",
  params: cohortParams,
  validateSearch: z.object({
    for: z.enum(["one", "good"]).optional().catch(undefined),
    meeting: z.number().int().positive().optional().catch(undefined),
    day: z.enum(DAYS).optional().catch(undefined),
    fitting: z.literal(true).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import("../pages/join-page.tsx"), "JoinPage"),
});

const desk = createRoute({
  getParentRoute: () => root,
  id: "desk",
  component: DeskLayout,
  beforeLoad: mustBeOrganiser,
});
const cohorts = createRoute({
  getParentRoute: () => desk,
  path: "/cohorts",
  component: lazyRouteComponent(() => import("../pages/cohorts-page.tsx"), "CohortsPage"),
});
const newCohort = createRoute({
  getParentRoute: () => desk,
  path: "/cohorts/new",
  component: lazyRouteComponent(() => import("../pages/new-cohort-page.tsx"), "NewCohortPage"),
});
const organisers = createRoute({
  getParentRoute: () => desk,
  path: "/organisers",
  component: lazyRouteComponent(() => import("../pages/organisers-page.tsx"), "OrganisersPage"),
});
const cohort = createRoute({ getParentRoute: () => desk, path: "/cohorts/$cohortId", params: cohortParams });
const overview = createRoute({
  getParentRoute: () => cohort,
  path: "/",
  component: lazyRouteComponent(() => import("../pages/cohort-page.tsx"), "CohortPage"),
});
const people = createRoute({
  getParentRoute: () => cohort,
  path: "/people",
  validateSearch: z.object({
    show: z.enum(PEOPLE_FILTERS).optional().catch(undefined),
    who: z.array(z.number().int().positive()).min(1).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import("../pages/people-page.tsx"), "PeoplePage"),
});
const schedule = createRoute({
  getParentRoute: () => cohort,
  path: "/schedule",
  validateSearch: z.object({ run: z.number().int().positive().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import("../pages/scheduling-page.tsx"), "SchedulingPage"),
});
const groups = createRoute({
  getParentRoute: () => cohort,
  path: "/groups",
  validateSearch: z.object({
    view: z.literal("table").optional().catch(undefined),
    group: z.number().int().positive().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import("../pages/groups-page.tsx"), "GroupsPage"),
});
const realize = createRoute({
  getParentRoute: () => cohort,
  path: "/realize",
  component: lazyRouteComponent(() => import("../pages/realization-page.tsx"), "RealizationPage"),
});
const sync = createRoute({
  getParentRoute: () => cohort,
  path: "/sync",
  component: lazyRouteComponent(() => import("../pages/sync-page.tsx"), "SyncPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    gate.addChildren([signIn, signUp, offer, swap, line, question, unsubscribe]),
    door.addChildren([home, availability, messages, join]),
    desk.addChildren([
      cohorts,
      newCohort,
      organisers,
      cohort.addChildren([overview, people, schedule, groups, realize, sync]),
    ]),
  ]),
  defaultPreload: "intent",
  defaultErrorComponent: ErrorPage,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
