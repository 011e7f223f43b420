-- Taking over the predecessor's data, and giving it back. Its tables are loaded into a schema of their own
-- (`predecessor` unless named otherwise); then `select import_predecessor();` and, to go back,
-- `select return_to_predecessor();`. Both may be repeated.

create table imported (
  kind text not null,
  theirs int not null,
  ours int not null,
  -- Whether the row was made by the import; somebody who had signed in before was here already.
  made boolean not null default true,
  primary key (kind, theirs)
);

-- `{"Monday": ["09:00-09:30", ...]}` in local time, or nothing, as stretches of a week with neighbours joined.
create function week_from_predecessor(written text) returns jsonb language sql immutable as $$
  select coalesce(jsonb_agg(jsonb_build_object('start', lower(free), 'end', upper(free)) order by lower(free)), '[]')
  from unnest((
    select range_agg(int4range(
      day * 1440 + split_part(split_part(stretch, '-', 1), ':', 1)::int * 60 + split_part(split_part(stretch, '-', 1), ':', 2)::int,
      day * 1440 + split_part(split_part(stretch, '-', 2), ':', 1)::int * 60 + split_part(split_part(stretch, '-', 2), ':', 2)::int
        + case when split_part(stretch, '-', 2) = '00:00' then 1440 else 0 end
    ))
    from jsonb_each(coalesce(nullif(written, ''), '{}')::jsonb) named
    join unnest(array['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'])
      with ordinality as days (name, number) on days.name = named.key
    cross join lateral (select number::int - 1 as day) numbered
    cross join lateral jsonb_array_elements_text(named.value) stretch
  )) free
$$;

-- `Wednesday 15:00`, `Wednesday 15:00-16:00`, `Wednesday 15:00 - 16:00` (C18); texts from outside mean UTC.
create function slot_from_predecessor(written text, out weekday int, out start_minute int, out length_minutes int)
language plpgsql immutable as $$
declare
  parts text[] := regexp_match(trim(written), '^([A-Za-z]+)\s+(\d{1,2}):(\d{2})(?:\s*-\s*(?:[A-Za-z]+\s+)?(\d{1,2}):(\d{2}))?$');
begin
  weekday := array_position(
    array['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'], lower(parts[1])) - 1;
  start_minute := parts[2]::int * 60 + parts[3]::int;
  length_minutes := case when parts[4] is null then 60
    else ((parts[4]::int * 60 + parts[5]::int - start_minute) + 1440 - 1) % 1440 + 1 end;
end $$;

-- Rows of one of the predecessor's tables that were not taken over yet. As JSON, since its columns differ by age.
create function rows_of_predecessor(source text, named text, kind text, id text) returns setof jsonb
language plpgsql as $$
begin
  if to_regclass(format('%I.%I', source, named)) is null then return; end if;
  return query execute format(
    'select to_jsonb(given) from %I.%I given where not exists (
       select from imported where imported.kind = %L and imported.theirs = (to_jsonb(given) ->> %L)::int)
     order by (to_jsonb(given) ->> %L)::int', source, named, kind, id, id);
end $$;

create function ours(wanted text, id text) returns int language sql stable as $$
  select ours from imported where kind = wanted and theirs = id::int
$$;

create function import_predecessor(source text default 'predecessor') returns void language plpgsql as $$
declare
  theirs jsonb;
  made int;
  is_new boolean;
  slot record;
  course int;
  fate text;
