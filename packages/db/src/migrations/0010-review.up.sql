-- What an organiser called the groups of a run when accepting it, and why they did.
alter table schedule_runs add column name text;
alter table schedule_runs add column note text;
-- Who looks at the groups of a cohort, and when they last said so: two who change them at once know of each other.
create table presences (
  id serial primary key,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  person_id int not null,
  cohort_id int not null,
  seen_at timestamptz not null
);
alter table presences add constraint presences_once unique (person_id, cohort_id);
alter table presences
  add constraint presences_person_id_foreign foreign key (person_id) references people (id) on delete cascade;
alter table presences
  add constraint presences_cohort_id_foreign foreign key (cohort_id) references cohorts (id) on delete cascade;
create trigger touch_updated_at before update on presences for each row execute function touch_updated_at();
