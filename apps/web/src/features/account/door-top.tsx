import { Link } from "@tanstack/react-router";
import { Mark, Wordmark } from "../../ui/brand.tsx";
import { ThemeSwitch } from "../../ui/theme-switch.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { useViewer } from "./use-viewer.ts";

/** The members' header: three places, and who one is. `cohortId` is the one whose groups are a place. */
export function DoorTop({ cohortId }: { cohortId: number | undefined }) {
  const viewer = useViewer();
  return (
    <header className="top">
      <Link className="brand" to="/" aria-label="Muster">
        <Mark />
        <Wordmark />
      </Link>
      <nav className="tabs" aria-label="Pages">
        <Link to="/" activeOptions={{ exact: true }}>
          My group
        </Link>
        <Link to="/availability">My week</Link>
        {cohortId !== undefined && (
          <Link to="/join/$cohortId" params={{ cohortId }}>
            Groups
          </Link>
        )}
        {viewer.person?.isOrganiser && <Link to="/cohorts">Cohorts</Link>}
      </nav>
      <div className="me">
        <ThemeSwitch />
        <span>{viewer.person?.name}</span>
        <AccountMenu viewer={viewer} />
      </div>
    </header>
  );
}
