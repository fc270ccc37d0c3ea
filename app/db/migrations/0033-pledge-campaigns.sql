-- Campaigns of pledges, one-time codes, ceremonies; and the roles of an institution's own people.

alter table netra.member drop constraint member_role_check;
alter table netra.member add constraint member_role_check check (role in
  ('admin', 'officer', 'overseer', 'verifier', 'conveyor', 'authority', 'media', 'asn', 'inspectorate', 'facility', 'superior'));
alter table netra.sso_rule drop constraint sso_rule_role_check;
alter table netra.sso_rule add constraint sso_rule_role_check check (role in
  ('admin', 'officer', 'overseer', 'verifier', 'conveyor', 'authority', 'media', 'asn', 'inspectorate', 'facility', 'superior'));

-- A campaign: one institution, one election, one text, from its opening until it is closed. body_id is the office that stands in the log.
create table netra.pledge_campaign (
  id uuid primary key,
  institution_id uuid not null references netra.jurisdiction (id),
  body_id uuid not null references netra.body (id),
  election_id text not null check (length(election_id) between 1 and 60),
  text_version text not null check (length(text_version) between 1 and 60),
  opened_by uuid references auth.auth_user (id),
  opened_at timestamptz not null,
  closes_at timestamptz not null check (closes_at > opened_at),
  closed_at timestamptz,
  closed_by uuid references auth.auth_user (id)
);
comment on table netra.pledge_campaign is 'Who asks whom to pledge what, for which election and until when (legal clock). A pledge is good for one election; the next one has a campaign of its own.';
create unique index pledge_campaign_open on netra.pledge_campaign (institution_id, election_id) where closed_at is null;

-- Only the keyed hash of a code is kept. A person has one code in a campaign: a new one takes the place of the old one, which is then void.
create table netra.pledge_code (
  campaign_id uuid not null references netra.pledge_campaign (id),
  person_id uuid not null,
  token bytea not null unique check (length(token) = 16),
  channel text not null check (channel in ('mail', 'gateway', 'slip')),
  user_id uuid,
  made_at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (campaign_id, person_id)
);
comment on table netra.pledge_code is 'One-time codes as keyed hashes, with the way they went to the person, and the account if the person linked one. Read by functions alone: no role of the application may list them.';

create table netra.pledge_ceremony (
  id uuid primary key,
  campaign_id uuid not null references netra.pledge_campaign (id),
  opened_by uuid not null references auth.auth_user (id),
  opened_at timestamptz not null default now(),
  ends_at timestamptz not null,
  check (ends_at > opened_at and ends_at < opened_at + interval '24 hours')
);
comment on table netra.pledge_ceremony is 'A ceremony with a screen (real clock). Its code, which changes every 30 seconds, follows from the keys of the instance and is not kept.';

-- Two ways of one person into one election: the account and the code.
create table netra.roster_account (
  person_id uuid primary key,
  user_id uuid not null unique references auth.auth_user (id),
  linked_at timestamptz not null default now()
);
comment on table netra.roster_account is 'Which account belongs to which person of a roster, as the person showed by entering the own code while signed in. So that nobody counts twice.';

create table netra.pledge_declined (
  id uuid primary key,
  campaign_id uuid not null references netra.pledge_campaign (id),
  person_id uuid not null,
  reason_sealed bytea not null check (length(reason_sealed) between 50 and 9000),
  at timestamptz not null default now(),
  unique (campaign_id, person_id)
);
comment on table netra.pledge_declined is 'Whoever does not want to sign, with a reason for the inspectorate alone. Who it was stands in no column that the application may read.';

create table netra.pledge_tally (
  id bigint generated always as identity primary key,
  campaign_id uuid not null references netra.pledge_campaign (id),
  assurance text not null,
  offline boolean not null,
  signed integer not null check (signed > 0)
);
comment on table netra.pledge_tally is 'Pledges of one grouped write: summed up they are the live total of an institution. Rows are added, never changed, so that no two writers wait for each other.';
create index pledge_tally_campaign on netra.pledge_tally (campaign_id);

