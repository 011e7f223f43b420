import { z } from "zod";

/** PostgreSQL's largest whole number of four bytes: no row is numbered above it, and asking for one would be an error of ours. */
const LARGEST_ROW_ID = 2 ** 31 - 1;

/** The number of a row, as everything in the database is pointed at. */
export const rowIdSchema = z.number().int().positive().max(LARGEST_ROW_ID);
