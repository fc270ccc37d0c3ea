-- Coverage of pledges and lessons in figures that name nobody; reminders that tell nobody anything; and a trace of every look at a person's data.

-- Who is counted together. A person belongs to one group for an election, the first one that counted them, and stays in it whatever the roster says
-- later: so no figure ever changes because one person came, left or moved. New people wait until there are enough of them for a group.
create table netra.coverage_group (
  id uuid primary key,
  election_id text not null check (length(election_id) between 1 and 60),
  institution_id uuid not null references netra.jurisdiction (id),
  unit_id uuid,
  about integer not null check (about >= 20 and about % 10 = 0),
  made_on date not null
);
comment on table netra.coverage_group is 'At least 20 people of one unit (unit_id null: of the institution, across its units) who are counted together until the election is over. about is their number in tens.';
create index coverage_group_place on netra.coverage_group (institution_id, election_id);

-- No foreign keys on persons and groups: each would be asked once for every one of millions of rows. One statement writes them, from both tables.
create table netra.coverage_member (
  election_id text not null,
  person_id uuid not null,
  group_id uuid not null,
  primary key (election_id, person_id)
);
comment on table netra.coverage_member is 'In which group a person is counted. Read by the counting functions alone: no role of the application may list it.';
create index coverage_member_group on netra.coverage_member (group_id);

create table netra.coverage_day (
  group_id uuid not null references netra.coverage_group (id) on delete cascade,
  on_day date not null,
  kind text not null check (kind in ('pledge', 'lesson')),
  rate smallint not null check (rate between 5 and 95 and rate % 5 = 0),
  primary key (group_id, on_day, kind)
);
comment on table netra.coverage_day is 'The figure of a group for a legal day, in steps of 5 percent, never under 5 nor over 95. Written once; nothing changes it that day.';

create table netra.coverage_total (
  institution_id uuid not null references netra.jurisdiction (id),
  election_id text not null check (length(election_id) between 1 and 60),
  on_day date not null,
  ways jsonb not null,
  declined integer check (declined >= 0 and declined % 10 = 0),
  primary key (institution_id, election_id, on_day)
);
comment on table netra.coverage_total is 'Of an institution as a whole: that it was counted on a day; ways, by which ways it was signed, in steps of 5 percent; declined, in tens (0: fewer than 20; null: too few people to say).';

create table netra.pledge_reminder (
  campaign_id uuid not null references netra.pledge_campaign (id),
  number smallint not null check (number between 1 and 10),
  due_on date not null,
  after_person uuid,
  done_at timestamptz,
  primary key (campaign_id, number)
);
comment on table netra.pledge_reminder is 'How far a reminder has come. It goes to everybody with an address, signed or not, in the same words: neither the letter nor its list tells anything.';

create table netra.roster_look (
  id bigint generated always as identity primary key,
  person_id uuid not null,
  user_id uuid not null references auth.auth_user (id),
  body_id uuid,
  what text not null check (what in ('slip', 'reason')),
  at timestamptz not null default now()
);
comment on table netra.roster_look is 'Who looked at data of a person of a roster: a printed slip with name and code, a reason for declining. Written by the functions that hand the data out; shown to the person.';
create index roster_look_person on netra.roster_look (person_id);

create function netra.oversees(institution uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp as $$
  select exists (
    select 1 from netra.member m
    join netra.body b on b.id = m.body_id
    join netra.jurisdiction place on place.id = b.jurisdiction_id
    join netra.jurisdiction wanted on wanted.id = institution and wanted.path like place.path || '%'
    where netra.actor_kind() = 'member' and m.user_id = netra.actor_user() and m.role in ('officer', 'overseer')
      and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date))
$$;
comment on function netra.oversees is 'Whether the asking person supervises where this institution lies.';

-- People of an institution who are in no group yet, by unit.
create function netra.coverage_open(institution uuid, election text) returns table (unit_id uuid, people bigint)
language sql stable security definer set search_path = netra, pg_temp as $$
  select p.unit_id, count(*)
  from netra.roster_person p
  where netra.actor_kind() = 'system' and p.institution_id = institution and p.ended_at is null
    and not exists (select 1 from netra.coverage_member m where m.election_id = election and m.person_id = p.id)
  group by 1
$$;

-- Puts the people of some units (no_unit: and those without one) into a group. Fewer than 20 are refused: somebody left meanwhile.
create function netra.coverage_join(new_group uuid, institution uuid, election text, anchor uuid, units uuid[], no_unit boolean, today date) returns integer
language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  made integer;
begin
  if netra.actor_kind() is distinct from 'system' then raise exception 'counted by the system alone' using errcode = 'insufficient_privilege'; end if;
  insert into netra.coverage_member (election_id, person_id, group_id)
  select election, p.id, new_group
  from netra.roster_person p
  where p.institution_id = institution and p.ended_at is null and (p.unit_id = any (units) or no_unit and p.unit_id is null)
  on conflict do nothing;
  get diagnostics made = row_count;
  if made < 20 then raise exception 'a group of % people', made using errcode = 'check_violation'; end if;
  insert into netra.coverage_group (id, election_id, institution_id, unit_id, about, made_on)
  values (new_group, election, institution, anchor, made / 10 * 10, today);
  return made;
