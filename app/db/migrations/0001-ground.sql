-- Jurisdictions, bodies, members, settings and the functions that row-level security asks. Runs as the owner; the application's
-- role is written netra_app here and replaced by the real name when the migration runs.
create schema netra;
grant usage on schema netra to netra_app;

create table netra.setting (
  key text primary key,
  value jsonb not null
);
comment on table netra.setting is 'Values of this instance that people may change while it runs: the legal clock of the demonstration, the open election.';

create table netra.jurisdiction (
  id uuid primary key,
  code text not null unique,
  name text not null,
  level text not null check (level in ('nation', 'province', 'city', 'district', 'institution', 'unit')),
  parent_id uuid references netra.jurisdiction (id),
  path text collate "C" not null unique check (path like '/%/')
);
comment on table netra.jurisdiction is 'Wilayah, instansi and unit kerja as one tree; path holds the codes from the root, so that "lies within" is a prefix.';
create index jurisdiction_path on netra.jurisdiction (path text_pattern_ops);

create table netra.body (
  id uuid primary key,
  code text not null unique,
  kind text not null,
  name text not null,
  level text not null check (level in ('nation', 'province', 'city', 'district', 'institution', 'unit')),
  jurisdiction_id uuid not null references netra.jurisdiction (id),
  zone text not null default 'WIB' check (zone in ('WIB', 'WITA', 'WIT')),
  valid_from date,
  valid_until date,
  seal_public_key bytea,
  seal_private_key_wrapped bytea
);
comment on table netra.body is 'Offices: which body of law they are (kind, as in the rulebook), where they act and when they exist. Intake offices carry the key pair to which reports are sealed; the private half is wrapped with a key that is not in the database.';
create index body_kind on netra.body (kind, jurisdiction_id);

create table netra.handover_route (
  step text not null,
  from_kind text not null,
  to_kind text not null,
  reach text not null check (reach in ('covers', 'origin')),
  valid_from date not null,
  valid_until date,
  basis text not null,
  primary key (step, from_kind, to_kind, valid_from)
);
comment on table netra.handover_route is 'Which kind of body receives a case at which step, with dates: bodies come and go, so no hand-over is written in code. reach: covers = any office of that kind whose jurisdiction covers the case; origin = the office that opened the case.';

create table netra.member (
  id uuid primary key,
  user_id uuid not null,
  body_id uuid not null references netra.body (id),
  role text not null check (role in ('admin', 'officer', 'overseer', 'verifier', 'conveyor', 'authority', 'media', 'asn')),
  valid_from date not null default current_date,
  valid_until date,
  unique (user_id, body_id, role)
);
comment on table netra.member is 'Who holds which role at which office, and until when (calendar of the real world, not the legal clock).';
create index member_user on netra.member (user_id);

create table netra.invitation (
  token_hash bytea primary key,
  body_id uuid references netra.body (id),
  role text not null,
  email text,
  name text,
  invited_by uuid,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
comment on table netra.invitation is 'One-time links by which a person makes an account; only the hash of the link is kept. body_id is null for the first administrator.';

-- Who is asking. Set per transaction by the unit of work; nullif, because a setting that was set once reads as '' afterwards, not as null.
create function netra.actor_kind() returns text language sql stable
  return nullif(current_setting('netra.kind', true), '');
create function netra.actor_user() returns uuid language sql stable
  return nullif(current_setting('netra.user', true), '')::uuid;
create function netra.actor_receipt() returns bytea language sql stable
  return decode(nullif(current_setting('netra.receipt', true), ''), 'hex');

-- Bodies for which the actor acts. Reads the membership table itself, so that a mistake in the application cannot widen it.
create function netra.my_bodies() returns uuid[] language sql stable security definer set search_path = netra, pg_temp
  return coalesce((
    select array_agg(m.body_id)
    from netra.member m
    where netra.actor_kind() = 'member' and m.user_id = netra.actor_user()
      and m.role in ('officer', 'verifier', 'conveyor', 'authority')
      and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date)
  ), '{}');

-- Bodies whose cases the actor may read: the own ones, and for an overseer the offices of the same kind below.
create function netra.readable_bodies() returns uuid[] language sql stable security definer set search_path = netra, pg_temp
  return netra.my_bodies() || coalesce((
    select array_agg(below.id)
    from netra.member m
    join netra.body own on own.id = m.body_id
    join netra.jurisdiction own_place on own_place.id = own.jurisdiction_id
    join netra.body below on below.kind = own.kind
    join netra.jurisdiction below_place on below_place.id = below.jurisdiction_id and below_place.path like own_place.path || '%'
    where netra.actor_kind() = 'member' and m.user_id = netra.actor_user() and m.role = 'overseer'
      and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date)
  ), '{}');

create function netra.has_role(wanted text) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (
    select 1 from netra.member m
    where netra.actor_kind() = 'member' and m.user_id = netra.actor_user() and m.role = wanted
      and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date)
  );

grant select on netra.jurisdiction, netra.handover_route, netra.setting to netra_app;
grant insert, update on netra.setting to netra_app;
-- The wrapped private keys are read by one function alone, which asks who is asking.
grant select (id, code, kind, name, level, jurisdiction_id, zone, valid_from, valid_until, seal_public_key) on netra.body to netra_app;
grant insert on netra.body, netra.jurisdiction to netra_app;
grant select, insert, update on netra.member, netra.invitation to netra_app;

create function netra.seal_private_key(wanted uuid) returns bytea language sql stable security definer set search_path = netra, pg_temp
  return (select b.seal_private_key_wrapped from netra.body b where b.id = wanted
          and exists (select 1 from netra.member m where m.body_id = b.id and m.role = 'officer' and netra.actor_kind() = 'member'
                      and m.user_id = netra.actor_user() and m.valid_from <= current_date
                      and (m.valid_until is null or m.valid_until >= current_date)));
comment on function netra.seal_private_key is 'The wrapped private key of an office, for its own officers only; null for everybody else.';

-- Adding or changing offices and members: administrators, and the system when it sets up an instance.
alter table netra.member enable row level security;
create policy member_read on netra.member for select using (true);
create policy member_write on netra.member for insert with check (netra.actor_kind() = 'system' or (select netra.has_role('admin')));
create policy member_end on netra.member for update using (netra.actor_kind() = 'system' or (select netra.has_role('admin')));
alter table netra.body enable row level security;
create policy body_read on netra.body for select using (true);
create policy body_write on netra.body for insert with check (netra.actor_kind() = 'system' or (select netra.has_role('admin')));
alter table netra.jurisdiction enable row level security;
create policy jurisdiction_read on netra.jurisdiction for select using (true);
create policy jurisdiction_write on netra.jurisdiction for insert with check (netra.actor_kind() = 'system' or (select netra.has_role('admin')));
alter table netra.invitation enable row level security;
create policy invitation_all on netra.invitation using (netra.actor_kind() in ('system', 'public') or (select netra.has_role('admin')));

insert into netra.handover_route (step, from_kind, to_kind, reach, valid_from, valid_until, basis) values
  ('submit', 'bawaslu', 'satgas', 'covers', '2022-09-22', null, 'SKB 22 Sep 2022; SE MenPANRB 4/2024'),
  ('verify', 'satgas', 'bawaslu', 'origin', '2024-09-04', null, 'Alur SBT yang diumumkan (SE MenPANRB 4/2024)'),
  ('confirm-study', 'bawaslu', 'bkn', 'covers', '2024-09-04', null, 'SE MenPANRB 4/2024'),
  ('convey', 'bkn', 'ppk', 'covers', '2024-09-04', null, 'SE MenPANRB 4/2024');
