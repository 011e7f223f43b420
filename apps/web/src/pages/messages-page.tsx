import { MessageChoices } from "../features/account/message-choices.tsx";
import { DoorPage } from "../ui/page.tsx";

export function MessagesPage() {
  return (
    <DoorPage
      tab="Messages"
      title="What should reach you, and where?"
      lead="Muster writes little. Direct messages on Discord come only if you ask for them here."
    >
      <MessageChoices />
    </DoorPage>
  );
}
