import type { EntityManager } from "@muster/db/orm";
import { requestSync } from "../../../server/src/sync/request-sync.ts";
import { together } from "../../../server/src/transaction.ts";
import { bookOver, type Book } from "../book/book.ts";
import { emptyTables } from "../book/rows.ts";
import type { Plan, World } from "../plan.ts";
import type { Level } from "../run.ts";
import { discordIdOf } from "../scene.ts";
import { BEGAN } from "../world/snowflakes.ts";
import { openShelf, type Shelf } from "./database.ts";
import { readTables } from "./read-tables.ts";
import { realRestOver } from "./real-rest.ts";

/**
 * Level 1: the verbs on a real PostgreSQL through MikroORM, and the bot's calls through the real REST library. A step of
 * the run is over when every verb it asked for is: what interleaves are steps, not statements, and a plan goes the same
 * way twice although a database answers when it likes.
 */
export async function levelOne(): Promise<Level & AsyncDisposable> {
  const shelf = await openShelf();
  return {
    open: (plan, time, chance) => openStack(shelf, { plan, time, chance }),
    restOver: realRestOver,
    [Symbol.asyncDispose]: () => shelf[Symbol.asyncDispose](),
  };
}

type Opened = { plan: Plan } & Pick<Parameters<typeof bookOver>[0], "time" | "chance">;

async function openStack(shelf: Shelf, { plan, time, chance }: Opened): Promise<Book> {
  const { orm, statements, close } = await shelf.open();
  const tables = emptyTables();
  const em = orm.em.fork() as EntityManager;
  let open = 0;
  let written = true;
  statements((said) => {
    const [, edge] = /^\[query\] (begin|commit|rollback)\b/i.exec(said) ?? [];
    if (edge) open += /begin/i.test(edge) ? 1 : -1;
    else if (/\b(insert|update|delete)\b/i.test(said) && !said.includes("clock.present")) written = true;
  });
  let shown = -1;
  const setClock = async () => {
    if (shown === time.today()) return;
    shown = time.today();
    await em.execute("update clock.present set at = ?", [new Date(BEGAN + shown)]);
  };
  await setClock();
  await setScene(em, plan.world, plan.seed % 16 === 0);
  const base = bookOver({ time, chance, tables, em: orm.em, carefulEm: orm.em, nextId: () => 0 });
  const working = new Set<Promise<unknown>>();
  const doing: Book["doing"] = (work) => {
    const done = setClock().then(work);
    const until = done.then(
      () => void working.delete(until),
      () => void working.delete(until),
    );
    working.add(until);
    return done;
  };
  const plainly = base.inBackground;
  base.inBackground = (work) => plainly(() => doing(work));
  let bells = await readTables(em, tables);
  const look = async () => {
    while (working.size > 0) await Promise.all(working);
    if (!written) return;
    const rung = await readTables(em, tables);
    written = false;
    if (rung > bells) base.rung();
    bells = rung;
  };
  time.beside(look);
  return Object.assign(base, {
    doing,
    isInTransaction: () => open > 0,
    endGroups: (as: "completed" | "cancelled") => endGroups(base.ctx(), tables.groups, as),
    readAll: async () => {
      await setClock();
      await readTables(em, tables, "whole");
    },
    close,
  });
}

async function endGroups(ctx: ReturnType<Book["ctx"]>, groups: Book["tables"]["groups"], as: string): Promise<void> {
  await together(ctx, async (tx) => {
    for (const group of groups.filter((one) => one.isLive())) {
      const end = group.status === "active" ? as : "cancelled";
      await tx.em.execute("update groups set status = ? where id = ?", [end, group.id]);
      if (end === "cancelled")
        await tx.em.execute("update memberships set status = 'removed' where group_id = ? and status = 'active'", [
          group.id,
        ]);
      await requestSync(tx, group.subject(), { systems: ["discord"], allowCreate: false });
    }
  });
}

/** The plan's cohort, with the same numbers as at level 0. */
async function setScene(em: EntityManager, world: World, zoned: boolean): Promise<void> {
  const write = (sql: string, params: unknown[]) => em.execute(sql, params);
  await write("insert into courses (slug, title) values ('ai-safety', 'AI Safety')", []);
  await write(
    `insert into cohorts (course_id, name, start_date, time_zone, number_of_meetings, min_size, max_size, signup_code)
     values (1, 'October', '2026-10-06', 'UTC', ?, 1, ?, 'october')`,
    [world.meetings, world.seats],
  );
  for (let id = 1; id <= world.groups; id++)
    await write(
      `insert into groups (cohort_id, name, weekday, start_minute, length_minutes, time_zone) values (1, ?, ?, 900, 60, 'UTC')`,
      [`Group ${id}`, id % 7],
    );
  const count = world.members.reduce((sum, members) => sum + members, world.others);
  for (let number = 0; number < count; number++) {
    const email = number % 4 === 3 ? `person-${number}@example.org` : null;
    const zone = zoned && number === 0 ? "Asia/Kathmandu" : null;
    await write("insert into people (name, discord_id, email, time_zone) values (?, ?, ?, ?)", [
      `Person ${number + 1}`,
      discordIdOf(number),
      email,
      zone,
    ]);
    await write("insert into signups (person_id, cohort_id, role) values (?, 1, 'participant')", [number + 1]);
  }
  let next = 1;
  for (const [index, members] of world.members.entries())
    for (let seat = 0; seat < members; seat++)
      await write("insert into memberships (group_id, person_id, cohort_id, role) values (?, ?, 1, 'participant')", [
        index + 1,
        next++,
      ]);
}
