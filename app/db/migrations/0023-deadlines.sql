-- Clocks in sight: limits that stand still, warnings before and after they end, heads of offices, absences with their deputies, calendar feeds.

-- 1. A limit may stand still. Its due day is then nobody's to say; when it goes on, the rulebook counts a new one.
alter table netra.clock drop constraint clock_state_check;
alter table netra.clock add constraint clock_state_check check (state in ('running', 'stopped', 'met', 'met-late', 'replaced', 'cancelled'));
create index clock_stopped on netra.clock (body_id) where state = 'stopped';
alter policy clock_change on netra.clock using (state in ('running', 'stopped') and (netra.holds_case(case_id) or netra.reroutes(case_id)));

create table netra.clock_standstill (
  id uuid primary key,
  clock_id uuid not null references netra.clock (id),
  case_id uuid not null references netra.case_file (id),
  stopped_seq integer not null,
  stopped_at timestamptz not null,
  stopped_on date not null,
  stopped_basis text not null,
  resumed_seq integer,
  resumed_at timestamptz,
  resumed_on date,
  resumed_basis text,
  carried_from uuid references netra.clock_standstill (id),
  recorded_at timestamptz not null default now(),
  check ((resumed_seq is null) = (resumed_on is null) and (resumed_seq is null) = (resumed_at is null)),
  check (resumed_on >= stopped_on)
);
comment on table netra.clock_standstill is 'Penghentian sementara: from which legal day to which a limit stood still, by which steps of the case and on what basis. The reason lies in the step. carried_from: the same standstill, in the longer limit that took the place of the first.';
create index clock_standstill_clock on netra.clock_standstill (clock_id, stopped_seq);
create index clock_standstill_case on netra.clock_standstill (case_id);
create unique index clock_standstill_open on netra.clock_standstill (clock_id) where resumed_seq is null;
grant select, insert on netra.clock_standstill to netra_app;
grant update (resumed_seq, resumed_at, resumed_on, resumed_basis) on netra.clock_standstill to netra_app;

create function netra.is_new_step_of(wanted uuid, step integer, what text) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.case_event e where e.case_id = wanted and e.seq = step and e.kind = what and e.xmin = pg_current_xact_id()::xid);
create function netra.must_meet(wanted uuid, of_case uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.clock k where k.id = wanted and k.case_id = of_case and k.body_id = any (netra.my_bodies()));
comment on function netra.must_meet is 'Whether the actor acts for the office that must meet this limit.';
create function netra.is_standstill_of(wanted uuid, of_case uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.clock_standstill s where s.id = wanted and s.case_id = of_case);

alter table netra.clock_standstill enable row level security;
create policy clock_standstill_read on netra.clock_standstill for select using (netra.actor_kind() = 'member' and netra.sees_case(case_id));
create policy clock_standstill_new on netra.clock_standstill for insert with check (
  netra.holds_case(case_id) and netra.must_meet(clock_id, case_id)
  and (resumed_seq is null and carried_from is null and netra.is_new_step_of(case_id, stopped_seq, 'clock-stopped')
    or carried_from is not null and netra.is_standstill_of(carried_from, case_id)));
create policy clock_standstill_end on netra.clock_standstill for update
  using (resumed_seq is null and netra.holds_case(case_id) and netra.must_meet(clock_id, case_id))
  with check (netra.is_new_step_of(case_id, resumed_seq, 'clock-resumed'));

-- A limit stands still only with a step that says so, and goes on only with another.
create function netra.clock_stands() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  if old.state = new.state then return new; end if;
  if new.state = 'stopped' and not (old.state = 'running' and exists (
      select 1 from netra.clock_standstill s where s.clock_id = new.id and s.resumed_seq is null
        and (s.carried_from is not null or netra.is_new_step_of(s.case_id, s.stopped_seq, 'clock-stopped')))) then
    raise exception 'a limit stops by a step of its case' using errcode = 'insufficient_privilege';
  end if;
  if old.state = 'stopped' and new.state = 'running' and (
      exists (select 1 from netra.clock_standstill s where s.clock_id = new.id and s.resumed_seq is null)
      or not exists (select 1 from netra.clock_standstill s where s.clock_id = new.id
                     and netra.is_new_step_of(s.case_id, s.resumed_seq, 'clock-resumed'))) then
    raise exception 'a limit goes on by a step of its case' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger clock_stands before update of state on netra.clock for each row execute function netra.clock_stands();

