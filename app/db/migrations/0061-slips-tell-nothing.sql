-- What a copy of a slip, a screen or a list told of whether its owner signed or declined.

-- 1. Code and account become one person only with the number of the certificate, which the owner alone has: by the code alone, an account took over
-- the pledge of whoever had signed, and so learned that there was one.
drop function netra.link_pledge_code(bytea);
create function netra.link_pledge_code(wanted bytea, own_number text) returns boolean
language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  me uuid := netra.actor_user();
  person uuid;
  made timestamptz;
begin
  if netra.actor_kind() is distinct from 'member' or not netra.has_role('asn') then return false; end if;
  select c.person_id, c.made_at into person, made
  from netra.pledge_code c
  join netra.pledge_campaign k on k.id = c.campaign_id
  join netra.roster_person p on p.id = c.person_id and p.ended_at is null
  join netra.pledge l on l.person_id = c.person_id and l.election_id = k.election_id and l.certificate_number = own_number
  where c.token = wanted and c.expires_at > now();
  if person is null then return false; end if;
  -- Whoever was quicker with a copy gives way to whoever holds a newer code.
  delete from netra.roster_account a where a.person_id = person and a.user_id <> me and a.linked_at < made;
  if found then
    update netra.pledge l set user_id = null where l.person_id = person and l.user_id <> me and l.campaign_id is not null;
    update netra.pledge l set person_id = null where l.person_id = person and l.user_id <> me and l.campaign_id is null;
  end if;
  insert into netra.roster_account (person_id, user_id) values (person, me) on conflict do nothing;
  if not exists (select 1 from netra.roster_account a where a.person_id = person and a.user_id = me) then return false; end if;
  update netra.pledge_code c set user_id = me where c.person_id = person;
  update netra.pledge l set same_as = o.id
  from netra.pledge o
  where l.user_id = me and l.person_id is null and o.person_id = person and o.user_id is null and o.election_id = l.election_id and l.same_as is null;
  update netra.pledge l set person_id = person
  where l.user_id = me and l.person_id is null and l.same_as is null
    and not exists (select 1 from netra.pledge o where o.person_id = person and o.election_id = l.election_id);
  update netra.pledge l set user_id = me
  where l.person_id = person and l.user_id is null
    and not exists (select 1 from netra.pledge o where o.user_id = me and o.election_id = l.election_id);
  return true;
end $$;
revoke execute on function netra.link_pledge_code from public;
grant execute on function netra.link_pledge_code to netra_app;

-- 2. That reasons were read is told to everybody of the campaign alike: told to those who wrote one, it told whoever held their slip that they had.
create index audit_reasons_read on netra.audit (target) where what = 'pledge.declined';
create or replace function netra.looks_at_me(wanted bytea) returns table (at timestamptz, what text, office text)
language sql stable security definer set search_path = netra, pg_temp as $$
  with me as (
    select c.person_id from netra.pledge_code c where c.token = wanted and c.expires_at > now()
    union select a.person_id from netra.roster_account a where wanted is null and netra.actor_kind() = 'member' and a.user_id = netra.actor_user()
  )
  select v.at, v.what, v.office from (
    select l.at, l.what, b.name as office
    from me join netra.roster_look l on l.person_id = me.person_id and l.what = 'slip' left join netra.body b on b.id = l.body_id
    union all
    select t.at, 'reason', b.name
    from me join netra.pledge_code c on c.person_id = me.person_id
    join netra.audit t on t.target = c.campaign_id::text and t.what = 'pledge.declined' left join netra.body b on b.id = t.body_id) v
  order by v.at desc limit 200
$$;
-- A look is written for those whose reason was handed out, and what came later stands beside what came first: nobody writes over it with a copy.
alter table netra.pledge_declined drop constraint pledge_declined_campaign_id_person_id_key;
create index pledge_declined_person on netra.pledge_declined (campaign_id, person_id);
create or replace function netra.decline_pledge(wanted bytea, new_id uuid, sealed bytea) returns boolean
language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  who netra.pledge_code;
begin
  select c.* into who from netra.pledge_code c
  join netra.pledge_campaign k on k.id = c.campaign_id and k.closed_at is null
  join netra.roster_person p on p.id = c.person_id and p.ended_at is null
  where c.token = wanted and c.expires_at > now()
  for update of c;
  if not found then return false; end if;
  insert into netra.pledge_declined (id, campaign_id, person_id, reason_sealed)
  select new_id, who.campaign_id, who.person_id, sealed
  where (select count(*) from netra.pledge_declined d where d.campaign_id = who.campaign_id and d.person_id = who.person_id) < 5;
  return true;
