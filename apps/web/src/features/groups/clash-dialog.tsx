import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { yoursWords } from "./clash.ts";
import { deedWords } from "./deed.ts";
import { useDesk } from "./use-review.ts";

/** Two hands at once: both are shown, and whoever came second chooses (GR-8). */
export function ClashDialog() {
  const { deeds } = useDesk();
  const { clash, keepTheirs, doAnyway } = deeds;
  if (!clash) return null;
  const { anyway, theirs } = clash;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && keepTheirs()}
      title="Somebody else was quicker"
      description={
        <>
          <p>{yoursWords(clash)}</p>
          <p>Meanwhile: {theirs}</p>
        </>
      }
      actions={
        <>
          <Button onClick={keepTheirs}>Keep it as it is now</Button>
          {anyway && (
            <Button variant="primary" onClick={() => doAnyway(anyway)}>
              Still {deedWords(anyway)}
            </Button>
          )}
        </>
      }
    />
  );
}