-- The office needs no foreign key: a member signs for an office of the own membership (policy), a code for the office of its campaign. A key would be
-- asked once for every one of thousands of rows a second. The same holds for person and campaign.
alter table netra.pledge
  drop constraint pledge_body_id_fkey,
  alter column user_id drop not null,
  add column person_id uuid,
  add column campaign_id uuid,
  add column ceremony_id uuid,
  add column assurance text not null default 'account' check (assurance in ('sign-on', 'code-mail', 'code-gateway', 'code-slip', 'account')),
  add column offline boolean not null default false,
  add column same_as uuid,
  add constraint pledge_of_somebody check (user_id is not null or person_id is not null),
  drop constraint pledge_user_id_election_id_key,
  -- Twice the same commitment cannot wait for the log (log_waiting) nor stand in it (log_waits_once): a third index would find nothing more.
  drop constraint pledge_commitment_key;
create unique index pledge_user on netra.pledge (user_id, election_id) where user_id is not null;
create unique index pledge_person on netra.pledge (person_id, election_id) where person_id is not null;
create index pledge_ceremony_count on netra.pledge (ceremony_id) where ceremony_id is not null;
comment on column netra.pledge.assurance is 'How sure it is that the person signed: by the account, by single sign-on, or by a code and the way it went to the person. Counted apart.';
comment on column netra.pledge.offline is 'Collected on a list where there was no signal and entered later by somebody else.';
comment on column netra.pledge.same_as is 'A second pledge of the same person for the same election, found when account and roster were linked: it stays in the log and is not counted.';

create function netra.leads_in(institution uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp as $$
  select exists (
    select 1 from netra.member m
    join netra.body b on b.id = m.body_id
    join netra.jurisdiction place on place.id = b.jurisdiction_id
    join netra.jurisdiction top on top.id = institution and place.path like top.path || '%'
    where netra.actor_kind() = 'member' and m.user_id = netra.actor_user() and m.role = 'superior'
      and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date))
$$;
comment on function netra.leads_in is 'Whether the asking person heads a unit of this institution.';

create function netra.campaign_institution(wanted uuid) returns uuid language sql stable security definer set search_path = netra, pg_temp as $$
  select g.institution_id from netra.pledge_campaign g where g.id = wanted
$$;

-- Puts grouped pledges in: `packed` holds one record of 143 bytes each: token 16, id 16, certificate number 14, salt 32, commitment 32,
-- campaign 16, ceremony 16 (zeros: none), 1 for a list that was made offline. Rows are written in the order of persons, so that two
-- processes with the same people never wait for each other in a circle.
create function netra.sign_pledges(packed bytea, at_legal timestamptz) returns text
language plpgsql security definer set search_path = netra, pg_temp set enable_mergejoin = off set enable_seqscan = off as $$
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
    case when w.i is null then 'u' when w.number is not null then 'a' when m.id is not null then 's' else 'c' end
    || coalesce(w.number, m.certificate_number, '--------------'), '' order by i)
  into answers
  from generate_series(0, n - 1) i left join known w using (i) left join made m on m.id = w.id;
  return answers;
end $$;
comment on function netra.sign_pledges is 'Answers 15 characters for each record, in order: s signed, a again, u unknown, c campaign closed; and the number. A person who signs in two groups at once ends one of them by the unique key: it is sent again whole and finds the pledge of the other. Signs for whoever holds the codes, once each; signing again gives the number of the first time. Leaves of the log come by trigger, in the same transaction.';

