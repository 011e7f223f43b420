import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Calendar, ChevronsUpDown, LayoutGrid, List, Play, Plus, RefreshCw, Users } from "lucide-react";
import { trpc } from "../../app/trpc.ts";
import { Mark, Wordmark } from "../../ui/brand.tsx";
import { countOf } from "../../ui/count-words.ts";
import { Menu } from "../../ui/menu.tsx";
import { ThemeSwitch } from "../../ui/theme-switch.tsx";
import { AccountMenu } from "./account-menu.tsx";
import type { Viewer } from "./use-viewer.ts";

/** The organisers' rail: which cohort, its rooms, and who one is. */
export function DeskRail({ viewer, cohortId }: { viewer: Viewer; cohortId: number | undefined }) {
  return (
    <aside className="rail">
      <Link className="brand" to="/cohorts" aria-label="Muster">
        <Mark />
        <Wordmark />
      </Link>
      <CohortSwitch cohortId={cohortId} />
      {cohortId !== undefined && <CohortNav cohortId={cohortId} />}
      <div className="foot">
        <AccountMenu viewer={viewer} />
        <span>
          {viewer.person?.name}
          <small>Organiser</small>
        </span>
        <ThemeSwitch />
      </div>
    </aside>
  );
}

function CohortSwitch({ cohortId }: { cohortId: number | undefined }) {
  const navigate = useNavigate();
  const { data: cohorts = [] } = useQuery(trpc.cohorts.list.queryOptions());
  const current = cohorts.find(({ id }) => id === cohortId);
  return (
    <Menu
      trigger={
        <button className="cohort-switch" type="button">
          <b>{current ? current.course.title : "All cohorts"}</b>
          <small>
            {current ? `${current.name} · ${countOf(current.people, "person", "people")}` : `${cohorts.length} in all`}
          </small>
          <ChevronsUpDown className="i" />
        </button>
      }
      items={[
        ...cohorts.map((cohort) => ({
          label: `${cohort.course.title}, ${cohort.name}`,
          onSelect: () => void navigate({ to: "/cohorts/$cohortId", params: { cohortId: cohort.id } }),
        })),
        { label: "All cohorts", icon: List, onSelect: () => void navigate({ to: "/cohorts" }) },
        { label: "New cohort", icon: Plus, onSelect: () => void navigate({ to: "/cohorts/new" }) },
      ]}
    />
  );
}

function CohortNav({ cohortId }: { cohortId: number }) {
  const { data: cohorts = [] } = useQuery(trpc.cohorts.list.queryOptions());
  const current = cohorts.find(({ id }) => id === cohortId);
  const groups = current ? current.groups.preview + current.groups.active : 0;
  const params = { cohortId };
  return (
    <nav className="nav" aria-label="Cohort">
      <Link to="/cohorts/$cohortId" params={params} activeOptions={{ exact: true }}>
        <LayoutGrid className="i" />
        Overview
      </Link>
      <Link to="/cohorts/$cohortId/people" params={params}>
        <Users className="i" />
        People{current && <span className="n">{current.people}</span>}
      </Link>
      <Link to="/cohorts/$cohortId/schedule" params={params}>
        <Calendar className="i" />
        Schedule
      </Link>
      <Link to="/cohorts/$cohortId/groups" params={params}>
        <List className="i" />
        Groups{groups > 0 && <span className="n">{groups}</span>}
      </Link>
      <Link to="/cohorts/$cohortId/realize" params={params}>
        <Play className="i" />
        Realize
      </Link>
      <Link to="/cohorts/$cohortId/sync" params={params}>
        <RefreshCw className="i" />
        Sync
      </Link>
    </nav>
  );
}
