import fs from "node:fs/promises";
import { connect, createServer, type AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { startEmbedded } from "./embedded/start-embedded.ts";
import { Course } from "./entities/course.entity.ts";
import { Group } from "./entities/group.entity.ts";
import { Person } from "./entities/person.entity.ts";
import { migrate } from "./migrate.ts";
import { createOrm, OptimisticLockError } from "./orm.ts";
import { aGroup, aPerson } from "./testing/builders.ts";
import { testDatabase } from "./testing/test-database.ts";

test("the pool recovers by itself when PostgreSQL is killed under load, and nothing acknowledged is lost [DB-5]", async () => {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), "muster-crash-"));
  const dir = path.join(folder, "postgres");
  let server = await startEmbedded({ dir });
  await migrate(server.url);
  const orm = await createOrm({ clientUrl: server.url });
  const acknowledged: string[] = [];
  let down = 0;
  let writing = true;
  const writers = Array.from({ length: 4 }, async (_, writer) => {
    for (let number = 0; writing; number++) {
      const em = orm.em.fork();
      const { slug } = em.create(Course, { slug: `${writer}-${number}`, title: "x" });
      await em.flush().then(
        () => acknowledged.push(slug),
        () => void down++,
      );
    }
  });
  const grownTo = async (count: number) => {
    while (acknowledged.length < count)
      await orm.em
        .fork()
        .execute("select pg_sleep(0.005)")
        .catch(() => undefined);
  };

  for (let crash = 1; crash <= 3; crash++) {
    await grownTo(crash * 40);
    const postmaster = (await fs.readFile(path.join(dir, "postmaster.pid"), "utf8")).split("\n")[0];
    process.kill(Number(postmaster), "SIGKILL");
    await server.exited;
    server = await startEmbedded({ dir, port: server.port });
  }
  await grownTo(acknowledged.length + 40);
  writing = false;
  await Promise.all(writers);

  const kept = new Set((await orm.em.fork().findAll(Course)).map(({ slug }) => slug));
  expect(acknowledged.filter((slug) => !kept.has(slug))).toEqual([]);
  expect(down).toBeGreaterThan(0);
  await orm.close(true);
  await server.stop();
  await fs.rm(folder, { recursive: true, force: true });
});

test("a transaction whose connection is cut costs the pool nothing, however many are cut [DB-5, DB-6]", async () => {
  await using database = await testDatabase();
  const orm = await createOrm({ clientUrl: database.url, poolSize: 2 });
  for (let cut = 0; cut < 6; cut++) {
    const suicide = orm.em.fork().transactional((em) => em.execute("select pg_terminate_backend(pg_backend_pid())"));
    await expect(suicide).rejects.toThrow(/terminat/i);
  }
  const both = [1, 2].map(() => orm.em.fork().transactional((em) => em.execute("select 1 as one")));
  expect(await Promise.all(both)).toEqual([[{ one: 1 }], [{ one: 1 }]]);
  await orm.close(true);
});

test("an ORM that is closed while a connection is being made closes all the same, and says so to whoever asked [OP-1]", async () => {
  await using database = await testDatabase();
  const { hostname, port } = new URL(database.url);
  const reached = Promise.withResolvers<void>();
  const open = Promise.withResolvers<void>();
  const door = createServer((socket) => {
    reached.resolve();
    const onwards = connect(Number(port), hostname);
    socket.on("error", () => onwards.destroy()).on("close", () => onwards.destroy());
    onwards.on("error", () => socket.destroy()).on("close", () => socket.destroy());
    void open.promise.then(() => socket.pipe(onwards).pipe(socket));
  });
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  const url = new URL(database.url);
  url.port = String((door.address() as AddressInfo).port);
  const orm = await createOrm({ clientUrl: url.href });
  const asked = expect(orm.em.fork().execute("select 1")).rejects.toThrow("The database is being closed.");
  await reached.promise;
  const closed = orm.close(true);
  open.resolve();
  await Promise.all([asked, closed]);
  door.close();
});

test("two who edit one group do not overwrite each other unseen [DB-9, GR-8]", async () => {
  await using database = await testDatabase();
  const { id } = await aGroup(database.em());
  const [one, other] = [database.em(), database.em()];
  const [mine, theirs] = [await one.findOneOrFail(Group, { id }), await other.findOneOrFail(Group, { id })];
  mine.name = "Mine";
  await one.flush();
  theirs.name = "Theirs";
  await expect(other.flush()).rejects.toThrow(OptimisticLockError);
  expect((await database.em().findOneOrFail(Group, { id })).name).toBe("Mine");
});

test("what one request has read or changed is unknown to another, however they interleave [DB-7]", async () => {
  await using database = await testDatabase();
  const people = [await aPerson(database.em()), await aPerson(database.em())];
  const request = async (number: number) => {
    const em = database.em();
    const { id } = people[number % 2]!;
    const person = await em.findOneOrFail(Person, { id });
    person.name = `never written by ${number}`;
    await database.em().execute("select pg_sleep(?)", [(number % 7) / 1_000]);
    return (
      em.getUnitOfWork().getIdentityMap().values().length === 1 &&
      (await database.em().findOneOrFail(Person, { id })).name
    );
  };
  const names = await Promise.all(Array.from({ length: 200 }, (_, number) => request(number)));
  expect(names).toEqual(names.map((_, number) => people[number % 2]!.name));
  expect(() => database.orm.em.create(Person, { name: "of nobody's request" })).toThrow("global EntityManager");
});
