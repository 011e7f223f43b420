drop table swap_sides;
drop table swaps;
delete from waits where group_id is null;
alter table waits drop constraint waits_group_id_foreign;
alter table waits
  add constraint waits_group_id_foreign foreign key (group_id) references groups (id) on delete cascade;
alter table waits drop column group_name;
alter table waits alter column group_id set not null;
