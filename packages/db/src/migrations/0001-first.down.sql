-- Nothing of ours stays; the job queue's schema is its own.
drop table if exists
  bot_leases,
  courses,
  cohorts,
  external_refs,
  idempotency_keys,
  oauth_states,
  outbox_events,
  people,
  facilitators,
  audit_entries,
  preferences,
  schedule_runs,
  groups,
  notifications,
  memberships,
  meetings,
  attendances,
  sessions,
  settings,
  signups,
  sync_rounds,
  intents,
  sync_tasks,
  rate_buckets
  cascade;
drop function if exists touch_updated_at();
drop function if exists membership_names_its_groups_cohort();
drop function if exists count_seats();
drop function if exists refuse_change_of_audit();
