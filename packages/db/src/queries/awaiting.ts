/** Who has paused or comes to a later cohort instead: signed up, and left out of everything until they come back (JS-13). */
export const isAway = "(signup.paused_at is not null or signup.deferred_to_id is not null)";

/** Whom an organiser places in no run for the time being (SC-14). */
export const isLeftOut = "(signup.left_out_at is not null)";

/**
 * Who is waiting to be grouped: everyone signed up without an active place in a live group of the cohort (C30), apart
 * from participants whose group has completed the course, from those who are away, and from those who are left out. The one predicate behind lists,
 * counts and the scheduler; `signup` and `person` are the names its query gives those tables.
 */
export const isAwaiting = `(
  person.deleted_at is null and not ${isAway} and not ${isLeftOut} and not exists (
    select from memberships held join groups held_group on held_group.id = held.group_id
    where held.person_id = signup.person_id and held.cohort_id = signup.cohort_id
      and ((held.status = 'active' and held_group.status in ('preview', 'active'))
        or (held.status = 'completed' and held.role = 'participant'))
  )
)`;
