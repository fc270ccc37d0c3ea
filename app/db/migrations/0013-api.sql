-- The programming interface: tokens by which another system of an office acts, answers kept so that a repeated request happens once, and
-- webhooks with their deliveries.

-- A token acts as a service member of one office: a person in auth_user who is nobody, with one row in member, so that row-level security
-- asks the same questions of it as of people.
create table netra.api_token (
  id uuid primary key,
  body_id uuid not null references netra.body (id),
  role text not null check (role in ('admin', 'officer', 'overseer', 'verifier', 'conveyor', 'authority', 'media')),
  name text not null check (length(name) between 3 and 80),
  scopes text[] not null,
  days integer not null check (days between 1 and 365),
  asked_by uuid not null,
  asked_at timestamptz not null default now(),
  issued_by uuid,
  issued_at timestamptz,
  user_id uuid unique references auth.auth_user (id),
  token_hash bytea unique,
  hint text,
  expires_at timestamptz,
  last_used_on date,
  revoked_by uuid,
  revoked_at timestamptz,
  check ((issued_at is null) = (token_hash is null) and (issued_at is null) = (user_id is null) and (issued_at is null) = (expires_at is null)),
  check (expires_at is null or expires_at <= issued_at + interval '366 days')
);
comment on table netra.api_token is 'Tokens of the programming interface. Asked for by an administrator; one that reaches cases is issued by a member of the very office, who alone may add reports:read. Only the keyed hash is kept; last_used_on is a day, not a time.';
create index api_token_body on netra.api_token (body_id);

create table netra.api_answer (
  user_id uuid not null references auth.auth_user (id),
  key text not null check (length(key) between 1 and 200),
  operation text not null,
  request_hash bytea not null,
  answer bytea,
  created_at timestamptz not null default now(),
  primary key (user_id, key)
);
comment on table netra.api_answer is 'What a request with an Idempotency-Key was answered, locked with a key that is not in the database, for 24 hours: the same request again gets the same answer and nothing happens twice. Written in the transaction of the effect.';
create index api_answer_age on netra.api_answer (created_at);

create table netra.webhook_endpoint (
  id uuid primary key,
  body_id uuid not null references netra.body (id),
  url text not null check (length(url) <= 500),
  events text[] not null check (cardinality(events) between 1 and 20),
  secret_locked bytea not null,
  old_secret_locked bytea,
  old_secret_until timestamptz,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  failing_since timestamptz,
  disabled_at timestamptz,
  disabled_why text check (disabled_why in ('by-hand', 'failing', 'gone')),
  deleted_at timestamptz,
  check ((disabled_at is null) = (disabled_why is null)),
  check ((old_secret_locked is null) = (old_secret_until is null))
);
comment on table netra.webhook_endpoint is 'Addresses of offices that are told when something happens. The signing secrets are locked; during a change two sign.';
create index webhook_endpoint_body on netra.webhook_endpoint (body_id) where deleted_at is null;

create table netra.webhook_delivery (
  id uuid primary key default gen_random_uuid(),
  endpoint_id uuid not null references netra.webhook_endpoint (id),
  event text not null,
  subject jsonb not null,
  event_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  tries integer not null default 0,
  next_at timestamptz default now(),
  claimed_until timestamptz,
  last_at timestamptz,
  last_result text,
  last_ms integer,
  created_at timestamptz not null default now()
);
comment on table netra.webhook_delivery is 'What was or will be told to an endpoint: kind of event and numbers, never names or texts. last_result is a class (2xx, 5xx, timeout), never a body. Thirty days.';
create index webhook_delivery_endpoint on netra.webhook_delivery (endpoint_id, created_at desc, id);
create index webhook_delivery_waiting on netra.webhook_delivery (next_at) where state = 'waiting';
create index webhook_delivery_age on netra.webhook_delivery (created_at);

