drop table presences;
alter table schedule_runs drop column note;
alter table schedule_runs drop column name;
