import type { Fit } from "@muster/domain/availability";
import type { FitLevel } from "../../ui/fit-sign.tsx";

const LEVEL: Record<Fit, FitLevel> = { available: "yes", if_needed: "maybe", not_free: "no" };

/** The sign of fit of a place in a proposal. */
export const fitLevel = (fit: Fit): FitLevel => LEVEL[fit];
