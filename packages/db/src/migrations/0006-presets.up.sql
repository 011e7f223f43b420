-- Settings under a name, for every organiser of the installation. A deleted one stays, so that it can come back.
create table presets (
  id serial primary key,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  name text not null,
  settings jsonb not null,
  is_default boolean not null default false,
  deleted_at timestamptz
);
create unique index presets_name on presets (lower(name)) where deleted_at is null;
create unique index presets_one_default on presets (is_default) where is_default and deleted_at is null;
create trigger touch_updated_at before update on presets for each row execute function touch_updated_at();
-- A run that somebody took out of the history, until the next one asks for it back.
alter table schedule_runs add column deleted_at timestamptz;
-- Runs from before these could be chosen had them this way.
update schedule_runs set settings =
  '{"civilHours": "prefer", "meetingHours": [{"from": 0, "until": 1440}, {"from": 0, "until": 1440}, {"from": 0, "until": 1440}, {"from": 0, "until": 1440}, {"from": 0, "until": 1440}, {"from": 0, "until": 1440}, {"from": 0, "until": 1440}]}'::jsonb
  || settings;
