-- An organiser leaves somebody out of a cohort's runs for the time being; why is for organisers alone.
alter table signups
  add column left_out_at timestamptz,
  add column left_out_by_id int,
  add column left_out_because text;
alter table signups
  add constraint signups_left_out_by_id_foreign foreign key (left_out_by_id) references people (id) on delete set null;

-- Whoever stands in a line because an organiser put them there.
alter table waits add column put_by_id int;
alter table waits
  add constraint waits_put_by_id_foreign foreign key (put_by_id) references people (id) on delete set null;

-- Whether somebody could make a few hours of their week free, for a meeting at one hour of the cohort's week.
create table questions (
  id serial primary key,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  person_id int not null,
  cohort_id int not null,
  start_minute int not null,
  end_minute int not null,
  time_zone text not null,
  group_start int not null,
  group_id int,
  asked_by_id int,
  asked_at timestamptz not null,
  until timestamptz not null,
  state text not null default 'open',
  closed_at timestamptz,
  effect text
);
create index questions_cohort_id_state_index on questions (cohort_id, state);
create unique index questions_one_open on questions (person_id, cohort_id, start_minute, end_minute) where state = 'open';
alter table questions
  add constraint questions_state_check check (state in ('open', 'yes', 'no', 'withdrawn', 'expired'));
alter table questions
  add constraint questions_effect_check check (effect in ('place', 'full', 'elsewhere', 'gone', 'hours'));
alter table questions
  add constraint questions_person_id_foreign foreign key (person_id) references people (id) on delete cascade;
alter table questions
  add constraint questions_cohort_id_foreign foreign key (cohort_id) references cohorts (id) on delete cascade;
alter table questions
  add constraint questions_group_id_foreign foreign key (group_id) references groups (id) on delete set null;
alter table questions
  add constraint questions_asked_by_id_foreign foreign key (asked_by_id) references people (id) on delete set null;
create trigger touch_updated_at before update on questions for each row execute function touch_updated_at();
