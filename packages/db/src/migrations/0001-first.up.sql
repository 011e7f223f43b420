create table bot_leases (
  id serial primary key,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  guild text not null,
  holder text not null,
  epoch bigint not null,
  expires_at timestamptz not null,
  health jsonb
);
alter table bot_leases add constraint bot_leases_guild_unique unique (guild);

create table courses (
  id serial primary key,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  slug text not null,
  title text not null
);
alter table courses add constraint courses_slug_unique unique (slug);

create table cohorts (
  id serial primary key,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  course_id int not null,
  name text not null,
  start_date date not null,
  time_zone text not null,
  number_of_meetings int not null default 8,
  meeting_length_minutes int not null default 60,
  step_minutes int not null default 30,
  min_size int not null default 4,
  max_size int not null default 8,
  direct_join boolean not null default true,
  signups_open boolean not null default true,
  signup_code text not null,
  status text not null default 'active',
  version int not null default 1
);
create index cohorts_course_id_index on cohorts (course_id);
create index cohorts_start_date_index on cohorts (start_date);
alter table cohorts add constraint cohorts_signup_code_unique unique (signup_code);
alter table cohorts add constraint cohorts_meet_at_least_once check (number_of_meetings > 0);
alter table cohorts
  add constraint cohorts_meeting_length check (meeting_length_minutes > 0 and meeting_length_minutes <= 1440);
alter table cohorts add constraint cohorts_step check (step_minutes > 0 and step_minutes <= 60);
alter table cohorts add constraint cohorts_sizes_in_order check (min_size >= 1 and min_size <= max_size);
alter table cohorts add constraint cohorts_status_check check (status in ('active', 'completed', 'cancelled'));

create table external_refs (
  id serial primary key,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  system text not null,
  key text not null,
  external_id text,
  wrote text,
  subject text not null,
  missing_since timestamptz
);
create index external_refs_subject_index on external_refs (subject);
alter table external_refs add constraint external_refs_key unique (system, key);
alter table external_refs add constraint external_refs_external_id unique (system, external_id);
alter table external_refs
  add constraint external_refs_system_check check (system in ('discord', 'calendar', 'reminders', 'rsvps'));

create table idempotency_keys (
  id serial primary key,
  key text not null,
  scope text not null,
  request_hash text not null,
  answer jsonb,
  at timestamptz not null default now()
);
alter table idempotency_keys add constraint idempotency_keys_key_unique unique (key);
create index idempotency_keys_at_index on idempotency_keys (at);

