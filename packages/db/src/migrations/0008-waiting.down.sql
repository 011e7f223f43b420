drop table waits;
drop function count_offers();
alter table groups drop column offered;
alter table signups drop column paused_at, drop column deferred_to_id, drop column deferred_from_id;
alter table moves drop column reason;
