-- What an organiser called the groups of a run when accepting it, and why they did.
alter table schedule_runs add column name text;
alter table schedule_runs add column note text;