create table oauth_states (
  id serial primary key,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  state_hash text not null,
  browser_hash text not null,
  verifier text not null,
  next text not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
alter table oauth_states add constraint oauth_states_state_hash_unique unique (state_hash);

create table outbox_events (
  id bigserial primary key,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null default now(),
  topic text not null,
  subject text not null,
  payload jsonb not null default '{}'
);
create index outbox_events_in_order on outbox_events (xid, id);

create table people (
  id serial primary key,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  name text not null,
  discord_id text,
  discord_username text,
  discord_avatar text,
  in_guild boolean,
  email text,
  time_zone text,
  availability jsonb,
  availability_at timestamptz,
  persona text,
  deleted_at timestamptz
);
alter table people add constraint people_discord_id_unique unique (discord_id);
alter table people add constraint people_persona_unique unique (persona);
create unique index people_email_unique on people (lower(email)) where deleted_at is null;
alter table people add constraint people_discord_id_is_a_snowflake check (discord_id ~ '^[0-9]{1,20}$');
alter table people
  add constraint people_persona_check check (persona in ('organiser', 'facilitator', 'member', 'unplaced'));

create table facilitators (
  id serial primary key,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  person_id int not null,
  certified_at timestamptz,
  max_groups int not null default 1
);
alter table facilitators add constraint facilitators_person_id_unique unique (person_id);
alter table facilitators add constraint facilitators_max_groups_positive check (max_groups >= 1);

create table audit_entries (
  id bigserial primary key,
  at timestamptz not null default now(),
  actor_person_id int,
  actor text not null,
  action text not null,
  object text not null,
  before jsonb,
  after jsonb,
  reason text,
  request_id text
);
create index audit_entries_object_index on audit_entries (object);

create table preferences (
  id serial primary key,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  person_id int not null,
  kind text not null,
  channel text not null,
  wanted boolean not null
);
alter table preferences add constraint preferences_once unique (person_id, kind, channel);
alter table preferences add constraint preferences_channel_check check (channel in ('email', 'discord_dm'));

create table schedule_runs (
  id serial primary key,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  cohort_id int not null,
  number int not null,
  status text not null default 'queued',
  settings jsonb not null,
  seed int not null,
  input_fingerprint text not null,
  progress jsonb,
  history jsonb,
  proposal jsonb,
  started_by_id int,
  started_at timestamptz,
  ended_at timestamptz,
  lease_holder text,
  lease_until timestamptz,
  error text
);
alter table schedule_runs add constraint schedule_runs_number unique (cohort_id, number);
create unique index schedule_runs_one_working on schedule_runs (cohort_id)
  where status in ('queued', 'running', 'stopping');
alter table schedule_runs
  add constraint schedule_runs_status_check check (status in (
    'queued', 'running', 'stopping', 'done', 'stopped', 'interrupted', 'failed', 'discarded', 'accepted'
  ));

create table groups (
  id serial primary key,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  cohort_id int not null,
  name text not null,
  status text not null default 'preview',
  weekday smallint not null,
  start_minute int not null,
  length_minutes int not null default 60,
  time_zone text not null,
  max_size int,
  run_id int,
  realize_requested_at timestamptz,
  settled_at timestamptz,
  category_number int,
  taken int not null default 0,
  version int not null default 1
);
create index groups_cohort_id_index on groups (cohort_id);
create unique index groups_name_among_live on groups (cohort_id, name) where status in ('preview', 'active');
alter table groups add constraint groups_weekday check (weekday >= 0 and weekday <= 6);
alter table groups add constraint groups_start_minute check (start_minute >= 0 and start_minute <= 1439);
alter table groups add constraint groups_length check (length_minutes >= 1 and length_minutes <= 1440);
alter table groups add constraint groups_max_size check (max_size >= 1);
alter table groups add constraint groups_category_number check (category_number >= 1);
alter table groups add constraint groups_taken check (taken >= 0);
alter table groups
  add constraint groups_status_check check (status in ('preview', 'active', 'completed', 'merged', 'cancelled'));

create table notifications (
  id serial primary key,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  key text not null,
  kind text not null,
  channel text not null,
  person_id int,
  group_id int,
  membership_id int,
  payload jsonb not null default '{}',
  status text not null default 'due',
  attempts int not null default 0,
  next_at timestamptz,
  error text,
  sent_at timestamptz,
  external_id text
);
alter table notifications add constraint notifications_key_unique unique (key);
create index notifications_person_id_index on notifications (person_id);
create index notifications_group_id_index on notifications (group_id);
create index notifications_due on notifications (status, channel);
alter table notifications
  add constraint notifications_channel_check check (channel in ('email', 'discord_channel', 'discord_dm'));
alter table notifications
  add constraint notifications_status_check check (status in ('due', 'claimed', 'sent', 'skipped', 'failed'));

create table memberships (
  id serial primary key,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  group_id int not null,
  person_id int not null,
  cohort_id int not null,
  role text not null,
  status text not null default 'active',
  joined_at timestamptz not null default now(),
  left_at timestamptz,
  reason text
);
create index memberships_group_id_index on memberships (group_id);
create index memberships_person_id_index on memberships (person_id);
create unique index memberships_once_in_group on memberships (group_id, person_id) where status = 'active';
create unique index memberships_one_place_in_cohort on memberships (cohort_id, person_id)
  where status = 'active' and role = 'participant';
alter table memberships add constraint memberships_role_check check (role in ('participant', 'facilitator'));
alter table memberships
  add constraint memberships_status_check check (status in ('active', 'left', 'removed', 'completed'));

create table meetings (
  id serial primary key,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  group_id int not null,
  number int not null,
  starts_at timestamptz not null,
  length_minutes int not null default 60,
  status text not null default 'planned',
  replaced_by int
);
create index meetings_starts_at_index on meetings (starts_at);
alter table meetings add constraint meetings_number_in_group unique (group_id, number) deferrable initially deferred;
alter table meetings
  add constraint meetings_instant_in_group unique (group_id, starts_at) deferrable initially deferred;
alter table meetings add constraint meetings_number check (number >= 1);
alter table meetings add constraint meetings_length check (length_minutes >= 1 and length_minutes <= 1440);
alter table meetings add constraint meetings_status_check check (status in ('planned', 'cancelled'));

create table attendances (
  id serial primary key,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  meeting_id int not null,
  person_id int not null,
  answer text not null default 'pending',
  source text not null
);
create index attendances_person_id_index on attendances (person_id);
alter table attendances add constraint attendances_once unique (meeting_id, person_id);
alter table attendances
  add constraint attendances_answer_check check (answer in ('pending', 'attending', 'not_attending', 'tentative'));
alter table attendances add constraint attendances_source_check check (source in ('hand', 'calendar', 'discord'));

create table sessions (
  id serial primary key,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  token_hash text not null,
  person_id int not null,
  expires_at timestamptz not null,
  last_seen_at timestamptz not null,
  user_agent text
);
alter table sessions add constraint sessions_token_hash_unique unique (token_hash);
create index sessions_person_id_index on sessions (person_id);

create table settings (
  key text not null,
  value jsonb not null,
  primary key (key)
);

create table signups (
  id serial primary key,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  person_id int not null,
  cohort_id int not null,
  role text not null,
  ungroupable_reason text,
  reason_details jsonb
);
create index signups_cohort_id_index on signups (cohort_id);
alter table signups add constraint signups_once unique (person_id, cohort_id);
alter table signups add constraint signups_role_check check (role in ('participant', 'facilitator'));
alter table signups
  add constraint signups_ungroupable_reason_check check (ungroupable_reason in (
    'no_availability', 'no_facilitator_overlap', 'facilitator_capacity', 'insufficient_group_size',
    'no_overlap_with_others', 'facilitator_not_certified', 'outcompeted', 'not_needed'
  ));

create table sync_rounds (
  id serial primary key,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  subject text not null,
  system text not null,
  epoch bigint not null,
  generation bigint not null,
  dry_run boolean not null default false,
  policy jsonb not null,
  in_flight boolean not null default false,
  plan jsonb,
  fingerprint text,
  steps jsonb not null default '[]',
  facts jsonb,
  ending text,
  trouble jsonb,
  began_at timestamptz not null default now(),
  settled_at timestamptz,
  result jsonb
);
create index sync_rounds_of_subject on sync_rounds (subject, system, id);
alter table sync_rounds
  add constraint sync_rounds_ending_check check (ending in (
    'settled', 'plan_changed', 'gave_up', 'interrupted', 'threw', 'answered_alone'
  ));
alter table sync_rounds
  add constraint sync_rounds_system_check check (system in ('discord', 'calendar', 'reminders', 'rsvps'));

create table intents (
  id serial primary key,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  key text not null,
  subject text not null,
  round_id int not null,
  began_at timestamptz not null default now()
);
alter table intents add constraint intents_key_unique unique (key);
create index intents_subject_index on intents (subject);

create table sync_tasks (
  id serial primary key,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  subject text not null,
  system text not null,
  generation bigint not null default '0',
  settled_generation bigint not null default '0',
  policy jsonb not null default '{"allowCreate": false, "repair": [], "ignore": [], "approvedFingerprint": null}',
  outcomes jsonb not null default '{}',
  result jsonb,
  throws int not null default 0,
  state text not null default 'due',
  attempt int not null default 0,
  next_at timestamptz,
  last_error text,
  set_aside_at timestamptz,
  requested_at timestamptz not null default now(),
  requested_by_id int
);
alter table sync_tasks add constraint sync_tasks_pair unique (subject, system);
alter table sync_tasks add constraint sync_tasks_generations check (settled_generation <= generation);
alter table sync_tasks
  add constraint sync_tasks_system_check check (system in ('discord', 'calendar', 'reminders', 'rsvps'));
alter table sync_tasks
  add constraint sync_tasks_state_check check (state in (
    'due', 'working', 'waiting', 'settled', 'needs_person', 'set_aside'
  ));
alter table cohorts
  add constraint cohorts_course_id_foreign foreign key (course_id)
  references courses (id) on delete cascade;
alter table facilitators
  add constraint facilitators_person_id_foreign foreign key (person_id)
  references people (id) on delete cascade;
alter table audit_entries
  add constraint audit_entries_actor_person_id_foreign foreign key (actor_person_id)
  references people (id) on delete no action;
alter table preferences
  add constraint preferences_person_id_foreign foreign key (person_id)
  references people (id) on delete cascade;
alter table schedule_runs
  add constraint schedule_runs_cohort_id_foreign foreign key (cohort_id)
  references cohorts (id) on delete cascade;
alter table schedule_runs
  add constraint schedule_runs_started_by_id_foreign foreign key (started_by_id)
  references people (id) on delete set null;
alter table groups
  add constraint groups_cohort_id_foreign foreign key (cohort_id)
  references cohorts (id) on delete cascade;
alter table groups
  add constraint groups_run_id_foreign foreign key (run_id)
  references schedule_runs (id) on delete set null;
alter table notifications
  add constraint notifications_person_id_foreign foreign key (person_id)
  references people (id) on delete set null;
alter table notifications
  add constraint notifications_membership_id_foreign foreign key (membership_id)
  references memberships (id) on delete set null;
alter table notifications
  add constraint notifications_group_id_foreign foreign key (group_id)
  references groups (id) on delete set null;
alter table memberships
  add constraint memberships_group_id_foreign foreign key (group_id)
  references groups (id) on delete cascade;
alter table memberships
  add constraint memberships_person_id_foreign foreign key (person_id)
  references people (id) on delete cascade;
alter table memberships
  add constraint memberships_cohort_id_foreign foreign key (cohort_id)
  references cohorts (id) on delete cascade;
alter table meetings
  add constraint meetings_group_id_foreign foreign key (group_id)
  references groups (id) on delete cascade;
alter table attendances
  add constraint attendances_meeting_id_foreign foreign key (meeting_id)
  references meetings (id) on delete cascade;
alter table attendances
  add constraint attendances_person_id_foreign foreign key (person_id)
  references people (id) on delete cascade;
alter table sessions
  add constraint sessions_person_id_foreign foreign key (person_id)
  references people (id) on delete cascade;
alter table signups
  add constraint signups_person_id_foreign foreign key (person_id)
  references people (id) on delete cascade;
alter table signups
  add constraint signups_cohort_id_foreign foreign key (cohort_id)
  references cohorts (id) on delete cascade;
alter table intents
  add constraint intents_round_id_foreign foreign key (round_id)
  references sync_rounds (id);
alter table sync_tasks
  add constraint sync_tasks_requested_by_id_foreign foreign key (requested_by_id)
  references people (id) on delete set null;

-- Shared by every server process, and worth nothing after a crash.
create unlogged table rate_buckets (
  key text primary key,
  tokens double precision not null,
  at timestamptz not null
);

-- Every write says when it was made, whoever makes it (B13).
create function touch_updated_at() returns trigger language plpgsql as $$
begin
  new.updated_at := clock_timestamp();
  return new;
end $$;

do $$
declare named text;
begin
  for named in
    select table_name from information_schema.columns
    where table_schema = current_schema() and column_name = 'updated_at'
  loop
    execute format(
      'create trigger touch_updated_at before update on %I for each row execute function touch_updated_at()', named);
  end loop;
end $$;

-- A membership's cohort is its group's: that is what makes "one place in a cohort" a rule the database can keep.
create function membership_names_its_groups_cohort() returns trigger language plpgsql as $$
begin
  if new.cohort_id is distinct from (select cohort_id from groups where id = new.group_id) then
    raise exception 'membership of group % names cohort %, which is another', new.group_id, new.cohort_id
      using errcode = 'check_violation', constraint = 'memberships_cohort_of_group';
  end if;
  return new;
end $$;

create trigger membership_names_its_groups_cohort before insert or update of group_id, cohort_id on memberships
  for each row execute function membership_names_its_groups_cohort();

-- Seats taken are counted where the seats are given, so that no path through the code can forget one.
create function count_seats() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' and old.status = 'active' then
    update groups set taken = taken - 1 where id = old.group_id;
  end if;
  if tg_op <> 'DELETE' and new.status = 'active' then
    update groups set taken = taken + 1 where id = new.group_id;
  end if;
  return null;
end $$;

create trigger count_seats after insert or delete on memberships for each row execute function count_seats();
create trigger count_seats_on_change after update on memberships for each row
  when (old.status is distinct from new.status or old.group_id is distinct from new.group_id)
  execute function count_seats();

-- The audit is written once.
create function refuse_change_of_audit() returns trigger language plpgsql as $$
begin
  raise exception 'the audit is append-only';
end $$;

create trigger refuse_change_of_audit before update or delete on audit_entries
  for each row execute function refuse_change_of_audit();
