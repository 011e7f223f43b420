-- What members did with their own place, so that it can be told and undone.
create table moves (
  id serial primary key,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  person_id int not null,
  cohort_id int not null,
  left_membership_id int,
  taken_membership_id int,
  at timestamptz not null,
  undone_at timestamptz
);
create index moves_person_id_cohort_id_index on moves (person_id, cohort_id);
alter table moves add constraint moves_go_somewhere
  check (left_membership_id is not null or taken_membership_id is not null);
alter table moves
  add constraint moves_person_id_foreign foreign key (person_id) references people (id) on delete cascade;
alter table moves
  add constraint moves_cohort_id_foreign foreign key (cohort_id) references cohorts (id) on delete cascade;
alter table moves
  add constraint moves_left_membership_id_foreign foreign key (left_membership_id)
  references memberships (id) on delete cascade;
alter table moves
  add constraint moves_taken_membership_id_foreign foreign key (taken_membership_id)
  references memberships (id) on delete cascade;
create trigger touch_updated_at before update on moves for each row execute function touch_updated_at();
