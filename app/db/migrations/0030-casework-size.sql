-- Casework at size, second part: measured on a quarter of a million cases with a million reports.

-- 1. Offices of the actor are worked out once for each transaction. They are asked for by nearly every policy, some of them row by row, and each time
-- that was a look at members, offices and places (0.1 to 1 ms). They are kept beside who is asking, under that name, and live no longer than the
-- transaction; whoever could forge them could as well have forged who is asking (`netra.user`).
create function netra.asked_by() returns text language sql stable
  return coalesce(current_setting('netra.kind', true), '') || ' ' || coalesce(current_setting('netra.user', true), '') || '|';
comment on function netra.asked_by is 'Under which name the offices of the actor are kept for this transaction.';

create or replace function netra.my_bodies() returns uuid[] language plpgsql stable security definer set search_path = netra, pg_temp as $$
declare
  asked text := netra.asked_by();
  known text := current_setting('netra.bodies', true);
  found uuid[];
begin
  if starts_with(known, asked) then return substr(known, length(asked) + 1)::uuid[]; end if;
  found := coalesce((
    select array_agg(m.body_id)
    from netra.member m
    join netra.body b on b.id = m.body_id
    where netra.actor_kind() = 'member' and m.user_id = netra.actor_user() and not netra.administers()
      and (m.role, b.kind) in (('officer', 'bawaslu'), ('verifier', 'satgas'), ('conveyor', 'bkn'), ('authority', 'ppk'))
      and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date)
  ), '{}');
  perform set_config('netra.bodies', asked || found::text, true);
  return found;
end $$;

create or replace function netra.readable_bodies() returns uuid[] language plpgsql stable security definer set search_path = netra, pg_temp as $$
declare
  asked text := netra.asked_by();
  known text := current_setting('netra.reads', true);
  found uuid[];
begin
  if starts_with(known, asked) then return substr(known, length(asked) + 1)::uuid[]; end if;
  found := netra.my_bodies() || coalesce((
    select array_agg(below.id)
    from netra.member m
    join netra.body own on own.id = m.body_id
    join netra.jurisdiction own_place on own_place.id = own.jurisdiction_id
    join netra.body below on below.kind = own.kind
    join netra.jurisdiction below_place on below_place.id = below.jurisdiction_id and starts_with(below_place.path, own_place.path)
    where netra.actor_kind() = 'member' and m.user_id = netra.actor_user() and not netra.administers()
      and m.role = 'overseer' and own.kind in ('bawaslu', 'bkn')
      and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date)
  ), '{}');
  perform set_config('netra.reads', asked || found::text, true);
  return found;
end $$;

-- Who belongs where may change in the middle of a transaction: then it is worked out anew.
create function netra.forget_bodies() returns trigger language plpgsql set search_path = netra, pg_temp as $$
begin
  perform set_config('netra.bodies', '', true), set_config('netra.reads', '', true);
  return null;
end $$;
create trigger member_moves_scope after insert or update or delete on netra.member for each statement execute function netra.forget_bodies();
create trigger body_moves_scope after insert or update or delete on netra.body for each statement execute function netra.forget_bodies();
create trigger place_moves_scope after insert or update or delete on netra.jurisdiction for each statement execute function netra.forget_bodies();

-- 2. Whoever holds a case reads it; only for other cases the list of readers is asked, row by row. `offset 0` keeps the planner from gathering first
-- all cases that may be read: a seat of the task force reads most cases of the country.
alter policy case_file_read on netra.case_file using (
  (select netra.actor_kind()) = 'member' and id <> all ((select netra.my_lockouts())::uuid[])
  and (holder_body_id = any ((select netra.my_bodies())::uuid[]) or exists (
    select 1 from netra.case_access a where a.case_id = case_file.id and a.body_id = any ((select netra.readable_bodies())::uuid[]) offset 0)));

-- 3. What came in and waits, and mail in the order in which it goes out: thousands may be due in the same minute.
create index handover_incoming on netra.handover (to_body_id) where accepted_at is null and returned_at is null;
-- Between which offices cases went: what the filters of a search offer.
create index handover_pair on netra.handover (from_body_id, to_body_id);
drop index netra.mail_due;
create index mail_due on netra.mail (due_at, id) where state in ('waiting', 'sending');

