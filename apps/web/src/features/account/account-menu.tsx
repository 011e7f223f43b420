import { useNavigate } from "@tanstack/react-router";
import { ExternalLink, KeyRound, LogOut, Mail, Users } from "lucide-react";
import { Face } from "../../ui/face.tsx";
import { Menu } from "../../ui/menu.tsx";
import { useSignOut } from "./use-sign-out.ts";
import type { Viewer } from "./use-viewer.ts";

/** The face one signed in with, and the way out. */
export function AccountMenu({ viewer }: { viewer: Viewer }) {
  const signOut = useSignOut();
  const navigate = useNavigate();
  const { person, rehearsal, simulatorUrl } = viewer;
  if (!person) return null;
  return (
    <Menu
      trigger={
        <button className="face-button" type="button">
          <Face name={person.name} />
          <span className="sr">{person.name}, account</span>
        </button>
      }
      items={[
        { label: "Messages", icon: Mail, onSelect: () => void navigate({ to: "/messages" }) },
        ...(person.isOrganiser
          ? [{ label: "Organisers", icon: KeyRound, onSelect: () => void navigate({ to: "/organisers" }) }]
          : []),
        ...(simulatorUrl
          ? [
              {
                label: "Open the simulated Discord",
                icon: ExternalLink,
                onSelect: () => void window.open(simulatorUrl, "_blank", "noopener"),
              },
            ]
          : []),
        { label: rehearsal ? "Be somebody else" : "Sign out", icon: rehearsal ? Users : LogOut, onSelect: signOut },
      ]}
    />
  );
}
