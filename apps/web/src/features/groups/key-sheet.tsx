import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { KEY_SHEET } from "./review-keys.ts";
import { useDesk } from "./use-review.ts";

/** The keys of this page (GR-3). */
export function KeySheet() {
  const { ask } = useDesk();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && ask(null)}
      title="Keys of this page"
      description="They count while the focus is among the groups, and not while one types."
      actions={<Button onClick={() => ask(null)}>Close</Button>}
    >
      <dl className="keys">
        {KEY_SHEET.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
