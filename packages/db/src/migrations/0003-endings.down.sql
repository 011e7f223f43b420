alter table external_refs drop column accepted;
alter table sync_tasks drop column ignored_until;
delete from sync_rounds where supposing is not null;
alter table sync_rounds drop column supposing;
alter table groups
  drop column archive_number,
  drop column merged_into,
  drop column end_reason,
  drop column ended_at;
