-- A preview can be removed while people wait for it: what became of their wait outlives the group.
alter table waits alter column group_id drop not null;
alter table waits add column group_name text;
alter table waits drop constraint waits_group_id_foreign;
alter table waits
  add constraint waits_group_id_foreign foreign key (group_id) references groups (id) on delete set null;

-- Two people, each in line for the other's full group, are asked whether they want to trade places.
create table swaps (
  id serial primary key,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  cohort_id int not null,
  state text not null default 'open',
  asked_at timestamptz not null,
  until timestamptz not null,
  closed_at timestamptz
);
alter table swaps add constraint swaps_state_check check (state in ('open', 'done', 'declined', 'expired', 'off', 'undone'));
alter table swaps
  add constraint swaps_cohort_id_foreign foreign key (cohort_id) references cohorts (id) on delete cascade;
create index swaps_state_index on swaps (state);
create trigger touch_updated_at before update on swaps for each row execute function touch_updated_at();

-- Its two sides: whose wait and place it rests on, whether they said yes, and the move that came of it.
create table swap_sides (
  id serial primary key,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  swap_id int not null,
  person_id int not null,
  wait_id int not null,
  membership_id int not null,
  agreed_at timestamptz,
  move_id int
);
create index swap_sides_person_id_index on swap_sides (person_id);
alter table swap_sides add constraint swap_sides_once unique (swap_id, person_id);
alter table swap_sides
  add constraint swap_sides_swap_id_foreign foreign key (swap_id) references swaps (id) on delete cascade;
alter table swap_sides
  add constraint swap_sides_person_id_foreign foreign key (person_id) references people (id) on delete cascade;
alter table swap_sides
  add constraint swap_sides_wait_id_foreign foreign key (wait_id) references waits (id) on delete cascade;
alter table swap_sides
  add constraint swap_sides_membership_id_foreign foreign key (membership_id) references memberships (id) on delete cascade;
alter table swap_sides
  add constraint swap_sides_move_id_foreign foreign key (move_id) references moves (id) on delete set null;
create trigger touch_updated_at before update on swap_sides for each row execute function touch_updated_at();
