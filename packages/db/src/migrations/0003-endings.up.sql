-- How a group ended, and where what is left of it stands on Discord.
alter table groups
  add column ended_at timestamptz,
  add column end_reason text,
  add column merged_into int,
  add column archive_number int;
alter table groups add constraint groups_archive_number check (archive_number >= 1);

-- Whoever was in a group when it was completed has completed it.
update memberships set status = 'completed' from groups
where groups.id = memberships.group_id and groups.status = 'completed' and memberships.status = 'active';

-- A look at what would be so after a deed that nobody has done yet.
alter table sync_rounds add column supposing jsonb;

-- Until when what hands changed is left alone, and which change of theirs somebody accepted.
alter table sync_tasks add column ignored_until jsonb not null default '{}';
alter table external_refs add column accepted text;
