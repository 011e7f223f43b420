update schedule_runs set settings = settings - 'civilHours' - 'meetingHours';
delete from schedule_runs where deleted_at is not null;
alter table schedule_runs drop column deleted_at;
drop table presets;
