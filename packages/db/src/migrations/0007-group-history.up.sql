-- Which groups a deed touched, in which cohort, and which earlier deed it took back: the history of a cohort's groups.
alter table audit_entries
  add column cohort_id int,
  add column group_ids int[] not null default '{}',
  add column reverts bigint;
create index audit_entries_cohort_id_id_index on audit_entries (cohort_id, id);
create index audit_entries_group_ids_index on audit_entries using gin (group_ids);

-- What was written down before says it in its own words; filling the new columns in changes nothing of that.
alter table audit_entries disable trigger refuse_change_of_audit;
update audit_entries set group_ids = array[substring(object from 7)::int]
where action like 'groups.%' and object ~ '^group:[0-9]{1,9}$';
update audit_entries
set group_ids = array_remove(array[(before ->> 'group')::int, (after ->> 'group')::int], null)
where action in ('groups.moveMember', 'groups.removeMember') and before ->> 'group' ~ '^[0-9]{1,9}$';
update audit_entries set cohort_id = groups.cohort_id from groups
where groups.id = audit_entries.group_ids[1];
update audit_entries set cohort_id = substring(object from 8)::int
where cohort_id is null and object ~ '^cohort:[0-9]{1,9}$';
alter table audit_entries enable trigger refuse_change_of_audit;

-- What organisers write down for each other about a group, and about a person in a cohort.
alter table groups add column staff_note text;
alter table signups add column staff_note text;