-- 4. Running limits counted anew after a decree. Days leave the database as text, since nothing but their day counts; limits that move alike share
-- one outcome instead of carrying it each. Limits of the accused move too, but are no duty of the office, so the queue does not follow them.
create function netra.running_limits(after uuid, most integer) returns table (
  id uuid, procedure_id text, step_id text, body_code text, body_name text, region text, zone text,
  started_on text, due text, provisional boolean, changes jsonb
) language sql stable security definer set search_path = netra, pg_temp as $$
  select c.id, c.procedure_id, c.step_id, b.code, b.name, j.name, c.zone,
    to_char(c.started_at at time zone 'UTC' + case c.zone when 'WIB' then interval '7 hours' when 'WITA' then interval '8 hours' else interval '9 hours' end, 'YYYY-MM-DD'),
    to_char(c.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), c.provisional,
    case when exists (select 1 from netra.clock_standstill s where s.clock_id = c.id) then netra.clock_changes_of(c.id) else '[]'::jsonb end
  from netra.clock c
  join netra.body b on b.id = c.body_id
  join netra.jurisdiction j on j.id = b.jurisdiction_id
  where (netra.actor_kind() = 'system' or netra.administers()) and c.state = 'running'
    and c.id > coalesce(after, '00000000-0000-0000-0000-000000000000')
  order by c.id
  limit most
$$;
comment on function netra.running_limits is 'Running limits in pages, for whoever changes the law: rule and office, never the case. started_on: legal day at the office (its zone has had one offset since 1988).';

create function netra.move_limits(limits uuid[], places integer[], outcomes jsonb, legal_now timestamptz) returns bigint
language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  touched uuid[];
  total bigint;
begin
  if not (netra.actor_kind() = 'member' and netra.administers()) then
    raise exception 'limits are moved by whoever changes the law' using errcode = 'insufficient_privilege';
  end if;
  with outcome as materialized (
    select o.place, (m ->> 'due')::timestamptz as due, m -> 'skipped' as skipped, (m ->> 'provisional')::boolean as provisional,
      m ->> 'version' as version, m ->> 'reason' as reason, m ->> 'reason_en' as reason_en
    from jsonb_array_elements(outcomes) with ordinality o (m, place)
  ), wanted as materialized (
    select w.id, o.* from unnest(limits, places) w (id, place) join outcome o on o.place = w.place
  ), before as (
    select c.* from netra.clock c join wanted w on w.id = c.id where c.state = 'running' order by c.id for update of c
  ), changed as (
    update netra.clock c set due_at = w.due, skipped = w.skipped, provisional = w.provisional, rulebook_version = w.version
    from before b join wanted w on w.id = b.id where c.id = b.id
    returning c.id, c.case_id, b.due_at as due_before, w.due, b.skipped as skipped_before, b.provisional as provisional_before,
      w.provisional, b.rulebook_version as rulebook_before, w.version, w.reason, w.reason_en
  ), written as (
    insert into netra.clock_change (clock_id, case_id, at, by_user, law_revision, due_before, due_after, skipped_before, provisional_before,
      provisional_after, rulebook_before, rulebook_after, reason_id, reason_en)
    select c.id, c.case_id, legal_now, netra.actor_user(), (select number from netra.law_revision), c.due_before, c.due, c.skipped_before,
      c.provisional_before, c.provisional, c.rulebook_before, c.version, c.reason, c.reason_en
    from changed c order by c.id
  )
  select array_agg(distinct case_id), count(*) into touched, total from changed;
  update netra.case_file f set due_at = n.due
  from (select k.case_id, min(k.due_at) as due from netra.clock k
        where k.case_id = any (touched) and k.state = 'running' and k.step_id not in ('file-objection', 'file-appeal') group by k.case_id) n
  where f.id = n.case_id and f.due_at is distinct from n.due;
  return total;
end $$;
comment on function netra.move_limits is 'Moves running limits to what the changed law says, keeping old and new in clock_change. places: which of the outcomes, from 1. Administrators only, who see nothing of the cases.';
drop function netra.move_clocks;
drop function netra.running_clocks;

revoke execute on function netra.forget_bodies, netra.running_limits, netra.move_limits from public, netra_app;
grant execute on function netra.running_limits, netra.move_limits to netra_app;