end $$;
drop function netra.read_declined(uuid);
create function netra.read_declined(campaign uuid, skipped integer, most integer) returns table (id uuid, reason_sealed bytea, on_day date)
language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  if not netra.inspects(netra.campaign_institution(campaign)) then return; end if;
  return query
    with read as materialized (
      select d.id, d.person_id, d.reason_sealed, (d.at at time zone 'Asia/Jakarta')::date as on_day from netra.pledge_declined d
      where d.campaign_id = campaign order by 4 desc, 1 limit most offset skipped),
    looked as (
      insert into netra.roster_look (person_id, user_id, body_id, what)
      select r.person_id, netra.actor_user(), netra.campaign_body(campaign), 'reason' from read r)
    select r.id, r.reason_sealed, r.on_day from read r order by r.on_day desc, r.id;
end $$;
revoke execute on function netra.read_declined from public;
grant execute on function netra.read_declined to netra_app;

-- 3. At a ceremony everybody counts who showed a code that is good, also who had signed before: the count that rose only with new pledges answered,
-- with nine codes known not to be signed, whether the tenth was.
create table netra.pledge_presence (
  ceremony_id uuid not null,
  person_id uuid not null,
  primary key (ceremony_id, person_id)
);
comment on table netra.pledge_presence is 'Who showed an own code at a ceremony, whether or not they had signed before. Read by the count in tens alone. No foreign keys: each would be asked once for every one of thousands of rows a second.';
alter table netra.pledge_presence enable row level security;
insert into netra.pledge_presence (ceremony_id, person_id)
select distinct l.ceremony_id, l.person_id from netra.pledge l where l.ceremony_id is not null and l.person_id is not null;
create or replace function netra.ceremony_count(wanted uuid) returns bigint language sql stable security definer set search_path = netra, pg_temp as $$
  select count(*) / 10 * 10 from netra.pledge_presence s
  where s.ceremony_id = wanted and exists (
    select 1 from netra.pledge_ceremony y join netra.pledge_campaign k on k.id = y.campaign_id
    where y.id = wanted and (netra.inspects(k.institution_id) or netra.leads_in(k.institution_id)))
$$;
comment on function netra.ceremony_count is 'How many showed a good code at a ceremony, signed before or not, in tens: no step of it is one person, and none tells who signs for the first time.';

-- 4. A code signs for the institution that gave it out, and for no other: whoever moved gets a new one there.
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
      k.text_version, c.user_id, k.closed_at is null and k.closes_at > at_legal and p.institution_id = k.institution_id as is_open,
      nullif(encode(substring(packed from i * 143 + 127 for 16), 'hex')::uuid, none) as ceremony_id,
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
      w.ceremony_id, 'code-' || w.channel, get_byte(packed, i * 143 + 142) = 1
    from known w
    where w.is_open and w.number is null
    order by w.person_id
    returning id, certificate_number, campaign_id, assurance, pledge.offline
  ), stood as (
    insert into netra.pledge_presence (ceremony_id, person_id)
    select distinct w.ceremony_id, w.person_id from known w where w.is_open and w.ceremony_id is not null order by 1, 2
    on conflict do nothing
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
create or replace function netra.open_pledge_code(wanted bytea) returns table (
  campaign_id uuid, institution text, election_id text, text_version text, duty text, is_open boolean, closes_at timestamptz, closed_at timestamptz, number text
) language sql stable security definer set search_path = netra, pg_temp as $$
  select k.id, place.name, k.election_id, k.text_version, p.duty, k.closed_at is null and p.institution_id = k.institution_id, k.closes_at, k.closed_at,
    l.certificate_number
  from netra.pledge_code c
  join netra.pledge_campaign k on k.id = c.campaign_id
  join netra.jurisdiction place on place.id = k.institution_id
  join netra.roster_person p on p.id = c.person_id and p.ended_at is null
  left join netra.pledge l on l.person_id = c.person_id and l.election_id = k.election_id
  where c.token = wanted and c.expires_at > now()
$$;