-- What a code opens: the campaign, the duty (for the questions) and whether it was used. Nothing of the person. A code that is wrong, over,
-- replaced or of somebody who left is one and the same: no row.
create function netra.open_pledge_code(wanted bytea) returns table (
  campaign_id uuid, institution text, election_id text, text_version text, duty text, is_open boolean, closes_at timestamptz, closed_at timestamptz, number text
) language sql stable security definer set search_path = netra, pg_temp as $$
  select k.id, place.name, k.election_id, k.text_version, p.duty, k.closed_at is null, k.closes_at, k.closed_at, l.certificate_number
  from netra.pledge_code c
  join netra.pledge_campaign k on k.id = c.campaign_id
  join netra.jurisdiction place on place.id = k.institution_id
  join netra.roster_person p on p.id = c.person_id and p.ended_at is null
  left join netra.pledge l on l.person_id = c.person_id and l.election_id = k.election_id
  where c.token = wanted and c.expires_at > now()
$$;

-- The own certificate for whoever holds the code.
create function netra.pledge_of_code(wanted bytea) returns table (
  number_token bytea, details_sealed bytea, number text, election_id text, text_version text, signed_at timestamptz, body_id uuid, institution text,
  zone text, salt bytea
) language sql stable security definer set search_path = netra, pg_temp as $$
  select p.number_token, p.details_sealed, l.certificate_number, l.election_id, l.text_version, l.signed_at, l.body_id, place.name, b.zone, l.salt
  from netra.pledge_code c
  join netra.pledge_campaign k on k.id = c.campaign_id
  join netra.jurisdiction place on place.id = k.institution_id
  join netra.roster_person p on p.id = c.person_id
  join netra.pledge l on l.person_id = c.person_id and l.election_id = k.election_id
  join netra.body b on b.id = l.body_id
  where c.token = wanted and c.expires_at > now()
$$;

-- What anybody may know who holds a certificate: that it is one, for which election, of which institution.
create function netra.check_pledge(wanted text) returns table (election_id text, institution text)
language sql stable security definer set search_path = netra, pg_temp as $$
  select l.election_id, coalesce((
    select above.name from netra.jurisdiction above where above.level = 'institution' and place.path like above.path || '%'
    order by length(above.path) desc limit 1), b.name)
  from netra.pledge l join netra.body b on b.id = l.body_id join netra.jurisdiction place on place.id = b.jurisdiction_id
  where l.certificate_number = wanted
$$;

-- People of a campaign, for the slips and the messages of its inspectorate.
create function netra.pledge_people(campaign uuid, in_unit uuid, after uuid, most integer) returns table (person_id uuid, unit_name text, number_token bytea, details_sealed bytea)
language sql stable security definer set search_path = netra, pg_temp as $$
  select p.id, u.name, p.number_token, p.details_sealed
  from netra.pledge_campaign k
  join netra.roster_person p on p.institution_id = k.institution_id and p.ended_at is null
  left join netra.work_unit u on u.id = p.unit_id
  where k.id = campaign and (netra.inspects(k.institution_id) or netra.actor_kind() = 'system')
    and (in_unit is null or p.unit_id = in_unit) and (after is null or p.id > after)
  order by p.id limit most
$$;

-- Records of 32 bytes: person 16, token 16.
create function netra.issue_pledge_codes(campaign uuid, by_channel text, until timestamptz, packed bytea) returns integer
language plpgsql security definer set search_path = netra, pg_temp as $$
declare made integer;
begin
  if netra.actor_kind() is distinct from 'system' and not netra.inspects(netra.campaign_institution(campaign)) then
    raise exception 'codes are made by the inspectorate of the institution' using errcode = 'insufficient_privilege';
  end if;
  insert into netra.pledge_code (campaign_id, person_id, token, channel, user_id, expires_at)
  select k.id, p.id, substring(packed from i * 32 + 17 for 16), by_channel, a.user_id, until
  from generate_series(0, length(packed) / 32 - 1) i
  join netra.pledge_campaign k on k.id = campaign and k.closed_at is null
  join netra.roster_person p on p.id = encode(substring(packed from i * 32 + 1 for 16), 'hex')::uuid
    and p.institution_id = k.institution_id and p.ended_at is null
  left join netra.roster_account a on a.person_id = p.id
  on conflict (campaign_id, person_id) do update
    set token = excluded.token, channel = excluded.channel, made_at = now(), expires_at = excluded.expires_at;
  get diagnostics made = row_count;
  return made;
