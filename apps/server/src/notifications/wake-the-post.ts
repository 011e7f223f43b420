import type { Tx } from "../transaction.ts";
import { DELIVERY_QUEUE } from "./delivery-queue.ts";

/** The post looks at once instead of within a minute. */
export const wakeThePost = ({ wakes }: Tx): void => void wakes.set(DELIVERY_QUEUE, "post");
