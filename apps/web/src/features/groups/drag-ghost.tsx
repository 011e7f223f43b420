import { Announcer } from "../../ui/announcer.tsx";
import { Face } from "../../ui/face.tsx";
import { FitSign } from "../../ui/fit-sign.tsx";
import { overWords, startWords, sizeAfter, type Effect, type Over } from "./effect.ts";
import { fitLevel } from "./fit.ts";
import { useDesk } from "./use-review.ts";

/** What follows the pointer: who is in hand, and what letting go here would mean (GR-4). It is said aloud, too. */
export function DragGhost({ effects }: { effects: ReadonlyMap<number, Effect> }) {
  const { drag, groups } = useDesk();
  const { dragged, holdGhost } = drag;
  if (!dragged) return null;
  const over = overOf();
  return (
    <>
      <div className="ghost" ref={holdGhost}>
        <span className="person">
          <Face name={dragged.name} />
          <b>{dragged.name}</b>
        </span>
        <OverLine over={over} />
      </div>
      <Announcer words={overWords(dragged.name, over)} settled />
    </>
  );

  function overOf(): Over {
    if (drag.over === null) return { what: "nowhere" };
    if (drag.over === "waiting") return dragged?.from ? { what: "waiting" } : { what: "same" };
    if (drag.over === dragged?.from?.groupId) return { what: "same" };
    const name = groups.find(({ id }) => id === drag.over)?.name ?? "";
    return { what: "group", groupId: drag.over, name, effect: effects.get(drag.over) ?? null };
  }
}

function OverLine({ over }: { over: Over }) {
  switch (over.what) {
    case "nowhere":
      return <small>to a group, or to Not placed</small>;
    case "waiting":
      return <small>out of the group, waits for a place</small>;
    case "same":
      return <small>stays here</small>;
    case "group":
      if (!over.effect) return <small>{over.name}</small>;
      return (
        <small>
          {over.effect.name} · {startWords(over.effect.slot)} · {sizeAfter(over.effect)}
          <FitSign fit={fitLevel(over.effect.fit)} />
        </small>
      );
  }
}
