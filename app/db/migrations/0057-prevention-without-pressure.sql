-- Prevention that cannot become pressure: answers appear together, posters are withdrawn, and an old slip tells nothing.

-- Published answers appear together. An answer that stands in public on the day of its release lets people guess who asked that week.
alter table netra.advice_target add column shown_weekday smallint not null default 1 check (shown_weekday between 1 and 7);
alter table netra.advice_target add column shown_after_days smallint not null default 1 check (shown_after_days between 1 and 60);
comment on column netra.advice_target.shown_weekday is 'Day of the week (1: Monday) on which released answers appear in public, all of them together.';
comment on column netra.advice_target.shown_after_days is 'The fewest days between the release of an answer and its appearance.';
alter table netra.advice_published add column shown_from date;
update netra.advice_published set shown_from = released_on where released_on is not null;
alter table netra.advice_published add check ((shown_from is null) = (released_on is null)), add check (shown_from >= released_on);
comment on column netra.advice_published.shown_from is 'Legal day from which it stands in public; follows from the day of its release and advice_target.';
grant update (shown_from) on netra.advice_published to netra_app;

create or replace function netra.advice_stands() returns trigger language plpgsql as $$
begin
  if old.released_on is not null and (new.question, new.answer, new.rules, new.confidence, new.released_by, new.released_on, new.shown_from)
     is distinct from (old.question, old.answer, old.rules, old.confidence, old.released_by, old.released_on, old.shown_from) then
    raise exception 'a released answer is not rewritten' using errcode = 'insufficient_privilege';
  end if;
  if old.withdrawn_on is not null and new.withdrawn_on is distinct from old.withdrawn_on then
    raise exception 'a withdrawn answer stays withdrawn' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

-- An office withdraws a kit: its files are not made again, and its code says so. For good, since paper with the code may hang anywhere.
alter table netra.outreach_kit add column withdrawn_on date check (withdrawn_on >= made_on);
comment on column netra.outreach_kit.withdrawn_on is 'Legal day on which the office withdrew it; who did so stands in the audit alone.';
comment on table netra.outreach_kit is 'What an office chose for a set of posters, cards and slides. Never changed, but withdrawn once: another wish is another kit with a code of its own. Pictures are made from it each time. Who made it stands in the audit alone.';
create policy outreach_kit_withdraw on netra.outreach_kit for update
  using (body_id = any ((select netra.outreach_bodies())::uuid[]) and withdrawn_on is null)
  with check (body_id = any ((select netra.outreach_bodies())::uuid[]) and withdrawn_on is not null);
grant update (withdrawn_on) on netra.outreach_kit to netra_app;

drop function netra.follow_outreach(text, date, boolean);
create function netra.follow_outreach(wanted text, today date, counts boolean) returns table (target text, duty text, lang text, withdrawn boolean)
language plpgsql volatile security definer set search_path = netra, pg_temp as $$
declare
  kit netra.outreach_kit;
begin
  select * into kit from netra.outreach_kit k where k.code = wanted;
  if not found then return; end if;
  if counts and kit.withdrawn_on is null then
    insert into netra.outreach_visit (kit_id, on_day, visits) values (kit.id, today, 1)
    on conflict (kit_id, on_day) do update set visits = least(outreach_visit.visits + 1, 1000000000);
  end if;
  return query select kit.target, kit.duty, kit.lang, kit.withdrawn_on is not null;
end $$;
comment on function netra.follow_outreach is 'Where the code of a kit leads, and one visit more on that day; a withdrawn one counts none. Anybody may follow it.';
revoke execute on function netra.follow_outreach from public;
grant execute on function netra.follow_outreach to netra_app;

-- Over is over for whoever signed and whoever did not: a kept slip, sent to a closed campaign, told which of the two its owner was.
create or replace function netra.sign_pledges(packed bytea, at_legal timestamptz) returns text
language plpgsql security definer set search_path = netra, pg_temp set enable_mergejoin = off set enable_seqscan = off
set plan_cache_mode = force_generic_plan as $$
declare
  n integer := length(packed) / 143;
  none uuid := '00000000-0000-0000-0000-000000000000';
  answers text;
begin
  if length(packed) <> n * 143 then raise exception 'records of 143 bytes' using errcode = 'invalid_parameter_value'; end if;
  -- Closing waits for the pledges under way, and pledges for a closing under way: none slips in behind it.
  perform 1 from netra.pledge_campaign g
  where g.id in (select encode(substring(packed from i * 143 + 111 for 16), 'hex')::uuid from generate_series(0, n - 1) i)
  order by g.id for share;
  with known as materialized (
    select i, encode(substring(packed from i * 143 + 17 for 16), 'hex')::uuid as id, c.person_id, c.channel, k.id as campaign_id, k.body_id, k.election_id,
      k.text_version, c.user_id, k.closed_at is null and k.closes_at > at_legal as is_open,
      coalesce(l.certificate_number, m.certificate_number) as number
    from generate_series(0, n - 1) i
    join netra.pledge_code c on c.token = substring(packed from i * 143 + 1 for 16) and c.expires_at > now()
    join netra.pledge_campaign k on k.id = c.campaign_id and k.id = encode(substring(packed from i * 143 + 111 for 16), 'hex')::uuid
    join netra.roster_person p on p.id = c.person_id and p.ended_at is null
    left join netra.pledge l on l.person_id = c.person_id and l.election_id = k.election_id
    left join netra.pledge m on m.user_id = c.user_id and m.election_id = k.election_id
  ), made as (
    insert into netra.pledge (id, user_id, person_id, body_id, election_id, text_version, certificate_number, signed_at, salt, commitment,
      campaign_id, ceremony_id, assurance, offline)
    select w.id, w.user_id, w.person_id, w.body_id, w.election_id, w.text_version, convert_from(substring(packed from i * 143 + 33 for 14), 'UTF8'), at_legal,
      substring(packed from i * 143 + 47 for 32), substring(packed from i * 143 + 79 for 32), w.campaign_id,
      nullif(encode(substring(packed from i * 143 + 127 for 16), 'hex')::uuid, none), 'code-' || w.channel, get_byte(packed, i * 143 + 142) = 1
    from known w
    where w.is_open and w.number is null
    order by w.person_id
    returning id, certificate_number, campaign_id, assurance, pledge.offline
  ), tallied as (
    insert into netra.pledge_tally (campaign_id, assurance, offline, signed)
    select m.campaign_id, m.assurance, m.offline, count(*) from made m group by 1, 2, 3
  )
  select string_agg(
    case when w.i is null then 'u' when not w.is_open then 'c' when w.number is not null then 'a' when m.id is not null then 's' else 'c' end
    || coalesce(case when w.is_open then w.number end, m.certificate_number, '--------------'), '' order by i)
  into answers
  from generate_series(0, n - 1) i left join known w using (i) left join made m on m.id = w.id;
  return answers;
end $$;
comment on function netra.sign_pledges is 'Answers 15 characters for each record, in order: s signed, a again, u unknown, c campaign closed; and the number. A person who signs in two groups at once ends one of them by the unique key: it is sent again whole and finds the pledge of the other. Signs for whoever holds the codes, once each; signing again gives the number of the first time while the campaign is open. Leaves of the log come by trigger, in the same transaction.';
