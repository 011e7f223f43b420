import { OrganisersCard } from "../features/organisers/organisers-card.tsx";
import { DeskPage } from "../ui/page.tsx";
import { useTitle } from "../ui/use-title.ts";

export function OrganisersPage() {
  useTitle("Organisers");
  return (
    <DeskPage title="Organisers" sub="for every cohort of this installation">
      <OrganisersCard />
    </DeskPage>
  );
}
