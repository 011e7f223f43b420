import type { Availability } from "@muster/domain/availability";
import { MINUTES_PER_DAY } from "@muster/domain/week";
import { useMemo, useState } from "react";
import { weekOrder } from "../../dates/week-words.ts";
import { centredOn, phoneDays, swiped } from "./phone-days.ts";
import { usePhone } from "./use-phone.ts";
import { useRemembered } from "./use-remembered.ts";
import { DAY_HOURS, finestStep, hiddenMinutes } from "./week-cells.ts";
import type { GridView } from "./week-grid.tsx";

/** Which days, hours and lines the grid shows, and how to change that. */
export function useGridView(week: Availability, meetingLength: number) {
  const phone = usePhone();
  const order = useMemo(() => weekOrder(navigator.language), []);
  const [firstColumn, setFirstColumn] = useState(0);
  const hidden = hiddenMinutes(week, DAY_HOURS);
  const marked = { early: hidden.before > 0, late: hidden.after > 0 };
  const [opened, setOpened] = useState(marked);
  // A mark that appears in a hidden hour opens it; erasing the last one does not shut it under one's hands.
  const [seen, setSeen] = useState(marked);
  if (seen.early !== marked.early || seen.late !== marked.late) {
    setSeen(marked);
    setOpened((open) => ({ early: open.early || marked.early, late: open.late || marked.late }));
  }
  const [quartersWanted, setQuarters] = useRemembered("week-quarters");
  const [twoClicks, setTwoClicks] = useRemembered("week-two-clicks");
  const days = useMemo(() => (phone ? phoneDays(order, firstColumn) : order), [phone, order, firstColumn]);
  const step = quartersWanted ? 15 : finestStep(week);
  const { early, late } = opened;
  const view: GridView = useMemo(
    () => ({
      days,
      hours: { from: early ? 0 : DAY_HOURS.from, to: late ? MINUTES_PER_DAY : DAY_HOURS.to },
      step,
      meetingLength,
      twoClicks,
    }),
    [days, early, late, step, meetingLength, twoClicks],
  );
  return {
    view,
    order,
    phone,
    quarters: step === 15,
    quartersNeeded: finestStep(week) === 15,
    setQuarters,
    twoClicks,
    setTwoClicks,
    showDay: (day: number) => setFirstColumn(centredOn(order, day)),
    swipe: (direction: -1 | 1) => setFirstColumn(swiped(firstColumn, direction)),
    openHours: (end: "early" | "late", open: boolean) => setOpened((before) => ({ ...before, [end]: open })),
  };
}