create table netra.webhook_clock_mark (
  clock_id uuid not null references netra.clock (id),
  event text not null,
  due_at timestamptz not null,
  primary key (clock_id, event, due_at)
);
comment on table netra.webhook_clock_mark is 'Which limits were announced already as nearing or past; once for each due day.';

-- Who asks, in SQL.
create function netra.acts_as(wanted uuid, wanted_role text) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (
    select 1 from netra.member m
    where netra.actor_kind() = 'member' and m.user_id = netra.actor_user() and m.body_id = wanted and (wanted_role is null or m.role = wanted_role)
      and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date)
  );
comment on function netra.acts_as is 'Whether the actor is a member of the office today, in that role or, with null, in any.';
create function netra.is_service() returns boolean language sql stable security definer set search_path = netra, pg_temp
  return netra.actor_kind() = 'member' and exists (select 1 from netra.api_token t where t.user_id = netra.actor_user());
comment on function netra.is_service is 'Whether the actor is no person but a token.';
create function netra.reaches_cases(wanted_role text) returns boolean language sql immutable
  return wanted_role in ('officer', 'overseer', 'verifier', 'conveyor', 'authority');

-- A token that lost its scope reads no report, whatever the application thinks; and no token ever reads who reported.
create or replace function netra.seal_private_key(wanted uuid) returns bytea language sql stable security definer set search_path = netra, pg_temp
  return (select b.seal_private_key_wrapped from netra.body b where b.id = wanted and b.id = any (netra.my_bodies())
          and exists (select 1 from netra.member m where m.body_id = b.id and m.role = 'officer' and m.user_id = netra.actor_user()
                      and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date))
          and not exists (select 1 from netra.api_token t where t.user_id = netra.actor_user() and not 'reports:read' = any (t.scopes)));
alter policy report_identity_read on netra.report_identity using (
  netra.actor_kind() = 'member' and not (select netra.is_service())
  and report_id in (select r.id from netra.report r where r.intake_body_id = any ((select netra.my_bodies())::uuid[])));

-- Nobody signs in as a token, by whatever way a session is made.
create function netra.no_service_sign_in() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  if exists (select 1 from netra.api_token t where t.user_id = new.user_id) then
    raise exception 'a token does not sign in' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger auth_session_people_only before insert or update of user_id on auth.auth_session for each row execute function netra.no_service_sign_in();
create trigger auth_account_people_only before insert or update of user_id on auth.auth_account for each row execute function netra.no_service_sign_in();
create trigger auth_two_factor_people_only before insert or update of user_id on auth.auth_two_factor for each row execute function netra.no_service_sign_in();

grant select, insert on netra.api_token to netra_app;
alter table netra.api_token enable row level security;
create policy api_token_read on netra.api_token for select using ((select netra.administers()) or netra.acts_as(body_id, null));
create policy api_token_ask on netra.api_token for insert with check (
  (select netra.administers()) and not (select netra.is_service()) and asked_by = (select netra.actor_user())
  and issued_at is null and revoked_at is null and last_used_on is null and not 'reports:read' = any (scopes));

-- Issues a token that was asked for: makes its service member. One that reaches cases only by a person who holds the same role at the office.
create function netra.issue_api_token(wanted uuid, hash bytea, tail text, granted text[], service uuid, membership uuid)
returns table (expires timestamptz) language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  t netra.api_token;
begin
  select * into t from netra.api_token where id = wanted and issued_at is null and revoked_at is null
    and asked_at > now() - interval '14 days' for update;
  if not found or netra.actor_kind() is distinct from 'member' or netra.is_service() then
    return;
  end if;
  if netra.reaches_cases(t.role) and not netra.acts_as(t.body_id, t.role) or not netra.reaches_cases(t.role) and not netra.administers() then
    raise exception 'a token is issued by the office it acts for' using errcode = 'insufficient_privilege';
  end if;
  if not granted <@ (t.scopes || case when t.role = 'officer' then array['reports:read'] else '{}'::text[] end) then
    raise exception 'a token is issued with what was asked for' using errcode = 'insufficient_privilege';
  end if;
  insert into auth.auth_user (id, name, email, email_verified) values (service, t.name || ' (API)', 'token-' || t.id || '@api.invalid', false);
  insert into netra.member (id, user_id, body_id, role, valid_until) values (membership, service, t.body_id, t.role, current_date + t.days);
  update netra.api_token set scopes = granted, issued_by = netra.actor_user(), issued_at = now(), user_id = service, token_hash = hash, hint = tail,
    expires_at = now() + make_interval(days => t.days) where id = wanted returning expires_at into expires;
  return next;
