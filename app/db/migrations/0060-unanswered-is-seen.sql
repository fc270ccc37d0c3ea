-- A request that nobody answers, or that is written down as taken back, is part of how a side is treated: it raises questions and stands on the public page.

alter table netra.access_alert drop constraint access_alert_kind_check;
alter table netra.access_alert add constraint access_alert_kind_check
  check (kind in ('share', 'week-share', 'same-week', 'answer-time', 'withdrawn', 'campaign-loan'));

-- The institution writes that the asker took a request back: it says how it knows. Older answers stay as they are.
alter table netra.facility_answer add constraint facility_answer_withdrawn_words
  check (outcome <> 'withdrawn' or words_sealed is not null) not valid;

-- Time passes without anybody writing: the system itself looks at what was left unanswered.
create policy facility_request_system on netra.facility_request for select using ((select netra.actor_kind()) = 'system');
create policy facility_answer_system on netra.facility_answer for select using ((select netra.actor_kind()) = 'system');
create policy facility_booking_system on netra.facility_booking for select using ((select netra.actor_kind()) = 'system');
create policy access_side_system on netra.access_side for select using ((select netra.actor_kind()) = 'system');
create policy access_alert_system_read on netra.access_alert for select using ((select netra.actor_kind()) = 'system');
create policy access_alert_note_system on netra.access_alert_note for select using ((select netra.actor_kind()) = 'system');
create policy access_alert_system on netra.access_alert for insert with check ((select netra.actor_kind()) = 'system');

drop function netra.public_access(text);
create function netra.public_access(wanted_code text, wanted_now timestamptz) returns table (
  election_id text, contest_id text, side_kind text, letter text, party_name text, week date,
  asked integer, granted integer, changed integer, refused integer, lapsed integer, waiting integer, withdrawn integer, median_minutes double precision
) language sql stable security definer set search_path = netra, pg_temp as $$
  select s.election_id, s.contest_id, s.kind, s.letter, s.party_name, w.week,
    count(*)::int, (count(*) filter (where a.outcome = 'granted'))::int, (count(*) filter (where a.outcome = 'changed'))::int,
    (count(*) filter (where a.outcome = 'refused'))::int, (count(*) filter (where l.lapsed))::int,
    (count(*) filter (where a.outcome is null and not l.lapsed))::int, (count(*) filter (where a.outcome = 'withdrawn'))::int,
    percentile_cont(0.5) within group (order by case
      when a.outcome = 'withdrawn' then null
      when l.lapsed then extract(epoch from r.from_at - r.asked_at) / 60
      else extract(epoch from a.answered_at - r.asked_at) / 60 end)
  from netra.jurisdiction i
  join netra.access_side s on s.institution_id = i.id
  join netra.facility_request r on r.side_id = s.id
  left join netra.facility_answer a on a.request_id = r.id
  cross join lateral (select date_trunc('week', r.from_at at time zone
    case netra.institution_zone(i.id) when 'WITA' then 'Asia/Makassar' when 'WIT' then 'Asia/Jayapura' else 'Asia/Jakarta' end)::date as week) w
  cross join lateral (select a.outcome is null and r.asked_at < r.from_at and r.from_at <= wanted_now
    and (r.entered_at < r.from_at or r.entered_at <= wanted_now - interval '72 hours') as lapsed) l
  where i.level = 'institution' and i.code = wanted_code
  group by grouping sets ((s.election_id, s.contest_id, s.kind, s.letter, s.party_name, w.week),
    (s.election_id, s.contest_id, s.kind, s.letter, s.party_name))
  order by s.election_id, s.contest_id, s.letter, w.week nulls first
$$;
comment on function netra.public_access is 'The equal-access register of an institution as counts at a moment; a row without a week is the whole time. lapsed: the wanted time began and nobody had answered. The same rule as isLapsed of the program.';

drop function netra.public_access_alerts(text);
create function netra.public_access_alerts(wanted_code text) returns table (
  kind text, election_id text, contest_id text, week date, more text, less text, explained boolean, closed boolean
) language sql stable security definer set search_path = netra, pg_temp as $$
  select a.kind, a.election_id, a.contest_id, a.week,
    coalesce(a.facts #>> '{more,letter}', a.facts #>> '{slower,letter}'), coalesce(a.facts #>> '{less,letter}', a.facts #>> '{quicker,letter}'),
    exists (select 1 from netra.access_alert_note n where n.alert_id = a.id and n.kind = 'explanation'),
    exists (select 1 from netra.access_alert_note n where n.alert_id = a.id and n.kind = 'closed')
  from netra.access_alert a join netra.jurisdiction i on i.id = a.institution_id
  where i.code = wanted_code and a.kind in ('share', 'week-share', 'answer-time', 'withdrawn')
  order by a.week nulls first, a.kind
$$;
comment on function netra.public_access_alerts is 'Which differences of an institution wait for an explanation: kinds, weeks and the letters of the two sides, no numbers, no words. more: granted more, answered slower, taken back more. Single loans and facilities are left out.';

revoke execute on function netra.public_access, netra.public_access_alerts from public;
grant execute on function netra.public_access, netra.public_access_alerts to netra_app;