create function netra.resume_clock(wanted uuid, due timestamptz, days jsonb, is_provisional boolean, version text) returns void
language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  update netra.clock k set state = 'running', due_at = due, skipped = days, provisional = is_provisional, rulebook_version = version
  where k.id = wanted and k.state = 'stopped' and netra.actor_kind() = 'member' and netra.holds_case(k.case_id) and netra.must_meet(k.id, k.case_id);
  if not found then
    raise exception 'no limit to resume' using errcode = 'insufficient_privilege';
  end if;
end $$;
comment on function netra.resume_clock is 'Lets a limit that stood still go on, with the due day that the rulebook counted. By the office that holds the case and must meet it; the trigger asks for the step.';

create function netra.carry_clock(wanted uuid, due timestamptz, days jsonb, is_provisional boolean) returns void
language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  update netra.clock k set state = case when due is null then 'stopped' else k.state end, due_at = coalesce(due, k.due_at), skipped = days,
    provisional = is_provisional
  where k.id = wanted and k.state = 'running' and k.xmin = pg_current_xact_id()::xid and netra.actor_kind() = 'member'
    and netra.holds_case(k.case_id) and netra.must_meet(k.id, k.case_id)
    and exists (select 1 from netra.clock_standstill s where s.clock_id = k.id and s.carried_from is not null);
  if not found then
    raise exception 'no limit to carry a standstill into' using errcode = 'insufficient_privilege';
  end if;
end $$;
comment on function netra.carry_clock is 'Counts the standstill of a limit into the longer one that takes its place, in the transaction that began it.';

-- What was changed of a limit, as the rulebook takes it: [{kind, day, reason, basis}].
create function netra.clock_changes_of(wanted uuid) returns jsonb language sql stable security definer set search_path = netra, pg_temp
  return (select coalesce(jsonb_agg(c.change order by c.seq, c.part), '[]'::jsonb) from (
    select s.stopped_seq as seq, 0 as part, jsonb_build_object('kind', 'stop', 'day', s.stopped_on, 'reason', 'langkah ' || s.stopped_seq, 'basis', s.stopped_basis) as change
    from netra.clock_standstill s where s.clock_id = wanted
    union all
    select s.resumed_seq, 1, jsonb_build_object('kind', 'resume', 'day', s.resumed_on, 'reason', 'langkah ' || s.resumed_seq, 'basis', s.resumed_basis)
    from netra.clock_standstill s where s.clock_id = wanted and s.resumed_seq is not null) c);
comment on function netra.clock_changes_of is 'For the functions below alone: nobody may call it.';

-- A later decree counts over the standstills too.
drop function netra.running_clocks(uuid, integer);
create function netra.running_clocks(after uuid, most integer) returns table (
  id uuid, procedure_id text, step_id text, body_code text, body_kind text, body_name text, region text, zone text,
  started_at timestamptz, due_at timestamptz, provisional boolean, changes jsonb
) language sql stable security definer set search_path = netra, pg_temp as $$
  select c.id, c.procedure_id, c.step_id, b.code, b.kind, b.name, j.name, c.zone, c.started_at, c.due_at, c.provisional, netra.clock_changes_of(c.id)
  from netra.clock c
  join netra.body b on b.id = c.body_id
  join netra.jurisdiction j on j.id = b.jurisdiction_id
  where (netra.actor_kind() = 'system' or netra.administers()) and c.state = 'running' and (after is null or c.id > after)
  order by c.id
  limit most
$$;
comment on function netra.running_clocks is 'Limits that run, in pages by id, without the cases they belong to; for whoever changes the law. changes: when they stood still.';
drop function netra.rehearsal_clocks(uuid, integer);
create function netra.rehearsal_clocks(after uuid, most integer) returns table (
  id uuid, number text, procedure_id text, step_id text, body_code text, region text, zone text, started_at timestamptz, due_at timestamptz,
  rulebook_version text, changes jsonb
) language sql stable security definer set search_path = netra, pg_temp as $$
  select k.id, f.number, k.procedure_id, k.step_id, b.code, j.name, k.zone, k.started_at, k.due_at, k.rulebook_version, netra.clock_changes_of(k.id)
  from netra.clock k
  join netra.case_file f on f.id = k.case_id
  join netra.body b on b.id = k.body_id
  join netra.jurisdiction j on j.id = b.jurisdiction_id
  where netra.actor_kind() = 'system' and k.state = 'running' and (after is null or k.id > after)
  order by k.id
  limit most
