-- An office types the moment at which a request came in. Whoever typed one after the wanted time had begun never had to answer it, and no count
-- showed that. Such a request, too, has three days for its answer from when it was written down; then it counts as not granted.
create or replace function netra.public_access(wanted_code text, wanted_now timestamptz) returns table (
  election_id text, contest_id text, side_kind text, letter text, party_name text, week date,
  asked integer, granted integer, changed integer, refused integer, lapsed integer, waiting integer, withdrawn integer, median_minutes double precision
) language sql stable security definer set search_path = netra, pg_temp as $$
  select s.election_id, s.contest_id, s.kind, s.letter, s.party_name, w.week,
    count(*)::int, (count(*) filter (where a.outcome = 'granted' and not l.lapsed))::int,
    (count(*) filter (where a.outcome = 'changed' and not l.lapsed))::int, (count(*) filter (where a.outcome = 'refused' and not l.lapsed))::int,
    (count(*) filter (where l.lapsed))::int,
    (count(*) filter (where a.outcome is null and not l.lapsed))::int, (count(*) filter (where a.outcome = 'withdrawn'))::int,
    percentile_cont(0.5) within group (order by case
      when a.outcome = 'withdrawn' then null
      when a.outcome is null and r.asked_at >= r.from_at then null
      when a.outcome is null and l.lapsed then extract(epoch from r.from_at - r.asked_at) / 60
      else extract(epoch from a.answered_at - r.asked_at) / 60 end)
  from netra.jurisdiction i
  join netra.access_side s on s.institution_id = i.id
  join netra.facility_request r on r.side_id = s.id
  left join netra.facility_answer a on a.request_id = r.id
  cross join lateral (select date_trunc('week', r.from_at at time zone
    case netra.institution_zone(i.id) when 'WITA' then 'Asia/Makassar' when 'WIT' then 'Asia/Jayapura' else 'Asia/Jakarta' end)::date as week) w
  cross join lateral (select case when r.entered_at < r.from_at then r.from_at else r.entered_at + interval '72 hours' end as until) u
  cross join lateral (select u.until <= wanted_now
    and (a.outcome is null or a.outcome <> 'withdrawn' and a.answered_at >= u.until) as lapsed) l
  where i.level = 'institution' and i.code = wanted_code
  group by grouping sets ((s.election_id, s.contest_id, s.kind, s.letter, s.party_name, w.week),
    (s.election_id, s.contest_id, s.kind, s.letter, s.party_name))
  order by s.election_id, s.contest_id, s.letter, w.week nulls first
$$;
comment on function netra.public_access is 'The equal-access register of an institution as counts at a moment; a row without a week is the whole time. lapsed: the wanted time began and nobody had answered, whatever was answered later; what was written down after it has 72 hours. The same rule as isLapsed of the program.';
