update signups set ungroupable_reason = null, reason_details = null where ungroupable_reason in ('kept_together', 'kept_apart');
alter table signups drop constraint signups_ungroupable_reason_check;
alter table signups
  add constraint signups_ungroupable_reason_check check (ungroupable_reason in (
    'no_availability', 'no_facilitator_overlap', 'facilitator_capacity', 'insufficient_group_size',
    'no_overlap_with_others', 'facilitator_not_certified', 'outcompeted', 'not_needed'
  ));
drop table grouping_rule_people;
drop table grouping_rules;
