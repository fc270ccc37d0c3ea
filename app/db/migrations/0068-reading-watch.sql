-- How many different cases each person opened on a day, and a question where that is far more than usual: whoever reads two hundred cases in a
-- night is noticed within the hour, not when the next leak is looked into. Counts alone: which cases they were stands in the trace of each case.
create table netra.reading_day (
  user_id uuid not null,
  on_day date not null,
  body_id uuid,
  cases integer not null check (cases > 0),
  -- Set when the question was raised: the median of the days before on which the person read anything.
  usual integer check (usual >= 0),
  raised_at timestamptz,
  looked_at timestamptz,
  looked_by uuid,
  primary key (user_id, on_day),
  check ((raised_at is null) = (usual is null)),
  check ((looked_at is null) = (looked_by is null) and (looked_at is null or raised_at is not null))
);
comment on table netra.reading_day is 'Per person and day (WIB) how many different cases were opened, kept 35 days; and where that was far more than usual, that somebody who administers was asked to look. No case is named.';
create index reading_day_raised on netra.reading_day (raised_at) where raised_at is not null;
create index audit_case_reads on netra.audit (at) include (user_id, case_id) where access = 'read' and case_id is not null;

alter table netra.reading_day enable row level security;
-- Whoever administers sees what was raised, of others; each person the own days.
create policy reading_day_read on netra.reading_day for select using (
  user_id = (select netra.actor_user()) or raised_at is not null and (select netra.administers()));
grant select on netra.reading_day to netra_app;

-- Counts today and yesterday anew; gives the days of which nothing was raised yet, with the median of the 28 days before. The system alone.
create function netra.count_readings(from_cases integer) returns table (who uuid, day date, opened integer, median integer)
language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  today date := (now() at time zone 'Asia/Jakarta')::date;
begin
  if netra.actor_kind() is distinct from 'system' then return; end if;
  delete from netra.reading_day d where d.on_day < today - 35;
  insert into netra.reading_day as d (user_id, on_day, body_id, cases)
    select a.user_id, (a.at at time zone 'Asia/Jakarta')::date, (array_agg(a.body_id order by a.id desc))[1], count(distinct a.case_id)
    from netra.audit a
    where a.access = 'read' and a.case_id is not null and a.at >= ((today - 1)::timestamp at time zone 'Asia/Jakarta')
    group by 1, 2
    on conflict (user_id, on_day) do update set cases = excluded.cases, body_id = excluded.body_id where d.cases < excluded.cases;
  return query
    select d.user_id, d.on_day, d.cases, coalesce((
      select percentile_disc(0.5) within group (order by b.cases) from netra.reading_day b
      where b.user_id = d.user_id and b.on_day < d.on_day and b.on_day >= d.on_day - 28), 0)
    from netra.reading_day d where d.on_day >= today - 1 and d.raised_at is null and d.cases >= from_cases;
end $$;
comment on function netra.count_readings is 'How many different cases people opened today and yesterday (WIB); days with fewer than from_cases are counted and not given back.';

create function netra.raise_reading(who uuid, day date, median integer) returns boolean
language sql security definer set search_path = netra, pg_temp as $$
  update netra.reading_day set raised_at = now(), usual = median
  where user_id = who and on_day = day and raised_at is null and netra.actor_kind() = 'system' returning true
$$;

-- Somebody who administers looked into it; nobody into the own.
create function netra.look_into_reading(who uuid, day date) returns boolean
language sql security definer set search_path = netra, pg_temp as $$
  update netra.reading_day set looked_at = now(), looked_by = netra.actor_user()
  where user_id = who and on_day = day and raised_at is not null and looked_at is null
    and netra.administers() and not netra.is_service() and who <> netra.actor_user() returning true
$$;
revoke execute on function netra.count_readings, netra.raise_reading, netra.look_into_reading from public;
grant execute on function netra.count_readings, netra.raise_reading, netra.look_into_reading to netra_app;
