-- Somebody whom no group suits asks the organiser; their week is kept as it stood.
create table call_backs (
  id serial primary key,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  person_id int not null,
  cohort_id int not null,
  state text not null default 'open',
  asked_at timestamptz not null,
  note text,
  availability jsonb,
  time_zone text,
  closed_at timestamptz,
  answer text
);
create index call_backs_cohort_id_state_index on call_backs (cohort_id, state);
create unique index call_backs_one_open on call_backs (person_id, cohort_id) where state = 'open';
alter table call_backs
  add constraint call_backs_state_check check (state in ('open', 'answered', 'withdrawn'));
alter table call_backs
  add constraint call_backs_person_id_foreign foreign key (person_id) references people (id) on delete cascade;
alter table call_backs
  add constraint call_backs_cohort_id_foreign foreign key (cohort_id) references cohorts (id) on delete cascade;
create trigger touch_updated_at before update on call_backs for each row execute function touch_updated_at();