end $$;
comment on function netra.issue_api_token is 'Issues a token; empty when there is none to issue. Who may is decided here, not by the application.';

-- Ends a token and its membership in the same moment. An administrator may, and whoever works at the office.
create function netra.revoke_api_token(wanted uuid) returns boolean language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  t netra.api_token;
begin
  select * into t from netra.api_token where id = wanted and revoked_at is null for update;
  if not found or not (netra.administers() or netra.acts_as(t.body_id, null)) or netra.is_service() then
    return false;
  end if;
  update netra.api_token set revoked_at = now(), revoked_by = netra.actor_user() where id = wanted;
  update netra.member set valid_until = current_date - 1 where user_id = t.user_id;
  delete from netra.api_answer where user_id = t.user_id;
  return true;
end $$;

-- The token behind a secret. Whoever knows the hash knows the secret, so nothing else is asked.
create function netra.find_api_token(hash bytea) returns table (
  id uuid, body_id uuid, role text, user_id uuid, name text, scopes text[], expires_at timestamptz, revoked boolean, expired boolean
) language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  update netra.api_token t set last_used_on = current_date
    where t.token_hash = hash and t.last_used_on is distinct from current_date and t.revoked_at is null and t.expires_at > now();
  return query select t.id, t.body_id, t.role, t.user_id, t.name, t.scopes, t.expires_at, t.revoked_at is not null, t.expires_at <= now()
    from netra.api_token t where t.token_hash = hash;
end $$;

grant select, insert, delete on netra.api_answer to netra_app;
grant update (answer) on netra.api_answer to netra_app;
alter table netra.api_answer enable row level security;
create policy api_answer_own on netra.api_answer using (netra.actor_kind() = 'member' and user_id = (select netra.actor_user()))
  with check (netra.actor_kind() = 'member' and user_id = (select netra.actor_user()));
create policy api_answer_old on netra.api_answer for select using (netra.actor_kind() = 'system');
create policy api_answer_sweep on netra.api_answer for delete using (netra.actor_kind() = 'system' and created_at < now() - interval '24 hours');

grant select, insert on netra.webhook_endpoint to netra_app;
grant update (url, events, secret_locked, old_secret_locked, old_secret_until, failing_since, disabled_at, disabled_why, deleted_at) on netra.webhook_endpoint to netra_app;
alter table netra.webhook_endpoint enable row level security;
create policy webhook_endpoint_read on netra.webhook_endpoint for select using (
  netra.actor_kind() = 'system' or (select netra.administers()) or netra.acts_as(body_id, null));
create policy webhook_endpoint_new on netra.webhook_endpoint for insert with check (
  created_by = (select netra.actor_user()) and ((select netra.administers()) or netra.acts_as(body_id, null)));
create policy webhook_endpoint_change on netra.webhook_endpoint for update using (
  deleted_at is null and (netra.actor_kind() = 'system' or (select netra.administers()) or netra.acts_as(body_id, null))) with check (true);

grant select, delete on netra.webhook_delivery to netra_app;
grant update (state, tries, next_at, claimed_until, last_at, last_result, last_ms) on netra.webhook_delivery to netra_app;
alter table netra.webhook_delivery enable row level security;
create policy webhook_delivery_read on netra.webhook_delivery for select using (
  netra.actor_kind() = 'system' or endpoint_id in (select e.id from netra.webhook_endpoint e where (select netra.administers()) or netra.acts_as(e.body_id, null)));
