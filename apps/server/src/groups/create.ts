import { Cohort } from "@muster/db/entities/cohort";
import { Group } from "@muster/db/entities/group";
import { UniqueConstraintViolationException } from "@muster/db/orm";
import { isOpen } from "@muster/domain/cohort";
import { nextGroupNames } from "@muster/domain/group";
import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { together, type Tx } from "../transaction.ts";
import { lockCohort } from "./seats.ts";

interface Creation {
  cohortId: number;
  weekday: number;
  startMinute: number;
  /** The numbering goes on unless it is given (C31). */
  name?: string | undefined;
}

export interface CreatedGroup {
  groupId: number;
  name: string;
  version: number;
}

/** An empty group in preview, made by hand (GR-9, GR-15). */
export async function createGroup(ctx: Context, input: Creation): Promise<CreatedGroup> {
  try {
    return await together(ctx, async (tx) => {
      const cohort = await holdCohort(tx, input.cohortId);
      const group = await newGroup(tx, { ...input, cohort });
      const entry = await audit(tx, {
        action: "groups.create",
        object: group.subject(),
        after: { name: group.name, ...group.slot() },
        cohortId: cohort.id,
        groupIds: [group.id],
      });
      await tx.em.flush();
      return { groupId: group.id, name: group.name, version: entry.id };
    });
  } catch (error) {
    throw nameTaken(error, input.name);
  }
}

/** An open cohort whose groups get no other names meanwhile: before sign-ups and groups, as when a proposal is accepted. */
export async function holdCohort(tx: Tx, cohortId: number): Promise<Cohort> {
  await lockCohort(tx, cohortId);
  const cohort = await tx.em.findOne(Cohort, cohortId, { refresh: true });
  if (!cohort) throw new NotFound("There is no such cohort.");
  if (!isOpen(cohort)) throw new Conflict(`${cohort.name} is ${cohort.status}: no groups are made for it any more.`);
  return cohort;
}

interface NewGroup {
  cohort: Cohort;
  weekday: number;
  startMinute: number;
  name?: string | undefined;
  lengthMinutes?: number;
  timeZone?: string;
  maxSize?: number | null;
}

/** Written, with the cohort held. */
export async function newGroup(tx: Tx, { cohort, name, maxSize = null, ...slot }: NewGroup): Promise<Group> {
  const { weekday, startMinute, lengthMinutes = cohort.meetingLengthMinutes, timeZone = cohort.timeZone } = slot;
  const used = await tx.em.find(Group, { cohort: cohort.id }, { fields: ["name"] });
  const next = nextGroupNames(
    used.map((group) => group.name),
    1,
  )[0]!;
  const group = tx.em.create(Group, {
    cohort,
    name: name ?? next,
    status: "preview",
    weekday,
    startMinute,
    lengthMinutes,
    timeZone,
    maxSize,
  });
  await tx.em.persist(group).flush();
  await ring(tx, "group", group.id);
  await ring(tx, "cohort", cohort.id);
  return group;
}

/** What to say of a name that another live group has. */
export function nameTaken(error: unknown, name: string | undefined): unknown {
  if (!(error instanceof UniqueConstraintViolationException) || name === undefined) return error;
  return new Conflict(`There is already a group called ${name} in this cohort.`, { field: "name" });
}
