-- People in line for a seat in a full group, and seats that are kept for somebody meanwhile.
create table waits (
  id serial primary key,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  person_id int not null,
  cohort_id int not null,
  group_id int not null,
  state text not null default 'waiting',
  asked_at timestamptz not null,
  offered_at timestamptz,
  offer_until timestamptz,
  closed_at timestamptz,
  ended_because text,
  closed_by_id int
);
create index waits_group_id_state_index on waits (group_id, state);
create unique index waits_once_in_line on waits (person_id, group_id) where state in ('waiting', 'offered');
alter table waits add constraint waits_offer_ends check (state <> 'offered' or offer_until is not null);
alter table waits
  add constraint waits_state_check check (state in (
    'waiting', 'offered', 'accepted', 'declined', 'expired', 'left', 'ended'
  ));
alter table waits
  add constraint waits_person_id_foreign foreign key (person_id) references people (id) on delete cascade;
alter table waits
  add constraint waits_cohort_id_foreign foreign key (cohort_id) references cohorts (id) on delete cascade;
alter table waits
  add constraint waits_group_id_foreign foreign key (group_id) references groups (id) on delete cascade;
alter table waits
  add constraint waits_closed_by_id_foreign foreign key (closed_by_id) references moves (id) on delete set null;
create trigger touch_updated_at before update on waits for each row execute function touch_updated_at();

alter table groups add column offered int not null default 0;
alter table groups add constraint groups_offered check (offered >= 0);

-- A seat is kept for as long as an offer is open: counted where offers are written, so that no path can forget one (INV-1).
create function count_offers() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' and old.state = 'offered' then
    update groups set offered = offered - 1 where id = old.group_id;
  end if;
  if tg_op <> 'DELETE' and new.state = 'offered' then
    update groups set offered = offered + 1 where id = new.group_id;
  end if;
  return null;
end $$;

create trigger count_offers after insert or delete on waits for each row execute function count_offers();
create trigger count_offers_on_change after update on waits for each row
  when (old.state is distinct from new.state or old.group_id is distinct from new.group_id)
  execute function count_offers();

-- Somebody who pauses, or comes to a later cohort instead, stays in the list of those who signed up.
alter table signups
  add column paused_at timestamptz,
  add column deferred_to_id int,
  add column deferred_from_id int;
alter table signups
  add constraint signups_deferred_to_id_foreign foreign key (deferred_to_id) references cohorts (id) on delete set null;
alter table signups
  add constraint signups_deferred_from_id_foreign foreign key (deferred_from_id)
  references cohorts (id) on delete set null;

-- What somebody says to the organiser about a move of their own.
alter table moves add column reason text;
