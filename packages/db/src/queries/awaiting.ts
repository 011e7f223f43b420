/**
 * Who is waiting to be grouped: everyone signed up without an active place in a live group of the cohort (C30), apart
 * from participants whose group has completed the course. The one
 * predicate behind lists, counts and the scheduler; `signup` and `person` are the names its query gives those tables.
 */
export const isAwaiting = `(
  person.deleted_at is null and not exists (
    select from memberships held join groups held_group on held_group.id = held.group_id
    where held.person_id = signup.person_id and held.cohort_id = signup.cohort_id
      and ((held.status = 'active' and held_group.status in ('preview', 'active'))
        or (held.status = 'completed' and held.role = 'participant'))
  )
)`;