end $$;

create function netra.decline_pledge(wanted bytea, new_id uuid, sealed bytea) returns boolean
language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  insert into netra.pledge_declined (id, campaign_id, person_id, reason_sealed)
  select new_id, c.campaign_id, c.person_id, sealed
  from netra.pledge_code c
  join netra.pledge_campaign k on k.id = c.campaign_id and k.closed_at is null
  join netra.roster_person p on p.id = c.person_id and p.ended_at is null
  where c.token = wanted and c.expires_at > now()
  on conflict (campaign_id, person_id) do update set id = excluded.id, reason_sealed = excluded.reason_sealed, at = now();
  return found;
end $$;

-- Account and roster become one person: the pledge of either counts for both, and of two one.
create function netra.link_pledge_code(wanted bytea) returns boolean
language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  me uuid := netra.actor_user();
  person uuid;
begin
  if netra.actor_kind() is distinct from 'member' or not netra.has_role('asn') then return false; end if;
  select c.person_id into person from netra.pledge_code c join netra.roster_person p on p.id = c.person_id and p.ended_at is null
  where c.token = wanted and c.expires_at > now();
  if person is null then return false; end if;
  insert into netra.roster_account (person_id, user_id) values (person, me) on conflict do nothing;
  if not exists (select 1 from netra.roster_account a where a.person_id = person and a.user_id = me) then return false; end if;
  update netra.pledge_code c set user_id = me where c.person_id = person;
  update netra.pledge l set same_as = o.id
  from netra.pledge o
  where l.user_id = me and l.person_id is null and o.person_id = person and o.user_id is null and o.election_id = l.election_id and l.same_as is null;
  update netra.pledge l set person_id = person
  where l.user_id = me and l.person_id is null and l.same_as is null;
  update netra.pledge l set user_id = me
  where l.person_id = person and l.user_id is null
    and not exists (select 1 from netra.pledge o where o.user_id = me and o.election_id = l.election_id);
  return true;
end $$;

create function netra.ceremony_count(wanted uuid) returns bigint language sql stable security definer set search_path = netra, pg_temp as $$
  select count(*) / 10 * 10 from netra.pledge l
  where l.ceremony_id = wanted and exists (
    select 1 from netra.pledge_ceremony y join netra.pledge_campaign k on k.id = y.campaign_id
    where y.id = wanted and (netra.inspects(k.institution_id) or netra.leads_in(k.institution_id)))
$$;
comment on function netra.ceremony_count is 'How many signed at a ceremony, in tens: no step of it is one person.';

-- Once a day, by the system: how many of each unit have signed, by how sure it is. Whoever shows it rounds and folds.
create function netra.count_pledges(campaign uuid) returns table (unit_id uuid, assurance text, signed bigint)
language sql stable security definer set search_path = netra, pg_temp as $$
  select p.unit_id, l.assurance, count(*)
  from netra.pledge_campaign k
  join netra.pledge l on l.election_id = k.election_id and l.person_id is not null and l.same_as is null
  join netra.roster_person p on p.id = l.person_id and p.institution_id = k.institution_id and p.ended_at is null
  where k.id = campaign and netra.actor_kind() = 'system'
  group by 1, 2
$$;

revoke execute on function netra.leads_in, netra.campaign_institution, netra.sign_pledges, netra.open_pledge_code, netra.pledge_of_code, netra.check_pledge,
  netra.pledge_people, netra.issue_pledge_codes, netra.decline_pledge, netra.link_pledge_code, netra.ceremony_count, netra.count_pledges from public;
