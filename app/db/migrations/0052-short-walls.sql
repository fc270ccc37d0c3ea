-- What is asked with every page: counts of what waits ask the second wall once and not row by row, and the wall itself asks less often.

create function netra.own_queue(own uuid[], most integer) returns bigint
  language plpgsql stable security definer set search_path = netra, pg_temp as $$
declare
  held uuid[] := array(select unnest(own) intersect select unnest(netra.my_bodies()));
  locked uuid[] := netra.my_lockouts();
begin
  if netra.actor_kind() is distinct from 'member' then return 0; end if;
  return (select count(*) from (select 1 from netra.case_file f where f.holder_body_id = any (held) and f.closed_at is null
    and f.status <> 'information' and f.id <> all (locked) limit most) n);
end $$;
comment on function netra.own_queue is 'How many cases wait at the own offices, at most so many. The same as the policies let a person count.';

create function netra.own_incoming(own uuid[], most integer) returns bigint
  language plpgsql stable security definer set search_path = netra, pg_temp as $$
declare
  held uuid[] := array(select unnest(own) intersect select unnest(netra.my_bodies()));
  locked uuid[] := netra.my_lockouts();
begin
  if netra.actor_kind() is distinct from 'member' then return 0; end if;
  return (select count(*) from (
    select 1 from netra.handover h where h.to_body_id = any (held) and h.ended_at is null and h.case_id <> all (locked)
      and not exists (select 1 from netra.handover later where later.case_id = h.case_id and later.seq > h.seq)
      and exists (select 1 from netra.case_file c where c.id = h.case_id and c.holder_body_id = h.to_body_id and c.closed_at is null)
    limit most) n);
end $$;
comment on function netra.own_incoming is 'How many cases were handed over to the own offices and are not answered yet, at most so many.';

create or replace function netra.desk_counts(own uuid[], legal_now timestamptz, most integer) returns table (queue bigint, late bigint)
language plpgsql stable security definer set search_path = netra, pg_temp set max_parallel_workers_per_gather = 0 set enable_bitmapscan = off as $$
declare
  held uuid[] := array(select unnest(own) intersect select unnest(netra.my_bodies()));
  locked uuid[] := netra.my_lockouts();
  scope uuid[];
begin
  if netra.actor_kind() is distinct from 'member' then return query select 0::bigint, 0::bigint; return; end if;
  if cardinality(own) > 0 then
    -- Planned once: an index has the cases of an office, however many there are.
    return query
      select (select count(*) from (select 1 from netra.case_file f where f.holder_body_id = any (held) and f.closed_at is null
                and f.status <> 'information' and f.id <> all (locked) limit most) n),
        (select count(*) from (select 1 from netra.case_file f where f.holder_body_id = any (held) and f.closed_at is null
           and f.status <> 'information' and f.due_at < legal_now and f.id <> all (locked) limit most) n);
  elsif netra.reads_few(20000) then
    scope := netra.readable_bodies();
    -- Those that began in the scope first, and only as many as are told; the few others where they would still count.
    return query execute $q$
      with waits as (
        select count(*) as n from (select 1 from netra.case_file f where f.origin_body_id = any ($1) and f.closed_at is null and f.status <> 'information'
          and f.id <> all ($4) and exists (select from netra.case_access a where a.case_id = f.id and (a.body_id = any ($1)) is true offset 0) limit $3) x
      ), lates as (
        select count(*) as n from (select 1 from netra.case_file f where f.origin_body_id = any ($1) and f.closed_at is null and f.status <> 'information'
          and f.due_at < $2 and f.id <> all ($4) and exists (select from netra.case_access a where a.case_id = f.id and (a.body_id = any ($1)) is true offset 0)
          limit $3) x
      ), others as (
        select count(*) as n, count(*) filter (where f.due_at < $2) as late from (
          select a.case_id from netra.case_access a where a.body_id = any ($1) and a.case_id <> all ($4)
            and not exists (select from netra.case_file h where h.origin_body_id = any ($1) and h.id = a.case_id) group by 1) far
        join netra.case_file f on f.id = far.case_id and f.closed_at is null and f.status <> 'information'
        where (select n from waits) < $3 or (select n from lates) < $3
      )
      select least(waits.n + others.n, $3), least(lates.n + others.late, $3) from waits, lates, others$q$ using scope, legal_now, most, locked;
  else
    -- Whoever reads so much reads most of what comes next.
    scope := netra.readable_bodies();
    return query execute $q$
      select (select count(*) from (select 1 from netra.case_file f where f.closed_at is null and f.status <> 'information' and f.id <> all ($4)
                and exists (select from netra.case_access a where a.case_id = f.id and (a.body_id = any ($1)) is true offset 0)
                order by f.due_at limit $3) n),
        (select count(*) from (select 1 from netra.case_file f where f.closed_at is null and f.status <> 'information' and f.due_at < $2
           and f.id <> all ($4) and exists (select from netra.case_access a where a.case_id = f.id and (a.body_id = any ($1)) is true offset 0)
           order by f.due_at limit $3) n)$q$ using scope, legal_now, most, locked;
  end if;