$$;
comment on function netra.rehearsal_clocks is 'Limits that run, with the number of their case, in pages; for the system alone, to see which a changed rulebook would move.';
revoke execute on function netra.rehearsal_clocks, netra.running_clocks, netra.clock_changes_of, netra.resume_clock, netra.carry_clock from public;
grant execute on function netra.rehearsal_clocks, netra.running_clocks, netra.resume_clock, netra.carry_clock to netra_app;

-- The basis may name a letter; it goes when the case is erased.
create function netra.standstill_gone() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  update netra.clock_standstill set stopped_basis = '', resumed_basis = case when resumed_basis is null then null else '' end where case_id = new.id;
  return new;
end $$;
create trigger standstill_gone after update of erased_at on netra.case_file for each row when (new.erased_at is not null) execute function netra.standstill_gone();

-- 2. Who leads an office, and who is away.
create table netra.office_post (
  id uuid primary key,
  body_id uuid not null references netra.body (id),
  user_id uuid not null references auth.auth_user (id) on delete cascade,
  post text not null check (post in ('head', 'deputy')),
  valid_from date not null,
  valid_until date,
  given_by uuid not null,
  ended_by uuid,
  recorded_at timestamptz not null default now(),
  check (valid_until >= valid_from - 1)
);
comment on table netra.office_post is 'Who is head of an office, or deputy of its head, and when (legal clock). It gives no right: only warnings, and entering absences of the office.';
create index office_post_body on netra.office_post (body_id);
create index office_post_user on netra.office_post (user_id);

create table netra.absence (
  id uuid primary key,
  body_id uuid not null references netra.body (id),
  user_id uuid not null references auth.auth_user (id) on delete cascade,
  from_day date not null,
  until_day date not null,
  kind text not null check (kind in ('leave', 'travel', 'training', 'other')),
  deputy_user_id uuid references auth.auth_user (id) on delete cascade,
  entered_by uuid not null,
  recorded_at timestamptz not null default now(),
  ended_at timestamptz,
  check (until_day >= from_day),
  check (deputy_user_id is distinct from user_id)
);
comment on table netra.absence is 'Who is away from an office, from which legal day to which, and who is warned instead. kind is coarse on purpose: illness counts as leave and is told nowhere. ended_at: taken back.';
create index absence_body on netra.absence (body_id, until_day);
create index absence_user on netra.absence (user_id, until_day);

create function netra.heads(wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.office_post p where p.body_id = wanted and p.post = 'head' and p.ended_by is null
                 and netra.actor_kind() = 'member' and p.user_id = netra.actor_user() and wanted = any (netra.my_bodies()));
comment on function netra.heads is 'Whether the actor is the head of this office. The day is asked by the application, whose clock may be that of a demonstration.';
create function netra.works_on_cases_at(person uuid, wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.member m join netra.body b on b.id = m.body_id where m.user_id = person and m.body_id = wanted
                 and (m.role, b.kind) in (('officer', 'bawaslu'), ('verifier', 'satgas'), ('conveyor', 'bkn'), ('authority', 'ppk'))
                 and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date));
create function netra.same_duty(one uuid, other uuid, wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.member a join netra.member b on b.body_id = a.body_id and b.role = a.role
                 where a.body_id = wanted and a.user_id = one and b.user_id = other
                 and netra.works_on_cases_at(one, wanted) and netra.works_on_cases_at(other, wanted)
                 and a.role in ('officer', 'verifier', 'conveyor', 'authority')
                 and (a.valid_until is null or a.valid_until >= current_date) and (b.valid_until is null or b.valid_until >= current_date));
comment on function netra.same_duty is 'Whether two people hold the same role in casework at this office today: only they may stand in for each other.';

