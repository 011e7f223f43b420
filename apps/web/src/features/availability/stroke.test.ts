import { expect, test } from "vitest";
import type { Cell, Level } from "./painting.ts";
import { makeStroke, type PointerDeeds, type Stroke } from "./stroke.ts";

const TUE_18 = { day: 1, minute: 1_080 };
const TUE_20 = { day: 1, minute: 1_200 };

function hand(deeds: Partial<PointerDeeds> = {}, marked: Level = "empty") {
  const done: Stroke[] = [];
  const starts: (Cell | null)[] = [];
  const live = {
    current: {
      brush: "available" as const,
      levelOf: () => marked,
      commit: (stroke: Stroke) => void done.push(stroke),
      anchor: TUE_18,
      twoClicks: false,
      ...deeds,
    },
  };
  return {
    ...makeStroke(live, { setStroke: () => undefined, setStart: (cell) => void starts.push(cell) }),
    done,
    starts,
  };
}

test("nothing is changed before the pointer is lifted, and nothing at all after Esc [AG-9]", () => {
  const painting = hand();
  painting.press(TUE_18, false);
  painting.reach(TUE_20);
  expect(painting.done).toEqual([]);
  painting.cancel();
  painting.finish();
  expect(painting.done).toEqual([]);
});

test("a drag is done once, from where it began to where it was lifted [AG-9]", () => {
  const painting = hand();
  painting.press(TUE_18, false);
  painting.reach(TUE_20);
  painting.reach(null);
  painting.finish();
  painting.finish();
  expect(painting.done).toEqual([{ from: TUE_18, to: TUE_20, brush: "available" }]);
});

test("two clicks are a start and an end, without dragging [AG-10]", () => {
  const painting = hand({ twoClicks: true });
  painting.press(TUE_18, false);
  painting.finish();
  expect(painting.done).toEqual([]);
  expect(painting.starts).toEqual([TUE_18]);
  painting.press(TUE_20, false);
  painting.finish();
  expect(painting.done).toEqual([{ from: TUE_18, to: TUE_20, brush: "available" }]);
});

test("a click with Shift goes on with what was just painted, instead of taking it away [AG-10]", () => {
  const painting = hand({}, "available");
  painting.press(TUE_20, true);
  painting.finish();
  expect(painting.done).toEqual([{ from: TUE_18, to: TUE_20, brush: "available" }]);
  const erased = hand({}, "empty");
  erased.press(TUE_20, true);
  erased.finish();
  expect(erased.done[0]?.brush).toBe("erase");
});
