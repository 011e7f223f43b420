-- Somebody who cannot make one meeting is another group's guest for the meeting of the same number.
create table visits (
  id serial primary key,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  person_id int not null,
  cohort_id int not null,
  membership_id int not null,
  home_meeting_id int not null,
  host_meeting_id int not null,
  number int not null,
  meets_at timestamptz not null,
  asked_at timestamptz not null,
  opened_at timestamptz,
  closed_at timestamptz,
  ended_at timestamptz,
  ending text,
  answer_before jsonb
);
create index visits_host_meeting_id_index on visits (host_meeting_id);
create unique index visits_one_for_each_meeting on visits (person_id, cohort_id, number) where ended_at is null;
alter table visits add constraint visits_number check (number >= 1);
alter table visits add constraint visits_end_somehow check ((ended_at is null) = (ending is null));
alter table visits add constraint visits_ending_check
  check (ending in ('cancelled', 'host_ended', 'host_moved', 'stay_ended', 'joined_host'));
alter table visits
  add constraint visits_person_id_foreign foreign key (person_id) references people (id) on delete cascade;
alter table visits
  add constraint visits_cohort_id_foreign foreign key (cohort_id) references cohorts (id) on delete cascade;
alter table visits
  add constraint visits_membership_id_foreign foreign key (membership_id) references memberships (id) on delete cascade;
alter table visits
  add constraint visits_home_meeting_id_foreign foreign key (home_meeting_id) references meetings (id) on delete cascade;
alter table visits
  add constraint visits_host_meeting_id_foreign foreign key (host_meeting_id) references meetings (id) on delete cascade;
create trigger touch_updated_at before update on visits for each row execute function touch_updated_at();

-- A guest's answer stands beside a member's, never in its place.
alter table attendances add column kind text not null default 'member';
alter table attendances add constraint attendances_kind_check check (kind in ('member', 'guest'));
alter table attendances drop constraint attendances_once;
alter table attendances add constraint attendances_once unique (meeting_id, person_id, kind);