create policy webhook_delivery_change on netra.webhook_delivery for update using (
  netra.actor_kind() = 'system' or endpoint_id in (select e.id from netra.webhook_endpoint e where (select netra.administers()) or netra.acts_as(e.body_id, null)));
create policy webhook_delivery_sweep on netra.webhook_delivery for delete using (
  netra.actor_kind() = 'system' and created_at < now() - interval '30 days' and state <> 'waiting');
alter table netra.webhook_clock_mark enable row level security;

-- What happened, to whoever asked to be told: rows in the transaction in which it happens. A reporter's transaction calls it too, so it gives
-- back nothing but the numbers of the deliveries.
create function netra.announce(bodies uuid[], what text, about jsonb, at timestamptz) returns table (delivery uuid)
language sql security definer set search_path = netra, pg_temp as $$
  insert into netra.webhook_delivery (endpoint_id, event, subject, event_at)
  select e.id, what, about, at from netra.webhook_endpoint e
  where (bodies is null or e.body_id = any (bodies)) and what = any (e.events) and e.disabled_at is null and e.deleted_at is null
  returning id
$$;
comment on function netra.announce is 'Queues an event for the endpoints of these offices (null: of all) and gives the deliveries.';

-- A delivery that says nothing, to see whether the receiver stands.
create function netra.test_webhook(wanted uuid) returns uuid language sql security definer set search_path = netra, pg_temp as $$
  insert into netra.webhook_delivery (endpoint_id, event, subject, event_at)
  select e.id, 'webhook.test', '{}'::jsonb, date_trunc('milliseconds', now()) from netra.webhook_endpoint e
  where e.id = wanted and e.disabled_at is null and e.deleted_at is null and (netra.administers() or netra.acts_as(e.body_id, null))
  returning id
$$;

-- Limits that near their end or have passed it, each told once for each due day.
create function netra.announce_clocks(legal_now timestamptz, soon interval) returns table (delivery uuid)
language sql security definer set search_path = netra, pg_temp as $$
  with wanted as (
    select c.id, c.case_id, c.body_id, c.due_at, c.procedure_id, c.step_id, case when c.due_at < legal_now then 'clock.expired' else 'clock.due-soon' end as event
    from netra.clock c
    where netra.actor_kind() = 'system' and c.state = 'running' and c.due_at < legal_now + soon
      and exists (select 1 from netra.webhook_endpoint e where e.body_id = c.body_id and e.disabled_at is null and e.deleted_at is null
                  and case when c.due_at < legal_now then 'clock.expired' else 'clock.due-soon' end = any (e.events))
  ), marked as (
    insert into netra.webhook_clock_mark (clock_id, event, due_at) select id, event, due_at from wanted
    on conflict do nothing returning clock_id, event
  )
  insert into netra.webhook_delivery (endpoint_id, event, subject, event_at)
  select e.id, w.event, jsonb_build_object('case', f.number, 'limit', w.procedure_id || '/' || w.step_id), legal_now
  from marked m
  join wanted w on w.id = m.clock_id and w.event = m.event
  join netra.case_file f on f.id = w.case_id
  join netra.webhook_endpoint e on e.body_id = w.body_id and w.event = any (e.events) and e.disabled_at is null and e.deleted_at is null
  returning id
$$;

revoke execute on function netra.acts_as, netra.is_service, netra.reaches_cases, netra.no_service_sign_in, netra.issue_api_token,
  netra.revoke_api_token, netra.find_api_token, netra.announce, netra.test_webhook, netra.announce_clocks from public;
grant execute on function netra.acts_as, netra.is_service, netra.reaches_cases, netra.issue_api_token,
  netra.revoke_api_token, netra.find_api_token, netra.announce, netra.test_webhook, netra.announce_clocks to netra_app;
