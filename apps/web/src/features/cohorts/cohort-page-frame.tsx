import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { CSSProperties, ReactNode } from "react";
import { trpc } from "../../app/trpc.ts";
import { DeskPage } from "../../ui/page.tsx";
import { StageStrip, type Stage } from "../../ui/stage-strip.tsx";
import { useTitle } from "../../ui/use-title.ts";
import { stagesOf, type CohortCard, type StageName } from "./stages.ts";
import "./cohorts.css";

const ROOM = {
  collect: "/cohorts/$cohortId",
  schedule: "/cohorts/$cohortId/schedule",
  review: "/cohorts/$cohortId/groups",
  realize: "/cohorts/$cohortId/realize",
  run: "/cohorts/$cohortId/sync",
} as const satisfies Record<StageName, string>;

/** The card of one cohort among those the rail already knows. */
export function useCohortCard(cohortId: number): CohortCard | undefined {
  return useSuspenseQuery(trpc.cohorts.list.queryOptions()).data.find(({ id }) => id === cohortId);
}

interface CohortPageFrameProps {
  cohortId: number;
  title: string;
  /** One line of facts beside the title. */
  sub: ReactNode;
  /** What the tab says, where it differs from the title. */
  tab?: string;
  /** Buttons, the primary one last. */
  actions?: ReactNode;
  children: ReactNode;
}

/** Every page of a cohort: what page, its facts, its deeds, where the cohort is, then its cards. */
export function CohortPageFrame({ cohortId, title, sub, tab, actions, children }: CohortPageFrameProps) {
  const cohort = useCohortCard(cohortId);
  useTitle(tab ?? title);
  return (
    <DeskPage
      title={title}
      sub={sub}
      actions={actions}
      strip={cohort && <StageStrip stages={stagesOf(cohort)} link={stageLink(cohortId)} />}
    >
      {children}
    </DeskPage>
  );
}

type Look = { className: string; style: CSSProperties; current: boolean };

const stageLink =
  (cohortId: number) =>
  (stage: Stage, { className, style, current }: Look, inside: ReactNode) => (
    <Link
      key={stage.name}
      to={ROOM[stage.name.toLowerCase() as StageName]}
      params={{ cohortId }}
      className={className}
      style={style}
      activeOptions={{ exact: true }}
      {...(current && { "aria-current": "step" as const })}
    >
      {inside}
    </Link>
  );
