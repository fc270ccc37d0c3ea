-- The second wall of casework, higher: a role counts only at its own kind of office, and whoever writes anything of a case must act for the
-- office that holds it now. Before, acting for any office at all was enough for some of the tables.

create or replace function netra.my_bodies() returns uuid[] language sql stable security definer set search_path = netra, pg_temp
  return coalesce((
    select array_agg(m.body_id)
    from netra.member m
    join netra.body b on b.id = m.body_id
    where netra.actor_kind() = 'member' and m.user_id = netra.actor_user()
      and (m.role, b.kind) in (('officer', 'bawaslu'), ('verifier', 'satgas'), ('conveyor', 'bkn'), ('authority', 'ppk'))
      and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date)
  ), '{}');

create or replace function netra.readable_bodies() returns uuid[] language sql stable security definer set search_path = netra, pg_temp
  return netra.my_bodies() || coalesce((
    select array_agg(below.id)
    from netra.member m
    join netra.body own on own.id = m.body_id
    join netra.jurisdiction own_place on own_place.id = own.jurisdiction_id
    join netra.body below on below.kind = own.kind
    join netra.jurisdiction below_place on below_place.id = below.jurisdiction_id and below_place.path like own_place.path || '%'
    where netra.actor_kind() = 'member' and m.user_id = netra.actor_user() and m.role = 'overseer' and own.kind in ('bawaslu', 'bkn')
      and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date)
  ), '{}');

create function netra.holds_case(wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.case_file f where f.id = wanted and f.holder_body_id = any (netra.my_bodies()));
comment on function netra.holds_case is 'Whether the actor acts for the office that holds the case now: the condition of every write of a case.';

-- Without it anybody at work could have let the own office in.
alter policy case_access_new on netra.case_access with check (netra.actor_kind() = 'public' or netra.holds_case(case_id));
alter policy case_access_change on netra.case_access using (netra.holds_case(case_id));
alter policy case_event_new on netra.case_event with check (
  netra.actor_kind() = 'public' and seq = 1 or body_id = any ((select netra.my_bodies())::uuid[]) and netra.holds_case(case_id));
alter policy case_event_content_new on netra.case_event_content with check (
  netra.actor_kind() = 'public' and seq = 1 or netra.holds_case(case_id));
alter policy case_accused_write on netra.case_accused with check (netra.holds_case(case_id));
alter policy case_accused_drop on netra.case_accused using (netra.holds_case(case_id));
alter policy handover_new on netra.handover with check (
  from_body_id = any ((select netra.my_bodies())::uuid[]) and netra.holds_case(case_id));
alter policy clock_new on netra.clock with check (netra.actor_kind() = 'public' or netra.holds_case(case_id));
alter policy clock_change on netra.clock using (netra.holds_case(case_id));
