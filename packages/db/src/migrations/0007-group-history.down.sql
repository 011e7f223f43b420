alter table signups drop column staff_note;
alter table groups drop column staff_note;
drop index audit_entries_group_ids_index;
drop index audit_entries_cohort_id_id_index;
alter table audit_entries
  drop column reverts,
  drop column group_ids,
  drop column cohort_id;