begin
  for theirs in select * from rows_of_predecessor(source, 'users', 'person', 'user_id') loop
    insert into people (name, discord_id, discord_username, discord_avatar, email, time_zone, availability, availability_at, deleted_at)
    values (
      coalesce(theirs ->> 'nickname', theirs ->> 'discord_username', ''), theirs ->> 'discord_id',
      theirs ->> 'discord_username', theirs ->> 'discord_avatar', theirs ->> 'email', theirs ->> 'timezone',
      case when coalesce(theirs ->> 'availability_local', theirs ->> 'if_needed_availability_local') is not null then
        jsonb_build_object('available', week_from_predecessor(theirs ->> 'availability_local'),
                           'ifNeeded', week_from_predecessor(theirs ->> 'if_needed_availability_local')) end,
      (theirs ->> 'availability_last_updated_at')::timestamptz, (theirs ->> 'deleted_at')::timestamptz)
    on conflict (discord_id) do update set availability = coalesce(people.availability, excluded.availability),
      time_zone = coalesce(people.time_zone, excluded.time_zone)
    returning id, xmax = 0 into made, is_new;
    insert into imported values ('person', (theirs ->> 'user_id')::int, made, is_new);
  end loop;

  for theirs in select * from rows_of_predecessor(source, 'facilitators', 'facilitator', 'facilitator_id') loop
    insert into facilitators (person_id, certified_at, max_groups)
    values (ours('person', theirs ->> 'user_id'), (theirs ->> 'certified_at')::timestamptz,
            coalesce((theirs ->> 'max_active_groups')::int, 1))
    on conflict (person_id) do update set certified_at = excluded.certified_at returning id into made;
    insert into imported values ('facilitator', (theirs ->> 'facilitator_id')::int, made);
  end loop;

  for theirs in select * from rows_of_predecessor(source, 'cohorts', 'cohort', 'cohort_id') loop
    insert into courses (slug, title)
    values (coalesce(theirs ->> 'course_slug', 'course-' || (theirs ->> 'course_id')),
            coalesce(theirs ->> 'course_slug', 'Course ' || (theirs ->> 'course_id')))
    on conflict (slug) do update set title = courses.title returning id into course;
    -- An absent number of meetings means 8 (B1); times were kept in UTC, so that is the cohort's zone.
    insert into cohorts (course_id, name, start_date, time_zone, number_of_meetings, max_size, min_size, signup_code, status)
    values (course, theirs ->> 'cohort_name', (theirs ->> 'cohort_start_date')::date, 'UTC',
            coalesce((theirs ->> 'number_of_group_meetings')::int, 8), coalesce((theirs ->> 'max_group_size')::int, 8),
            least(4, coalesce((theirs ->> 'max_group_size')::int, 8)), md5(source || clock_timestamp() || theirs),
            coalesce(theirs ->> 'status', 'active'))
    returning id into made;
    insert into imported values ('cohort', (theirs ->> 'cohort_id')::int, made);
    insert into external_refs (system, key, external_id, subject)
    select 'discord', format('cohort:%s/category-1', made), theirs ->> 'discord_category_id', 'cohort:' || made
    where theirs ->> 'discord_category_id' is not null;
  end loop;

  for theirs in select * from rows_of_predecessor(source, 'groups', 'group', 'group_id') loop
    slot := slot_from_predecessor(theirs ->> 'recurring_meeting_time_utc');
    if slot.weekday is null then
      raise exception 'group % ("%") has no meeting time that can be read; write one such as Wednesday 15:00 first',
        theirs ->> 'group_id', theirs ->> 'group_name';
    end if;
    -- `forming` is called `preview` here (B6).
    fate := case theirs ->> 'status' when 'forming' then 'preview' else coalesce(theirs ->> 'status', 'preview') end;
    insert into groups (cohort_id, name, status, weekday, start_minute, length_minutes, time_zone, max_size)
    values (ours('cohort', theirs ->> 'cohort_id'), theirs ->> 'group_name', fate, slot.weekday, slot.start_minute,
            slot.length_minutes, 'UTC', (theirs ->> 'max_size')::int)
    returning id into made;
    insert into imported values ('group', (theirs ->> 'group_id')::int, made);
    insert into external_refs (system, key, external_id, subject)
    select 'discord', format('group:%s/%s', made, thing), id, 'group:' || made
    from (values ('text-channel', theirs ->> 'discord_text_channel_id'),
                 ('voice-channel', theirs ->> 'discord_voice_channel_id')) known (thing, id)
    where id is not null;
  end loop;

  for theirs in select * from rows_of_predecessor(source, 'signups', 'signup', 'signup_id') loop
    insert into signups (person_id, cohort_id, role, ungroupable_reason)
    values (ours('person', theirs ->> 'user_id'), ours('cohort', theirs ->> 'cohort_id'), theirs ->> 'role',
            theirs ->> 'ungroupable_reason')
    on conflict (person_id, cohort_id) do update set role = excluded.role returning id into made;
    insert into imported values ('signup', (theirs ->> 'signup_id')::int, made);
  end loop;

  -- The predecessor let one person be active twice: the later stay counts, the earlier has been left.
  for theirs in select * from rows_of_predecessor(source, 'groups_users', 'membership', 'group_user_id') loop
    select case when theirs ->> 'status' = 'dropped' then 'left'
                when theirs ->> 'status' <> 'active' or groups.status in ('preview', 'active') then theirs ->> 'status'
                when groups.status = 'completed' then 'completed' else 'removed' end
    into fate from groups where id = ours('group', theirs ->> 'group_id');
    if fate = 'active' then
      update memberships set status = 'left', left_at = now(), reason = 'joined another group'
      where status = 'active' and person_id = ours('person', theirs ->> 'user_id')
        and (group_id = ours('group', theirs ->> 'group_id') or (role = 'participant' and theirs ->> 'role' = 'participant'
          and cohort_id = (select cohort_id from groups where id = ours('group', theirs ->> 'group_id'))));
    end if;
    insert into memberships (group_id, person_id, cohort_id, role, status, joined_at, left_at, reason)
    select groups.id, ours('person', theirs ->> 'user_id'), groups.cohort_id, theirs ->> 'role', fate,
           coalesce((theirs ->> 'joined_at')::timestamptz, now()), (theirs ->> 'left_at')::timestamptz,
           theirs ->> 'reason_for_leaving'
    from groups where groups.id = ours('group', theirs ->> 'group_id')
    returning id into made;
    insert into imported values ('membership', (theirs ->> 'group_user_id')::int, made);
  end loop;
end $$;

-- What became of each group is written back in the predecessor's words (B7): an active one stays active, a preview is
-- forming again; then everything taken over is forgotten here. What was made since stays.
create function return_to_predecessor(source text default 'predecessor') returns void language plpgsql as $$
declare
  word text;
begin
  if to_regclass(format('%I.groups', source)) is not null then
    select format_type(atttypid, atttypmod) into word from pg_attribute
    where attrelid = to_regclass(format('%I.groups', source)) and attname = 'status';
    execute format(
      'update %I.groups theirs
       set status = (case groups.status when ''preview'' then ''forming'' else groups.status end)::%s
       from imported join public.groups on groups.id = imported.ours
       where imported.kind = ''group'' and imported.theirs = theirs.group_id', source, word);
  end if;
  delete from external_refs ref using imported
  where imported.kind in ('group', 'cohort') and ref.subject = imported.kind || ':' || imported.ours;
  delete from cohorts using imported where imported.kind = 'cohort' and imported.ours = cohorts.id;
  delete from facilitators using imported where imported.kind = 'facilitator' and imported.ours = facilitators.id;
  delete from people using imported
  where imported.kind = 'person' and imported.made and imported.ours = people.id
    and not exists (select from audit_entries where actor_person_id = people.id)
    and not exists (select from signups where person_id = people.id);
  delete from imported;
end $$;