end $$;

-- Asked many times by each statement of a page: as small programs whose plans are kept, and once in a transaction where that is enough.

create or replace function netra.my_lockouts() returns uuid[] language plpgsql stable security definer set search_path = netra, pg_temp as $$
declare
  asked text := netra.asked_by();
  known text := current_setting('netra.locked', true);
  found uuid[];
begin
  if starts_with(known, asked) then return substr(known, length(asked) + 1)::uuid[]; end if;
  found := coalesce((
    select array_agg(l.case_id) from (
      select o.case_id from netra.case_lockout o where o.user_id = netra.actor_user()
      union all
      select b.case_id from netra.case_lockout b
      where netra.is_service() and b.body_id in (select m.body_id from netra.member m where m.user_id = netra.actor_user())) l), '{}');
  perform set_config('netra.locked', asked || found::text, true);
  return found;
end $$;
comment on function netra.my_lockouts is 'Cases of which the actor is shut out. Found once in a transaction, and again when it shuts somebody out.';

create function netra.forget_lockouts() returns trigger language plpgsql set search_path = netra, pg_temp as $$
begin
  perform set_config('netra.locked', '', true);
  return null;
end $$;
comment on function netra.forget_lockouts is 'Who was shut out in this transaction is shut out of the rest of it.';
-- By its name before the one that spreads what was declared.
create trigger case_lockout_forgets after insert or update or delete on netra.case_lockout for each row execute function netra.forget_lockouts();

create or replace function netra.locked_out(wanted uuid) returns boolean language plpgsql stable security definer set search_path = netra, pg_temp as $$
begin
  return wanted = any (netra.my_lockouts());
end $$;

create or replace function netra.sees_case(wanted uuid) returns boolean language plpgsql stable security definer set search_path = netra, pg_temp as $$
begin
  return exists (select 1 from netra.case_access a where a.case_id = wanted and a.body_id = any (netra.readable_bodies()))
    and wanted <> all (netra.my_lockouts());
end $$;

create or replace function netra.reads_upto(wanted uuid, step integer) returns boolean
language plpgsql stable security definer set search_path = netra, pg_temp as $$
begin
  return wanted <> all (netra.my_lockouts()) and exists (
    select 1 from netra.case_access a where a.case_id = wanted and a.body_id = any (netra.readable_bodies())
      and (a.reads_to_seq is null or step <= a.reads_to_seq
        or exists (select 1 from netra.case_event e where e.case_id = wanted and e.seq = step and e.body_id = a.body_id)));
end $$;

create or replace function netra.colleagues_on(wanted uuid, of_case uuid) returns table (id uuid, name text)
language plpgsql stable security definer set search_path = netra, pg_temp as $$
#variable_conflict use_column
begin
  if wanted <> all (netra.my_bodies()) then return; end if;
  return query
    select u.id, u.name from auth.auth_user u
    where u.id in (
        select m.user_id from netra.member m join netra.body b on b.id = m.body_id
        where m.body_id = wanted and (m.role, b.kind) in (('officer', 'bawaslu'), ('verifier', 'satgas'), ('conveyor', 'bkn'), ('authority', 'ppk'))
          and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date))
      and u.email not like 'token-%@api.invalid'
      and not exists (select 1 from netra.leaving l where l.user_id = u.id and l.withdrawn_at is null
        and l.last_day < (now() at time zone 'Asia/Jakarta')::date)
      and not exists (select 1 from netra.case_lockout o where o.case_id = of_case and o.user_id = u.id)
    order by u.name, u.id;
end $$;

create or replace function netra.my_siblings(wanted uuid) returns table (id uuid, number text, status text, holder text, accused integer, direction text)
language plpgsql stable security definer set search_path = netra, pg_temp as $$
#variable_conflict use_column
begin
  -- Most cases were never separated.
  if not exists (select 1 from netra.case_separation s where s.case_id = wanted or s.root_id = wanted) then return; end if;
  return query
    select f.id, f.number, f.status, b.name, f.accused_count,
      case when f.id = (select s.source_id from netra.case_separation s where s.case_id = wanted) then 'from'
        when exists (select 1 from netra.case_separation s where s.case_id = f.id and s.source_id = wanted) then 'into' else 'beside' end
    from netra.siblings_of(wanted) s
    join netra.case_file f on f.id = s and f.erased_at is null
    join netra.body b on b.id = f.holder_body_id
    where netra.actor_kind() = 'member' and netra.sees_case(wanted) and netra.sees_case(f.id)
    order by f.opened_at, f.number;
end $$;

revoke execute on function netra.own_queue, netra.own_incoming, netra.forget_lockouts from public;
grant execute on function netra.own_queue, netra.own_incoming to netra_app;
