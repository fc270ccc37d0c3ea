-- Outreach: what an office chose for its posters and cards, and how often their codes were followed: per kit and day, of nobody in particular.

-- In whose name the actor makes outreach. Civil servants who hold no office speak for none.
create function netra.outreach_bodies() returns uuid[] language sql stable security definer set search_path = netra, pg_temp
  return coalesce((
    select array_agg(distinct m.body_id)
    from netra.member m
    where netra.actor_kind() = 'member' and m.user_id = netra.actor_user()
      and m.role in ('admin', 'officer', 'overseer', 'verifier', 'conveyor', 'authority', 'inspectorate', 'superior')
      and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date)
  ), '{}');
comment on function netra.outreach_bodies is 'Offices in whose name the actor makes posters and other outreach.';

create table netra.outreach_kit (
  id uuid primary key,
  submission_key uuid not null unique,
  code text not null unique check (code ~ '^[2346789ABCDEFGHJKMNPQRTUVWXYZ]{7}$'),
  body_id uuid not null references netra.body (id),
  election_id text not null check (length(election_id) between 1 and 60),
  stage text not null check (stage in ('sebelum', 'penetapan-calon', 'kampanye', 'masa-tenang', 'pemungutan-suara', 'sesudah')),
  duty text not null check (duty ~ '^[a-z-]{2,40}$'),
  headline text not null check (headline ~ '^[a-z-]{2,40}$'),
  statements text[] not null check (cardinality(statements) between 1 and 8),
  extra text not null default '' check (length(extra) <= 120),
  target text not null check (target in ('bolehkah', 'ikrar', 'pelajaran', 'lapor')),
  lang text not null check (lang in ('id', 'en')),
  formats text[] not null check (cardinality(formats) between 1 and 20),
  made_on date not null,
  made_at timestamptz not null default now()
);
comment on table netra.outreach_kit is 'What an office chose for a set of posters, cards and slides. Never changed: another wish is another kit with a code of its own. Pictures are made from it each time. Who made it stands in the audit alone.';
create index outreach_kit_body on netra.outreach_kit (body_id, made_at desc);

create table netra.outreach_visit (
  kit_id uuid not null references netra.outreach_kit (id),
  on_day date not null,
  visits integer not null check (visits > 0),
  primary key (kit_id, on_day)
);
comment on table netra.outreach_visit is 'How often the code of a kit was followed on a legal day. Nothing of who: no address, no browser, no moment. Read through outreach_visits alone, in tens.';

alter table netra.outreach_kit enable row level security;
alter table netra.outreach_visit enable row level security;
create policy outreach_kit_read on netra.outreach_kit for select using (body_id = any ((select netra.outreach_bodies())::uuid[]));
create policy outreach_kit_new on netra.outreach_kit for insert with check (body_id = any ((select netra.outreach_bodies())::uuid[]));
-- No policy on visits: nobody reads or writes them but through the functions below.
grant select, insert on netra.outreach_kit to netra_app;

create function netra.follow_outreach(wanted text, today date, counts boolean) returns table (target text, duty text, lang text)
language plpgsql volatile security definer set search_path = netra, pg_temp as $$
declare
  kit netra.outreach_kit;
begin
  select * into kit from netra.outreach_kit k where k.code = wanted;
  if not found then return; end if;
  if counts then
    insert into netra.outreach_visit (kit_id, on_day, visits) values (kit.id, today, 1)
    on conflict (kit_id, on_day) do update set visits = least(outreach_visit.visits + 1, 1000000000);
  end if;
  return query select kit.target, kit.duty, kit.lang;
end $$;
comment on function netra.follow_outreach is 'Where the code of a kit leads, and one visit more on that day. Anybody may follow it.';

create function netra.outreach_visits(wanted uuid, today date) returns table (on_day date, at_least integer)
language sql stable security definer set search_path = netra, pg_temp as $$
  with own as (
    select v.on_day, v.visits from netra.outreach_visit v
    join netra.outreach_kit k on k.id = v.kit_id
    where k.id = wanted and k.body_id = any (netra.outreach_bodies()) and v.on_day < today
  )
  select null::date, (floor(coalesce(sum(own.visits), 0) / 10.0) * 10)::integer from own
  union all
  (select own.on_day, (own.visits / 10) * 10 from own where own.visits >= 10 order by own.on_day desc limit 60)
$$;
comment on function netra.outreach_visits is 'Visits of a kit of the actor''s office, rounded down to tens: all days that are over (no day), then each day with ten or more.';

-- Parties are public bodies: their names may be compared with what an office types.
create function netra.outreach_parties() returns text[] language sql stable security definer set search_path = netra, pg_temp
  return case when cardinality(netra.outreach_bodies()) = 0 then '{}'
    else coalesce((select array_agg(distinct s.party_name) from netra.access_side s where s.party_name is not null), '{}') end;
comment on function netra.outreach_parties is 'Names of parties in the registers of this installation, so that no poster carries one.';

revoke execute on function netra.outreach_bodies, netra.follow_outreach, netra.outreach_visits, netra.outreach_parties from public;
grant execute on function netra.outreach_bodies, netra.follow_outreach, netra.outreach_visits, netra.outreach_parties to netra_app;
