-- Who was made an organiser by another one; the first are named by the configuration.
create table organisers (
  id serial primary key,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  person_id int not null,
  given_by_id int,
  given_at timestamptz not null
);
alter table organisers add constraint organisers_once unique (person_id);
alter table organisers
  add constraint organisers_person_id_foreign foreign key (person_id) references people (id) on delete cascade;
alter table organisers
  add constraint organisers_given_by_id_foreign foreign key (given_by_id) references people (id) on delete set null;
create trigger touch_updated_at before update on organisers for each row execute function touch_updated_at();