grant select, insert on netra.office_post, netra.absence to netra_app;
grant update (valid_until, ended_by) on netra.office_post to netra_app;
grant update (ended_at) on netra.absence to netra_app;
alter table netra.office_post enable row level security;
create policy office_post_read on netra.office_post for select using (
  netra.actor_kind() = 'system' or (select netra.administers()) or body_id = any ((select netra.my_bodies())::uuid[])
  or netra.actor_kind() = 'member' and user_id = (select netra.actor_user()));
create policy office_post_new on netra.office_post for insert with check (
  (select netra.administers()) and given_by = (select netra.actor_user()) and ended_by is null and netra.works_on_cases_at(user_id, body_id));
create policy office_post_end on netra.office_post for update using ((select netra.administers()))
  with check (ended_by = (select netra.actor_user()));
alter table netra.absence enable row level security;
create policy absence_read on netra.absence for select using (
  netra.actor_kind() = 'system' or body_id = any ((select netra.my_bodies())::uuid[])
  or netra.actor_kind() = 'member' and user_id = (select netra.actor_user()));
create policy absence_new on netra.absence for insert with check (
  body_id = any ((select netra.my_bodies())::uuid[]) and entered_by = (select netra.actor_user()) and ended_at is null
  and (user_id = (select netra.actor_user()) or netra.heads(body_id)) and netra.works_on_cases_at(user_id, body_id)
  and (deputy_user_id is null or netra.same_duty(user_id, deputy_user_id, body_id)));
create policy absence_end on netra.absence for update using (
  body_id = any ((select netra.my_bodies())::uuid[]) and ended_at is null and (user_id = (select netra.actor_user()) or netra.heads(body_id)))
  with check (ended_at is not null and body_id = any ((select netra.my_bodies())::uuid[]));

-- 3. Warnings. When one is due is data with dates; that it was given is one row for each limit, due day and stage, and one for each person told.
create table netra.warning_stage (
  id text not null,
  valid_from date not null,
  valid_until date,
  percent integer,
  hours integer,
  least_days integer not null default 0,
  told text[] not null check (told <@ array['responsible', 'head'] and cardinality(told) > 0),
  urgent boolean not null,
  source text not null,
  primary key (id, valid_from),
  check ((percent is null) <> (hours is null)),
  check (percent between 1 and 99)
);
comment on table netra.warning_stage is 'When a limit is warned of, with dates: after so many per cent of its time, or hours from its end (negative: before). least_days: only limits at least so long. urgent: does not wait for the digest or for the morning.';
insert into netra.warning_stage (id, valid_from, percent, hours, least_days, told, urgent, source) values
  ('half', '2018-01-01', 50, null, 5, '{responsible}', false, 'Netra'),
  ('day-before', '2018-01-01', null, -24, 2, '{responsible}', false, 'Netra'),
  ('hours-before', '2018-01-01', null, -3, 0, '{responsible}', true, 'Netra'),
  ('expired', '2018-01-01', null, 0, 0, '{responsible,head}', true, 'Netra'),
  ('overdue-3', '2018-01-01', null, 72, 0, '{responsible,head}', false, 'Netra'),
  ('overdue-7', '2018-01-01', null, 168, 0, '{head}', false, 'Netra'),
  ('overdue-14', '2018-01-01', null, 336, 0, '{head}', false, 'Netra'),
  ('overdue-30', '2018-01-01', null, 720, 0, '{head}', false, 'Netra'),
  ('overdue-60', '2018-01-01', null, 1440, 0, '{head}', false, 'Netra'),
  ('overdue-90', '2018-01-01', null, 2160, 0, '{head}', false, 'Netra');

create table netra.due_warning (
  clock_id uuid not null references netra.clock (id),
  due_at timestamptz not null,
  stage text not null,
  at timestamptz not null,
  recorded_at timestamptz not null default now(),
  primary key (clock_id, due_at, stage)
);
comment on table netra.due_warning is 'Which stage of warning was given for which limit; once for each due day. at: legal clock.';
create table netra.due_warning_person (
  clock_id uuid not null,
  due_at timestamptz not null,
  stage text not null,
  user_id uuid not null,
  told_as text not null check (told_as in ('responsible', 'deputy', 'head')),
  primary key (clock_id, due_at, stage, user_id),
  foreign key (clock_id, due_at, stage) references netra.due_warning (clock_id, due_at, stage) on delete cascade
);
comment on table netra.due_warning_person is 'Who was told by that warning, and as what. Written in the transaction that leaves the mail behind.';
grant select, insert on netra.due_warning, netra.due_warning_person to netra_app;
grant select on netra.warning_stage to netra_app;
alter table netra.warning_stage enable row level security;
create policy warning_stage_read on netra.warning_stage for select using (true);
alter table netra.due_warning enable row level security;
create policy due_warning_worked on netra.due_warning for all using (netra.actor_kind() = 'system') with check (netra.actor_kind() = 'system');
alter table netra.due_warning_person enable row level security;
create policy due_warning_person_worked on netra.due_warning_person for all using (netra.actor_kind() = 'system') with check (netra.actor_kind() = 'system');

