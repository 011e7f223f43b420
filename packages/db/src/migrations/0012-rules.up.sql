-- Who is to share a group with whom, and who is not: an organiser's word, for one cohort or for every one.
create table grouping_rules (
  id serial primary key,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  kind text not null,
  cohort_id int,
  group_id int,
  people_key text not null,
  note text,
  made_by text not null,
  removed_at timestamptz
);
alter table grouping_rules add constraint grouping_rules_kind_check check (kind in ('together', 'apart'));
alter table grouping_rules
  add constraint grouping_rules_cohort_id_foreign foreign key (cohort_id) references cohorts (id) on delete cascade;
alter table grouping_rules
  add constraint grouping_rules_group_id_foreign foreign key (group_id) references groups (id) on delete set null;
create index grouping_rules_cohort_id_index on grouping_rules (cohort_id);
create unique index grouping_rules_once on grouping_rules (kind, coalesce(cohort_id, 0), people_key) where removed_at is null;
create trigger touch_updated_at before update on grouping_rules for each row execute function touch_updated_at();

-- The people it is about. Of an account that is deleted for good nothing stays; what is left of the rule is about the others.
create table grouping_rule_people (
  id serial primary key,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  rule_id int not null,
  person_id int not null
);
alter table grouping_rule_people add constraint grouping_rule_people_once unique (rule_id, person_id);
create index grouping_rule_people_person_id_index on grouping_rule_people (person_id);
alter table grouping_rule_people
  add constraint grouping_rule_people_rule_id_foreign foreign key (rule_id) references grouping_rules (id) on delete cascade;
alter table grouping_rule_people
  add constraint grouping_rule_people_person_id_foreign foreign key (person_id) references people (id) on delete cascade;
create trigger touch_updated_at before update on grouping_rule_people for each row execute function touch_updated_at();

-- Why somebody could not be placed: two more reasons, which come of rules.
alter table signups drop constraint signups_ungroupable_reason_check;
alter table signups
  add constraint signups_ungroupable_reason_check check (ungroupable_reason in (
    'no_availability', 'no_facilitator_overlap', 'facilitator_capacity', 'insufficient_group_size',
    'no_overlap_with_others', 'facilitator_not_certified', 'outcompeted', 'not_needed', 'kept_together', 'kept_apart'
  ));
