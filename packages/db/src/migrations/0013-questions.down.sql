drop table questions;
alter table waits drop column put_by_id;
alter table signups
  drop column left_out_because,
  drop column left_out_by_id,
  drop column left_out_at;