end $$;

-- Once a day, by the system: for each group how many people it has, and how many of them signed (by way) or finished a lesson.
create function netra.coverage_counts(institution uuid, election text) returns table (group_id uuid, what text, people bigint)
language sql stable security definer set search_path = netra, pg_temp as $$
  with counted as materialized (
    select m.group_id, m.person_id, l.assurance, exists (
      select 1 from netra.roster_account a join netra.lesson_run r on r.user_id = a.user_id
      where a.person_id = m.person_id and r.election_id = election and r.finished_on is not null) as learned
    from netra.coverage_group g
    join netra.coverage_member m on m.group_id = g.id
    left join netra.pledge l on l.person_id = m.person_id and l.election_id = election and l.same_as is null
    where netra.actor_kind() = 'system' and g.institution_id = institution and g.election_id = election
  )
  select c.group_id, 'people', count(*) from counted c group by 1
  union all select c.group_id, c.assurance, count(*) from counted c where c.assurance is not null group by 1, 2
  union all select c.group_id, 'learned', count(*) from counted c where c.learned group by 1
$$;

create function netra.coverage_declined(institution uuid, election text) returns bigint
language sql stable security definer set search_path = netra, pg_temp as $$
  select count(distinct d.person_id)
  from netra.pledge_campaign k
  join netra.pledge_declined d on d.campaign_id = k.id
  join netra.coverage_member m on m.election_id = k.election_id and m.person_id = d.person_id
  where netra.actor_kind() = 'system' and k.institution_id = institution and k.election_id = election
$$;

-- The live total: of each group all but one and at least one (so a group in which all signed looks like one in which all but one did), summed up, in
-- tens; null under a hundred people. No other form of the number leaves the database.
create function netra.coverage_live(campaign uuid) returns bigint
language sql stable security definer set search_path = netra, pg_temp as $$
  select case when sum(n) >= 100 then floor(sum(least(greatest(s, 1), n - 1)) / 10)::bigint * 10 end
  from (
    select count(*) as n, count(l.person_id) as s
    from netra.pledge_campaign k
    join netra.coverage_group g on g.institution_id = k.institution_id and g.election_id = k.election_id
    join netra.coverage_member m on m.group_id = g.id
    left join netra.pledge l on l.person_id = m.person_id and l.election_id = k.election_id and l.same_as is null
    where k.id = campaign and (netra.inspects(k.institution_id) or netra.oversees(k.institution_id))
    group by g.id) as each_group
$$;

-- Codes are handed out with the name: each one is a look at the person's data.
create or replace function netra.issue_pledge_codes(campaign uuid, by_channel text, until timestamptz, packed bytea) returns integer
language plpgsql security definer set search_path = netra, pg_temp as $$
declare made integer;
begin
  if netra.actor_kind() is distinct from 'system' and not netra.inspects(netra.campaign_institution(campaign)) then
    raise exception 'codes are made by the inspectorate of the institution' using errcode = 'insufficient_privilege';
  end if;
  with made_now as (
    insert into netra.pledge_code (campaign_id, person_id, token, channel, user_id, expires_at)
    select k.id, p.id, substring(packed from i * 32 + 17 for 16), by_channel, a.user_id, until
    from generate_series(0, length(packed) / 32 - 1) i
    join netra.pledge_campaign k on k.id = campaign and k.closed_at is null
    join netra.roster_person p on p.id = encode(substring(packed from i * 32 + 1 for 16), 'hex')::uuid
      and p.institution_id = k.institution_id and p.ended_at is null
    left join netra.roster_account a on a.person_id = p.id
    on conflict (campaign_id, person_id) do update
      set token = excluded.token, channel = excluded.channel, made_at = now(), expires_at = excluded.expires_at
    returning person_id
  ), looked as (
    insert into netra.roster_look (person_id, user_id, body_id, what)
    select m.person_id, netra.actor_user(), netra.campaign_body(campaign), 'slip' from made_now m where netra.actor_kind() = 'member'
  )
  select count(*) into made from made_now;
  return made;
end $$;

create function netra.campaign_body(wanted uuid) returns uuid language sql stable security definer set search_path = netra, pg_temp as $$
  select m.body_id from netra.member m join netra.body b on b.id = m.body_id join netra.pledge_campaign k on k.id = wanted and b.jurisdiction_id = k.institution_id
  where m.user_id = netra.actor_user() and m.role = 'inspectorate' limit 1
$$;