grant execute on function netra.leads_in, netra.campaign_institution, netra.sign_pledges, netra.open_pledge_code, netra.pledge_of_code, netra.check_pledge,
  netra.pledge_people, netra.issue_pledge_codes, netra.decline_pledge, netra.link_pledge_code, netra.ceremony_count, netra.count_pledges to netra_app;

alter table netra.pledge_campaign enable row level security;
create policy pledge_campaign_read on netra.pledge_campaign for select using (true);
create policy pledge_campaign_new on netra.pledge_campaign for insert with check (
  netra.actor_kind() = 'system' or opened_by = (select netra.actor_user()) and (netra.inspects(institution_id) or (select netra.administers())));
create policy pledge_campaign_close on netra.pledge_campaign for update using (
  netra.actor_kind() = 'system' or netra.inspects(institution_id) or (select netra.administers()));
grant select, insert on netra.pledge_campaign to netra_app;
grant update (closed_at, closed_by) on netra.pledge_campaign to netra_app;

alter table netra.pledge_code enable row level security;
alter table netra.roster_account enable row level security;
create policy roster_account_own on netra.roster_account for select using (netra.actor_kind() = 'member' and user_id = (select netra.actor_user()));
grant select on netra.roster_account to netra_app;

alter table netra.pledge_ceremony enable row level security;
create policy pledge_ceremony_read on netra.pledge_ceremony for select using (true);
create policy pledge_ceremony_new on netra.pledge_ceremony for insert with check (
  opened_by = (select netra.actor_user())
  and (netra.inspects(netra.campaign_institution(campaign_id)) or netra.leads_in(netra.campaign_institution(campaign_id))));
grant select, insert on netra.pledge_ceremony to netra_app;

alter table netra.pledge_declined enable row level security;
create policy pledge_declined_read on netra.pledge_declined for select using (netra.inspects(netra.campaign_institution(campaign_id)));
grant select (id, campaign_id, reason_sealed, at) on netra.pledge_declined to netra_app;

alter table netra.pledge_tally enable row level security;
create policy pledge_tally_read on netra.pledge_tally for select using (
  netra.actor_kind() = 'system' or netra.inspects(netra.campaign_institution(campaign_id)) or (select netra.administers())
  or (select netra.has_role('officer')) or (select netra.has_role('overseer')));
grant select on netra.pledge_tally to netra_app;

-- A member who is linked to a person of a roster signs for both; nobody signs in the name of another person.
alter policy pledge_sign on netra.pledge with check (
  netra.actor_kind() = 'member' and user_id = (select netra.actor_user()) and campaign_id is null and ceremony_id is null and same_as is null
  and not offline and assurance in ('account', 'sign-on')
  and (person_id is null or person_id = (select a.person_id from netra.roster_account a where a.user_id = netra.actor_user()))
  and body_id in (select m.body_id from netra.member m where m.user_id = netra.actor_user() and m.role = 'asn'
                  and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date)));

create or replace function netra.public_totals() returns table (pledges bigint, reports bigint, cases bigint)
language sql stable security definer set search_path = netra, pg_temp as $$
  select (select count(*) from netra.pledge where same_as is null), (select count(*) from netra.report), (select count(*) from netra.case_file)
$$;

-- A commitment has one leaf: asked once for all rows of a statement, not row by row, at thousands of pledges a second. The planner knows nothing
-- of fresh rows; told that it may only loop, it looks each one up in the index.
drop trigger log_waiting_once on netra.log_waiting;
create or replace function netra.log_waits_once() returns trigger language plpgsql security definer set search_path = netra, pg_temp
set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
declare eras bigint[] := array(select generate_series(0, s.size >> 20) from netra.log_state s);
begin
  if exists (select 1 from fresh f join netra.log_place p on (p.leaf >> 20) = any (eras) and p.commitment = f.commitment) then
    raise exception 'this commitment stands in the log already' using errcode = 'unique_violation';
  end if;
  return null;
end $$;
create trigger log_waiting_once after insert on netra.log_waiting referencing new table as fresh for each statement execute function netra.log_waits_once();
