import { useCallback, useEffect, useRef, useState, type PointerEvent } from "react";
import { useLatest } from "../../ui/use-latest.ts";
import type { Spot } from "./deed.ts";

/** Somebody in hand. */
export interface Dragged {
  personId: number;
  name: string;
  /** The place they are taken from; nobody's who waits. */
  from: (Spot & { membershipId: number }) | null;
}

/** What lies under the pointer: a group, the people without a place, or nothing that takes anybody. */
export type DropPlace = number | "waiting" | null;

export interface Drag {
  dragged: Dragged | null;
  over: DropPlace;
  /** Takes the element that follows the pointer. */
  holdGhost: (ghost: HTMLElement | null) => void;
  /** For a row that can be dragged. */
  grip: (who: Dragged) => { onPointerDown: (event: PointerEvent<HTMLElement>) => void };
}

const FAR_ENOUGH_PX = 5;
const EDGE_PX = 56;

/** A person dragged with the mouse or a pen; a finger scrolls and has the menu (GR-4). Esc lets go where they were. */
export function useDrag(onDrop: (who: Dragged, to: DropPlace) => void): Drag {
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const [over, setOver] = useState<DropPlace>(null);
  const ghost = useRef<HTMLElement>(null);
  const point = useRef({ x: 0, y: 0 });
  const end = useRef<(() => void) | null>(null);
  const drop = useLatest(onDrop);
  useEffect(() => () => end.current?.(), []);
  const holdGhost = useCallback((element: HTMLElement | null) => {
    ghost.current = element;
    follow(element, point.current);
  }, []);

  const begin = useCallback(
    (who: Dragged, at: { x: number; y: number }) => {
      let isOn = false;
      const move = (event: globalThis.PointerEvent) => {
        const { clientX: x, clientY: y } = event;
        if (!isOn && Math.hypot(x - at.x, y - at.y) < FAR_ENOUGH_PX) return;
        point.current = { x, y };
        if (!isOn) setDragged(who);
        isOn = true;
        document.documentElement.classList.add("is-dragging");
        follow(ghost.current, point.current);
        scrollAtEdge(y);
        setOver(placeUnder(x, y));
      };
      const up = ({ clientX, clientY }: globalThis.PointerEvent) => {
        const place = placeUnder(clientX, clientY);
        const wasOn = isOn;
        stop();
        if (!wasOn) return;
        swallowClick();
        drop.current(who, place);
      };
      const escape = (event: KeyboardEvent) => {
        if (event.key !== "Escape" || !isOn) return;
        event.stopPropagation();
        stop();
      };
      const stop = () => {
        window.removeEventListener("pointermove", move);
        window.removeEventListener("pointerup", up);
        window.removeEventListener("pointercancel", stop);
        window.removeEventListener("keydown", escape, true);
        document.documentElement.classList.remove("is-dragging");
        end.current = null;
        setDragged(null);
        setOver(null);
      };
      window.addEventListener("pointermove", move);
      window.addEventListener("pointerup", up);
      window.addEventListener("pointercancel", stop);
      window.addEventListener("keydown", escape, true);
      end.current = stop;
    },
    [drop],
  );
  const grip = useCallback(
    (who: Dragged) => ({
      onPointerDown: ({ button, pointerType, clientX, clientY }: PointerEvent<HTMLElement>) => {
        if (button === 0 && pointerType !== "touch") begin(who, { x: clientX, y: clientY });
      },
    }),
    [begin],
  );
  return { dragged, over, holdGhost, grip };
}

function follow(ghost: HTMLElement | null, { x, y }: { x: number; y: number }): void {
  if (ghost) ghost.style.translate = `${x + 12}px ${y + 8}px`;
}

/** Groups and the people without a place carry `data-drop`. */
function placeUnder(x: number, y: number): DropPlace {
  const name = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-drop]")?.dataset["drop"];
  if (name === undefined) return null;
  return name === "waiting" ? "waiting" : Number(name);
}

function scrollAtEdge(y: number): void {
  if (y < EDGE_PX) window.scrollBy({ top: -16 });
  if (y > window.innerHeight - EDGE_PX) window.scrollBy({ top: 16 });
}

/** Letting go over a button is no press of it. */
function swallowClick(): void {
  const swallow = (event: MouseEvent) => {
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", swallow, { capture: true }), 0);
}