-- Reasons are read here and nowhere else, so that no look is without its trace. Whose they are is not told; of the moment, the day.
create function netra.read_declined(campaign uuid) returns table (id uuid, reason_sealed bytea, on_day date)
language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  if not netra.inspects(netra.campaign_institution(campaign)) then return; end if;
  insert into netra.roster_look (person_id, user_id, body_id, what)
  select d.person_id, netra.actor_user(), netra.campaign_body(campaign), 'reason' from netra.pledge_declined d where d.campaign_id = campaign;
  return query select d.id, d.reason_sealed, (d.at at time zone 'Asia/Jakarta')::date
  from netra.pledge_declined d where d.campaign_id = campaign order by 3 desc, 1 limit 500;
end $$;
revoke select on netra.pledge_declined from netra_app;
revoke select (id, campaign_id, reason_sealed, at) on netra.pledge_declined from netra_app;

-- Who looked at my data: for whoever holds the own code, or is signed in with the account that was linked to the roster.
create function netra.looks_at_me(wanted bytea) returns table (at timestamptz, what text, office text)
language sql stable security definer set search_path = netra, pg_temp as $$
  select v.at, v.what, b.name
  from netra.roster_look v left join netra.body b on b.id = v.body_id
  where v.person_id in (
    select c.person_id from netra.pledge_code c where c.token = wanted and c.expires_at > now()
    union all select a.person_id from netra.roster_account a where wanted is null and netra.actor_kind() = 'member' and a.user_id = netra.actor_user())
  order by v.at desc limit 200
$$;

revoke execute on function netra.oversees, netra.coverage_open, netra.coverage_join, netra.coverage_counts, netra.coverage_declined, netra.coverage_live,
  netra.campaign_body, netra.read_declined, netra.looks_at_me from public;
grant execute on function netra.oversees, netra.coverage_open, netra.coverage_join, netra.coverage_counts, netra.coverage_declined, netra.coverage_live,
  netra.read_declined, netra.looks_at_me to netra_app;

alter table netra.coverage_group enable row level security;
create policy coverage_group_read on netra.coverage_group for select using (
  netra.actor_kind() = 'system' or netra.inspects(institution_id) or netra.leads_in(institution_id) or netra.oversees(institution_id));
grant select on netra.coverage_group to netra_app;

alter table netra.coverage_member enable row level security;

alter table netra.coverage_day enable row level security;
create policy coverage_day_read on netra.coverage_day for select using (
  exists (select 1 from netra.coverage_group g where g.id = group_id));
create policy coverage_day_new on netra.coverage_day for insert with check (netra.actor_kind() = 'system');
grant select, insert on netra.coverage_day to netra_app;

alter table netra.coverage_total enable row level security;
create policy coverage_total_read on netra.coverage_total for select using (
  netra.actor_kind() = 'system' or netra.inspects(institution_id) or netra.leads_in(institution_id) or netra.oversees(institution_id));
create policy coverage_total_new on netra.coverage_total for insert with check (netra.actor_kind() = 'system');
grant select, insert on netra.coverage_total to netra_app;

alter table netra.pledge_reminder enable row level security;
create policy pledge_reminder_all on netra.pledge_reminder using (netra.actor_kind() = 'system') with check (netra.actor_kind() = 'system');
grant select, insert, update on netra.pledge_reminder to netra_app;

alter table netra.roster_look enable row level security;

-- Heads of units see the names of units beside their rates; nothing of the people.
alter policy work_unit_read on netra.work_unit using (
  (select netra.actor_kind()) = 'system' or (select netra.administers()) or netra.inspects(institution_id) or netra.leads_in(institution_id));

-- The live tally is counted to the single person: it stays in the database. Who wants a live figure gets it in tens (coverage_live).
alter policy pledge_tally_read on netra.pledge_tally using (netra.actor_kind() = 'system');

-- What the front page says changes with no single pledge.
create or replace function netra.public_totals() returns table (pledges bigint, reports bigint, cases bigint)
language sql stable security definer set search_path = netra, pg_temp as $$
  select (select count(*) / 10 * 10 from netra.pledge where same_as is null), (select count(*) from netra.report), (select count(*) from netra.case_file)
$$;

-- Reminders: letters to an address, as invitations are.
alter table netra.mail drop constraint mail_template_check;
alter table netra.mail add constraint mail_template_check check (
  template in ('security-changed', 'invitation', 'work-waiting', 'due-soon', 'due-now', 'test', 'pledge-reminder'));
alter table netra.mail drop constraint mail_check;
alter table netra.mail add constraint mail_check check (user_id is not null or template in ('invitation', 'pledge-reminder'));
alter table netra.mail drop constraint mail_check1;
alter table netra.mail add constraint mail_check1 check (
  sealed is not null or template not in ('invitation', 'test', 'pledge-reminder') or state in ('sent', 'failed', 'bounced', 'dropped'));