-- For the copy of one's own data.
create policy due_warning_person_own on netra.due_warning_person for select using (
  netra.actor_kind() = 'member' and user_id = (select netra.actor_user()));

create function netra.due_warnings(legal_now timestamptz, most integer) returns table (
  clock_id uuid, case_id uuid, body_id uuid, zone text, due_at timestamptz, stage text, told text[], urgent boolean
) language sql stable security definer set search_path = netra, pg_temp as $$
  select k.id, k.case_id, k.body_id, k.zone, k.due_at, s.id, s.told, s.urgent
  from netra.clock k
  cross join lateral (
    select g.id, g.told, g.urgent
    from netra.warning_stage g
    cross join lateral (
      select case when g.hours is null then k.started_at + (k.due_at - k.started_at) * g.percent / 100
                  else k.due_at + make_interval(hours => g.hours) end as moment) m
    where g.valid_from <= legal_now::date and (g.valid_until is null or g.valid_until >= legal_now::date)
      and m.moment <= legal_now and k.due_at - k.started_at >= make_interval(days => g.least_days)
    order by m.moment desc, g.id
    limit 1
  ) s
  where netra.actor_kind() = 'system' and k.state = 'running'
    and not exists (select 1 from netra.due_warning w where w.clock_id = k.id and w.due_at = k.due_at and w.stage = s.id)
  order by k.due_at, k.id
  limit most
$$;
comment on function netra.due_warnings is 'Limits whose latest stage of warning has come and was not given yet: what was jumped over is not told any more. For the worker alone.';
revoke execute on function netra.due_warnings from public;
grant execute on function netra.due_warnings to netra_app;

alter table netra.mail drop constraint mail_template_check;
alter table netra.mail add constraint mail_template_check check (template in ('security-changed', 'invitation', 'work-waiting', 'due-soon', 'due-now', 'test'));

-- 4. The calendar feed: one for each person, found by a secret of which only the hash is kept.
create table netra.calendar_feed (
  user_id uuid primary key references auth.auth_user (id) on delete cascade,
  token_hash bytea not null unique check (length(token_hash) = 32),
  with_numbers boolean not null default false,
  made_at timestamptz not null default now(),
  last_used_on date
);
comment on table netra.calendar_feed is 'Calendar feeds: a person''s own limits, for a calendar program that cannot sign in. token_hash: keyed; the address is shown once.';
grant select, insert, update, delete on netra.calendar_feed to netra_app;
alter table netra.calendar_feed enable row level security;
create policy calendar_feed_own on netra.calendar_feed for all using (netra.actor_kind() = 'member' and user_id = (select netra.actor_user()))
  with check (netra.actor_kind() = 'member' and user_id = (select netra.actor_user()));
create policy calendar_feed_left on netra.calendar_feed for delete using (netra.actor_kind() = 'system');
create policy calendar_feed_left_read on netra.calendar_feed for select using (netra.actor_kind() = 'system');

create function netra.find_calendar_feed(hash bytea) returns table (user_id uuid, with_numbers boolean)
language sql security definer set search_path = netra, pg_temp as $$
  update netra.calendar_feed f set last_used_on = current_date
  where f.token_hash = hash and netra.actor_kind() = 'public' and not netra.has_left(f.user_id)
    and exists (select 1 from netra.member m where m.user_id = f.user_id and netra.works_on_cases_at(m.user_id, m.body_id))
  returning f.user_id, f.with_numbers
$$;
comment on function netra.find_calendar_feed is 'Whose calendar a secret opens; nobody''s when the person left or works on no cases any more.';
revoke execute on function netra.find_calendar_feed from public;
grant execute on function netra.find_calendar_feed to netra_app;
