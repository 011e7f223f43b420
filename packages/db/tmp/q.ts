import { createOrm } from "../src/orm.ts";
import { migrate } from "../src/migrate.ts";
const url = "postgres://postgres@127.0.0.1:5432/db_try2";
await migrate(url);
const orm = await createOrm({ clientUrl: url });
const em = orm.em.fork();
console.log(await em.execute("select now() as a, current_date as b, 5::bigint as c, '{\"a\": [1]}'::jsonb as d, ?::int as e, count(*) as f, array_agg(x) as g, any_value_test from generate_series(1,3) x, (select 1 as any_value_test) y where x = any(?) group by any_value_test".replaceAll("any(?)", "any(?::int[])"), [3, "{1,2}"]));
await orm.close();
