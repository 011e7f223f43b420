import { problemOf } from "../../app/trpc.ts";
import { Card, CardBody, CardHead } from "../../ui/card.tsx";
import { Note } from "../../ui/note.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";

/** Stands in a card's place while what it tells is read, and when it cannot be: no count, and nothing claimed. */
export function UnknownCard({ title, error }: { title: string; error: unknown }) {
  return (
    <Card aria-label={title}>
      <CardHead title={title} />
      {error ? (
        <CardBody>
          <Note tone="fail">{problemOf(error).sentence}</Note>
        </CardBody>
      ) : (
        <Skeleton label={title} />
      )}
    </Card>
  );
}
