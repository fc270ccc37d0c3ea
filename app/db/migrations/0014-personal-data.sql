-- Personal data: the accused sealed at rest with blind indexes, the notice and the own file of the accused, requests of the people concerned,
-- incidents, holds and disposal. Every table has row-level security from its first line; what looks past it says for whom.

-- 1. The accused at rest. Post and unit name a person as surely as the name does ("Camat Arunika Timur"), so they are locked too.
alter table netra.case_accused
  add column details_sealed bytea,
  add column token_key smallint,
  alter column post drop not null,
  alter column unit_name drop not null;
alter table netra.case_accused add constraint case_accused_locked
  check (details_sealed is not null and post is null and unit_name is null) not valid;
comment on column netra.case_accused.details_sealed is 'Post, unit and, where given, the employee number, encrypted like the name. Rows from before have post and unit_name until the job at the start has locked them.';
comment on column netra.case_accused.token_key is 'Number of the index key under which accused_token was made; null: not yet.';

create table netra.accused_token (
  case_id uuid not null,
  position smallint not null,
  kind text not null check (kind in ('word', 'nip')),
  token bytea not null check (length(token) = 12),
  primary key (case_id, position, kind, token),
  foreign key (case_id, position) references netra.case_accused (case_id, position) on delete cascade
);
comment on table netra.accused_token is 'Blind index: keyed hashes of how the words of a name sound, and of the employee number. The key is not in the database; equal sounds have equal hashes, and that is all they tell.';
create index accused_token_find on netra.accused_token (token, kind);
alter table netra.accused_token enable row level security;
create policy accused_token_read on netra.accused_token for select using (
  netra.actor_kind() = 'member' and case_id in (select a.case_id from netra.case_access a where a.body_id = any ((select netra.readable_bodies())::uuid[])));
create policy accused_token_new on netra.accused_token for insert with check (netra.holds_case(case_id));
grant select, insert on netra.accused_token to netra_app;

-- The job that locks and indexes what was stored before, or under an older index key. For the system alone, in pages.
create function netra.accused_to_lock(wanted_key smallint, most integer) returns table (
  case_id uuid, place smallint, name_sealed bytea, details_sealed bytea, post text, unit_name text
) language sql stable security definer set search_path = netra, pg_temp as $$
  select a.case_id, a.position, a.name_sealed, a.details_sealed, a.post, a.unit_name from netra.case_accused a
  where netra.actor_kind() = 'system' and (a.details_sealed is null or a.token_key is distinct from wanted_key)
  order by a.case_id, a.position limit most
$$;
comment on function netra.accused_to_lock is 'Accused whose post lies open or whose index is of an older key; for the job that locks them, and nobody else.';
create function netra.lock_accused(wanted_case uuid, place smallint, key_number smallint, details bytea, words bytea[], nip bytea) returns void
language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  if netra.actor_kind() is distinct from 'system' then
    raise exception 'only the system locks what was stored before' using errcode = 'insufficient_privilege';
  end if;
  update netra.case_accused set details_sealed = details, post = null, unit_name = null, token_key = key_number
  where case_id = wanted_case and position = place;
  if not found then return; end if;
  delete from netra.accused_token t where t.case_id = wanted_case and t.position = place;
  insert into netra.accused_token (case_id, position, kind, token) select distinct wanted_case, place, 'word', w from unnest(words) w;
  if nip is not null then insert into netra.accused_token values (wanted_case, place, 'nip', nip); end if;
end $$;

-- 2. The accused is told. The code of the letter lies here as a keyed hash; what was told stands in the step of the notice.
create table netra.accused_notice (
  id uuid primary key,
  case_id uuid not null,
  position smallint not null,
  seq integer not null,
  body_id uuid not null references netra.body (id),
  issued_by uuid not null,
  issued_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  code_hash bytea not null unique check (length(code_hash) = 32),
  valid_until timestamptz not null,
  sign_ins_left smallint not null check (sign_ins_left >= 0),
  last_used_at timestamptz,
  ended_at timestamptz,
  ended_why text check (ended_why in ('replaced', 'revoked', 'changed')),
  foreign key (case_id, seq) references netra.case_event (case_id, seq),
  check ((ended_at is null) = (ended_why is null))
);
comment on table netra.accused_notice is 'Notices to the accused: to whom, since when, until when the code opens the own file. valid_until, last_used_at: real clock.';
create index accused_notice_case on netra.accused_notice (case_id, position);
create unique index accused_notice_live on netra.accused_notice (case_id, position) where ended_at is null;
alter table netra.accused_notice enable row level security;
create policy accused_notice_read on netra.accused_notice for select using (netra.actor_kind() = 'member' and netra.sees_case(case_id));
create policy accused_notice_new on netra.accused_notice for insert with check (
  netra.holds_case(case_id) and issued_by = (select netra.actor_user()) and body_id = any ((select netra.my_bodies())::uuid[])
  and netra.is_new_step(case_id, seq) and ended_at is null and last_used_at is null
  and valid_until < now() + interval '200 days' and sign_ins_left <= 100);
create policy accused_notice_end on netra.accused_notice for update using (ended_at is null and netra.holds_case(case_id))
  with check (ended_at is not null and netra.holds_case(case_id));
grant select, insert on netra.accused_notice to netra_app;
grant update (ended_at, ended_why) on netra.accused_notice to netra_app;

create table netra.accused_session (
  token_hash bytea primary key check (length(token_hash) = 32),
  notice_id uuid not null references netra.accused_notice (id) on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
comment on table netra.accused_session is 'Short visits of the accused to the own file. The cookie carries the token, here lies its keyed hash. Reached by functions alone.';
create index accused_session_notice on netra.accused_session (notice_id);
alter table netra.accused_session enable row level security;

create table netra.accused_answer (
  id uuid primary key,
  notice_id uuid not null references netra.accused_notice (id),
  case_id uuid not null,
  position smallint not null,
  seq integer not null,
  at timestamptz not null,
  words_sealed bytea not null,
  foreign key (case_id, seq) references netra.case_event (case_id, seq)
);
comment on table netra.accused_answer is 'What the accused answered, encrypted with a key that is not in the database. The step of the case commits to the hash of what lies here.';
create index accused_answer_case on netra.accused_answer (case_id, position);
alter table netra.accused_answer enable row level security;
create policy accused_answer_read on netra.accused_answer for select using (netra.actor_kind() = 'member' and netra.reads_step(case_id, seq));
grant select on netra.accused_answer to netra_app;

-- Whoever is written down anew is another person until somebody says otherwise: the code of the one before opens nothing.
create function netra.accused_gone() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  update netra.accused_notice n set ended_at = now(), ended_why = 'changed'
  where n.case_id = old.case_id and n.position = old.position and n.ended_at is null;
  update netra.accused_notice n set ended_why = 'changed'
  where n.case_id = old.case_id and n.position = old.position and n.ended_why <> 'changed';
  return null;
end $$;
create trigger accused_gone after delete on netra.case_accused for each row execute function netra.accused_gone();

create function netra.actor_accused() returns bytea language sql stable
  return decode(nullif(current_setting('netra.accused', true), ''), 'hex');

-- The one notice of the visit that asks; null for everybody else, and when code or visit are over.
create function netra.accused_scope() returns uuid language sql stable security definer set search_path = netra, pg_temp
  return (
    select n.id from netra.accused_session s join netra.accused_notice n on n.id = s.notice_id
    where netra.actor_kind() = 'accused' and s.token_hash = netra.actor_accused() and s.expires_at > now()
      and n.ended_at is null and n.valid_until > now());
create function netra.accused_case() returns uuid language sql stable security definer set search_path = netra, pg_temp
  return (select n.case_id from netra.accused_notice n where n.id = netra.accused_scope());
create function netra.accused_position() returns smallint language sql stable security definer set search_path = netra, pg_temp
  return (select n.position from netra.accused_notice n where n.id = netra.accused_scope());

create function netra.accused_sign_in(code bytea, token bytea, minutes integer) returns boolean
language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  found_notice uuid;
begin
  if netra.actor_kind() is distinct from 'public' or minutes not between 1 and 240 then return false; end if;
  update netra.accused_notice n set sign_ins_left = n.sign_ins_left - 1, last_used_at = now()
  where n.code_hash = code and n.ended_at is null and n.valid_until > now() and n.sign_ins_left > 0
  returning n.id into found_notice;
  if found_notice is null then return false; end if;
  insert into netra.accused_session (token_hash, notice_id, expires_at) values (token, found_notice, now() + make_interval(mins => minutes));
  return true;
end $$;
comment on function netra.accused_sign_in is 'Begins a visit with the code of a letter; false for every code that does not open anything now, whatever the reason.';
create function netra.accused_sign_out() returns void language sql security definer set search_path = netra, pg_temp as $$
  delete from netra.accused_session where netra.actor_kind() = 'accused' and token_hash = netra.actor_accused()
$$;

-- What the accused sees. Days instead of times: a time could tell who reported.
create function netra.zone_name(zone text) returns text language sql immutable
  return case zone when 'WITA' then 'Asia/Makassar' when 'WIT' then 'Asia/Jayapura' else 'Asia/Jakarta' end;
create function netra.accused_file() returns table (
  number text, status text, election_id text, region text, holder text, zone text, closed_on date, erased boolean, name_sealed bytea, details_sealed bytea,
  case_id uuid, told jsonb, told_at timestamptz, told_by text, valid_until timestamptz, visit_until timestamptz
) language sql stable security definer set search_path = netra, pg_temp as $$
  select f.number, f.status, f.election_id, j.name, h.name, h.zone, (f.closed_at at time zone netra.zone_name(h.zone))::date, c.content is null,
    a.name_sealed, a.details_sealed, f.id, c.content -> 'told', n.issued_at, b.name, n.valid_until,
    (select s.expires_at from netra.accused_session s where s.token_hash = netra.actor_accused())
  from netra.accused_notice n
  join netra.case_file f on f.id = n.case_id
  join netra.jurisdiction j on j.id = f.region_id
  join netra.body h on h.id = f.holder_body_id
  join netra.body b on b.id = n.body_id
  left join netra.case_accused a on a.case_id = n.case_id and a.position = n.position
  left join netra.case_event_content c on c.case_id = n.case_id and c.seq = n.seq
  where n.id = netra.accused_scope()
$$;
comment on function netra.accused_file is 'The own file of the accused whose visit asks: what was told, and where it stands. Nothing of the reporter, of others, or of what officers wrote for themselves.';

create function netra.accused_steps() returns table (seq integer, kind text, on_day date, body_name text, to_body_name text)
language sql stable security definer set search_path = netra, pg_temp as $$
  select e.seq, case e.kind when 'finding-made' then 'registered' else e.kind end,
    (e.at at time zone netra.zone_name(b.zone))::date, b.name, t.name
  from netra.case_event e
  join netra.body b on b.id = e.body_id
  left join netra.body t on t.id = e.to_body_id
  where e.case_id = netra.accused_case()
    and (e.kind in ('registered', 'finding-made', 'handling-extended', 'concluded-proven', 'concluded-not-proven', 'submitted', 'handover-returned',
                    'verified', 'study-confirmed', 'conveyed', 'decision-recorded', 'closed')
      or e.kind = 'accused-notified' and exists (select 1 from netra.accused_notice n where n.case_id = e.case_id and n.seq = e.seq
                                               and n.position = netra.accused_position() and n.ended_why is distinct from 'changed')
      or e.kind = 'accused-answered' and exists (select 1 from netra.accused_answer w join netra.accused_notice n on n.id = w.notice_id
                                                 where w.case_id = e.case_id and w.seq = e.seq and n.position = netra.accused_position()
                                                 and n.ended_why is distinct from 'changed'))
  order by e.seq
$$;

-- Limits from the registration on. The initial review began when somebody reported, and is not shown.
create function netra.accused_clocks() returns table (
  procedure_id text, step_id text, body_name text, due_at timestamptz, zone text, nature text, basis text, confidence text, state text
) language sql stable security definer set search_path = netra, pg_temp as $$
  select c.procedure_id, c.step_id, b.name, c.due_at, c.zone, c.nature, c.basis, c.confidence, c.state
  from netra.clock c join netra.body b on b.id = c.body_id
  where c.case_id = netra.accused_case() and c.step_id <> 'initial-review' and c.state = 'running'
  order by c.due_at
$$;

-- The decision, where it concerns one person alone; with several accused only that there is one: the letter says to whom which.
create function netra.accused_decision() returns table (outcome text, option text, decision_number text, decided_on text)
language sql stable security definer set search_path = netra, pg_temp as $$
  select c.content ->> 'outcome', c.content ->> 'option', c.content ->> 'decisionNumber', c.content ->> 'decidedOn'
  from netra.case_event e
  join netra.case_event_content c on c.case_id = e.case_id and c.seq = e.seq
  join netra.case_file f on f.id = e.case_id
  where e.case_id = netra.accused_case() and e.kind = 'decision-recorded' and f.accused_count = 1
  order by e.seq desc limit 1
$$;

create function netra.accused_answers() returns table (id uuid, at timestamptz, words_sealed bytea)
language sql stable security definer set search_path = netra, pg_temp as $$
  select w.id, w.at, w.words_sealed
  from netra.accused_answer w join netra.accused_notice n on n.id = w.notice_id
  where w.case_id = netra.accused_case() and w.position = netra.accused_position() and n.ended_why is distinct from 'changed'
  order by w.seq
$$;

-- The office to which files of the accused are sealed: the one where the case began, which has a key.
create function netra.accused_files_office() returns table (id uuid, seal_public_key bytea)
language sql stable security definer set search_path = netra, pg_temp as $$
  select b.id, b.seal_public_key from netra.case_file f join netra.body b on b.id = f.origin_body_id
  where f.id = netra.accused_case() and b.seal_public_key is not null
$$;

-- Where the chain of the case ends, held still until the answer is in it.
create function netra.accused_hold_case() returns table (case_id uuid, place smallint, last_seq integer, status text, holder_body_id uuid, link bytea)
language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  perform 1 from netra.case_file f where f.id = netra.accused_case() for update;
  return query select f.id, netra.accused_position(), f.last_seq, f.status, f.holder_body_id, e.link
    from netra.case_file f join netra.case_event e on e.case_id = f.id and e.seq = f.last_seq where f.id = netra.accused_case();
end $$;

create function netra.accused_answers_now(
  answer uuid, at timestamptz, salt bytea, commitment bytea, link bytea, content jsonb, words bytea
) returns void language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  notice netra.accused_notice;
  file netra.case_file;
  before bytea;
begin
  select * into notice from netra.accused_notice n where n.id = netra.accused_scope();
  if notice.id is null then
    raise exception 'only the accused answers' using errcode = 'insufficient_privilege';
  end if;
  select * into file from netra.case_file f where f.id = notice.case_id for update;
  select e.link into before from netra.case_event e where e.case_id = file.id and e.seq = file.last_seq;
  if length(salt) < 32 or length(commitment) <> 32
    or accused_answers_now.link is distinct from sha256(convert_to(E'netra.ledger/link/v1\n', 'UTF8') || before || commitment) then
    raise exception 'the answer does not follow the last step' using errcode = 'check_violation';
  end if;
  if (select count(*) from netra.accused_answer w where w.notice_id = notice.id) >= 20 then
    raise exception 'as many answers as a notice takes' using errcode = 'check_violation';
  end if;
  insert into netra.case_event (case_id, seq, kind, body_id, actor_user_id, to_body_id, status_after, at, salt, commitment, link)
  values (file.id, file.last_seq + 1, 'accused-answered', file.holder_body_id, null, null, file.status, accused_answers_now.at, accused_answers_now.salt,
    accused_answers_now.commitment, accused_answers_now.link);
  insert into netra.case_event_content (case_id, seq, content) values (file.id, file.last_seq + 1, accused_answers_now.content);
  insert into netra.accused_answer (id, notice_id, case_id, position, seq, at, words_sealed)
  values (answer, notice.id, file.id, notice.position, file.last_seq + 1, accused_answers_now.at, words);
  update netra.case_file set last_seq = file.last_seq + 1 where id = file.id;
end $$;
comment on function netra.accused_answers_now is 'The one write of the accused: an answer as the next step of the own case, in the chain like every other.';

-- Files of an answer: uploaded like those of a report, tied to the answer, sealed to the office where the case began.
alter table netra.evidence add column answer_id uuid references netra.accused_answer (id);
alter table netra.evidence add constraint evidence_of_one check (report_id is null or answer_id is null);
create index evidence_answer on netra.evidence (answer_id) where answer_id is not null;
create function netra.is_own_new_answer(wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.accused_answer w where w.id = wanted and w.notice_id = netra.accused_scope() and w.xmin = pg_current_xact_id()::xid);
alter policy evidence_read on netra.evidence using (
  netra.actor_kind() = 'member' and intake_body_id = any ((select netra.my_bodies())::uuid[]) and (report_id is not null or answer_id is not null)
  or netra.actor_kind() in ('public', 'accused') and draft_key = (select netra.actor_draft())
  or netra.actor_kind() = 'system' and report_id is null and answer_id is null);
alter policy evidence_send on netra.evidence
  using (netra.actor_kind() in ('public', 'accused') and report_id is null and answer_id is null and draft_key = (select netra.actor_draft()))
  with check (draft_key = (select netra.actor_draft()) and (
    netra.actor_kind() = 'public' and answer_id is null
      and report_id in (select r.id from netra.report r
        where r.receipt_hash = netra.actor_receipt() and r.intake_body_id = evidence.intake_body_id and r.xmin = pg_current_xact_id()::xid)
    or netra.actor_kind() = 'accused' and report_id is null and netra.is_own_new_answer(answer_id)));
alter policy evidence_drop on netra.evidence using (
  report_id is null and answer_id is null
  and (netra.actor_kind() = 'public' and draft_key = (select netra.actor_draft()) or netra.actor_kind() = 'system'));
alter policy evidence_new on netra.evidence with check (
  netra.actor_kind() = 'public' and report_id is null and answer_id is null and draft_key = (select netra.actor_draft()));
grant update (answer_id) on netra.evidence to netra_app;
create function netra.accused_evidence() returns table (answer_id uuid, place smallint, media_type text, size bigint, sha256 bytea)
language sql stable security definer set search_path = netra, pg_temp as $$
  select e.answer_id, e.position, e.media_type, e.size, e.sha256
  from netra.evidence e
  join netra.accused_answer w on w.id = e.answer_id
  join netra.accused_notice n on n.id = w.notice_id
  where w.case_id = netra.accused_case() and w.position = netra.accused_position() and n.ended_why is distinct from 'changed'
  order by w.seq, e.position
$$;

-- 3. What the people concerned ask for. Administrators answer for accounts, the office that holds the case for what a case holds, the intake
-- office for reports.
create table netra.privacy_request (
  id uuid primary key,
  kind text not null check (kind in ('copy', 'correction', 'restriction', 'deletion', 'objection')),
  subject text not null check (subject in ('account', 'accused', 'reporter')),
  user_id uuid,
  case_id uuid references netra.case_file (id),
  position smallint,
  words_locked bytea,
  asked_at timestamptz not null default now(),
  due_at timestamptz not null,
  answered_at timestamptz,
  answered_by uuid,
  outcome text check (outcome in ('granted', 'partly', 'refused')),
  exception text,
  answer_locked bytea,
  check ((subject = 'account') = (user_id is not null)),
  check ((subject = 'account') = (case_id is null)),
  check ((subject = 'accused') = (position is not null)),
  check ((answered_at is null) = (outcome is null)),
  check ((answered_at is null) = (answered_by is null))
);
comment on table netra.privacy_request is 'Requests of people about their own data. Words and answer are encrypted with a key that is not in the database. asked_at, due_at: real clock.';
create index privacy_request_open on netra.privacy_request (due_at) where answered_at is null;
create index privacy_request_case on netra.privacy_request (case_id);
alter table netra.privacy_request enable row level security;
create function netra.answers_request(subject text, wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return case subject
    when 'account' then netra.administers()
    when 'accused' then netra.holds_case(wanted)
    else exists (select 1 from netra.report r where r.case_id = wanted and r.intake_body_id = any (netra.my_bodies()))
  end;
create function netra.is_reporter_of(wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.report r where netra.actor_kind() = 'public' and r.case_id = wanted and r.receipt_hash = netra.actor_receipt());
create policy privacy_request_read on netra.privacy_request for select using (
  netra.actor_kind() = 'member' and (user_id = (select netra.actor_user()) or netra.answers_request(subject, case_id))
  or netra.actor_kind() = 'accused' and subject = 'accused' and case_id = (select netra.accused_case()) and position = (select netra.accused_position())
  or netra.actor_kind() = 'public' and subject = 'reporter' and netra.is_reporter_of(case_id));
create policy privacy_request_new on netra.privacy_request for insert with check (
  answered_at is null and answer_locked is null and (
    netra.actor_kind() = 'member' and subject = 'account' and user_id = (select netra.actor_user())
    or netra.actor_kind() = 'accused' and subject = 'accused' and case_id = (select netra.accused_case()) and position = (select netra.accused_position())
    or netra.actor_kind() = 'public' and subject = 'reporter' and netra.is_reporter_of(case_id)));
-- Answered once, in one's own name, and never by the person who asks.
create policy privacy_request_answer on netra.privacy_request for update
  using (netra.actor_kind() = 'member' and answered_at is null and netra.answers_request(subject, case_id) and user_id is distinct from (select netra.actor_user()))
  with check (answered_by = (select netra.actor_user()) and answered_at is not null);
grant select, insert on netra.privacy_request to netra_app;
grant update (answered_at, answered_by, outcome, exception, answer_locked) on netra.privacy_request to netra_app;
create function netra.reporter_case() returns uuid language sql stable security definer set search_path = netra, pg_temp
  return (select r.case_id from netra.report r where netra.actor_kind() = 'public' and r.receipt_hash = netra.actor_receipt());
comment on function netra.reporter_case is 'The case behind a receipt: for the server alone, to tie a request of the reporter to it. It is shown to nobody.';

-- 4. Incidents: what happened to personal data, who must be told, by when. Administrators; nothing of a case stands in it.
create table netra.incident (
  id uuid primary key,
  title text not null check (length(title) between 3 and 200),
  found_at timestamptz not null,
  opened_at timestamptz not null default now(),
  opened_by uuid not null,
  kinds jsonb not null,
  people integer check (people >= 0),
  due_at timestamptz not null,
  warned_at timestamptz,
  authority_told_at timestamptz,
  people_told_at timestamptz,
  closed_at timestamptz
);
comment on table netra.incident is 'Failures to protect personal data (UU 27/2022 pasal 46). found_at, due_at: real clock, 3 x 24 hours apart. kinds: of the register.';
alter table netra.incident enable row level security;
create policy incident_read on netra.incident for select using ((select netra.administers()) or netra.actor_kind() = 'system');
create policy incident_new on netra.incident for insert with check ((select netra.administers()) and opened_by = (select netra.actor_user()));
create policy incident_change on netra.incident for update using ((select netra.administers()) or netra.actor_kind() = 'system')
  with check ((select netra.administers()) or netra.actor_kind() = 'system');
grant select, insert on netra.incident to netra_app;
grant update (kinds, people, warned_at, authority_told_at, people_told_at, closed_at) on netra.incident to netra_app;

create table netra.incident_entry (
  id bigint generated always as identity primary key,
  incident_id uuid not null references netra.incident (id),
  at timestamptz not null default now(),
  by_user uuid not null,
  kind text not null check (kind in ('opened', 'note', 'checked', 'authority-told', 'people-told', 'numbers', 'closed')),
  words text not null check (length(words) <= 10000)
);
comment on table netra.incident_entry is 'What was done about an incident, append-only.';
create index incident_entry_of on netra.incident_entry (incident_id, id);
alter table netra.incident_entry enable row level security;
create policy incident_entry_read on netra.incident_entry for select using ((select netra.administers()));
create policy incident_entry_new on netra.incident_entry for insert with check ((select netra.administers()) and by_user = (select netra.actor_user()));
create trigger incident_entry_append_only before update or delete or truncate on netra.incident_entry execute function netra.refuse_change();
grant select, insert on netra.incident_entry to netra_app;

-- 5. Holds, disposal by two, and its log.
create table netra.case_hold (
  id uuid primary key,
  case_id uuid not null references netra.case_file (id),
  placed_by uuid not null,
  placed_at timestamptz not null default now(),
  reason text not null check (length(reason) between 10 and 2000),
  lifted_by uuid,
  lifted_at timestamptz,
  check ((lifted_at is null) = (lifted_by is null))
);
comment on table netra.case_hold is 'While a hold stands, nothing of the case is disposed of: an objection, a court, an examination.';
create index case_hold_case on netra.case_hold (case_id) where lifted_at is null;
alter table netra.case_hold enable row level security;
create policy case_hold_read on netra.case_hold for select using (netra.actor_kind() = 'member' and netra.sees_case(case_id));
create policy case_hold_new on netra.case_hold for insert with check (netra.holds_case(case_id) and placed_by = (select netra.actor_user()) and lifted_at is null);
create policy case_hold_lift on netra.case_hold for update using (lifted_at is null and netra.holds_case(case_id))
  with check (lifted_by = (select netra.actor_user()) and lifted_at is not null);
grant select, insert on netra.case_hold to netra_app;
grant update (lifted_by, lifted_at) on netra.case_hold to netra_app;

create table netra.disposal (
  id uuid primary key,
  case_id uuid not null references netra.case_file (id),
  proposed_by uuid not null,
  proposed_at timestamptz not null default now(),
  reason text not null check (length(reason) between 10 and 2000),
  confirmed_by uuid,
  confirmed_at timestamptz,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  done_at timestamptz,
  check (confirmed_by is distinct from proposed_by),
  check ((confirmed_at is null) = (confirmed_by is null)),
  check (confirmed_at is null or withdrawn_at is null)
);
comment on table netra.disposal is 'Disposal of what a closed case holds: one person of the office proposes it, another confirms it.';
create unique index disposal_open on netra.disposal (case_id) where confirmed_at is null and withdrawn_at is null;
alter table netra.disposal enable row level security;
create policy disposal_read on netra.disposal for select using (netra.actor_kind() = 'member' and netra.sees_case(case_id));
create policy disposal_new on netra.disposal for insert with check (
  netra.holds_case(case_id) and proposed_by = (select netra.actor_user()) and confirmed_at is null and done_at is null
  and exists (select 1 from netra.case_file f where f.id = case_id and f.closed_at is not null));
create policy disposal_change on netra.disposal for update
  using (confirmed_at is null and withdrawn_at is null and netra.holds_case(case_id))
  with check (coalesce(confirmed_by, withdrawn_by) = (select netra.actor_user()) and done_at is null);
grant select, insert on netra.disposal to netra_app;
grant update (confirmed_by, confirmed_at, withdrawn_by, withdrawn_at) on netra.disposal to netra_app;

create table netra.disposal_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  kind text not null,
  how_many bigint not null,
  case_id uuid,
  disposal_id uuid references netra.disposal (id)
);
comment on table netra.disposal_log is 'What was disposed of, when, how much: never what it was. Append-only.';
alter table netra.disposal_log enable row level security;
create policy disposal_log_read on netra.disposal_log for select using ((select netra.administers()) or netra.actor_kind() = 'system'
  or case_id is not null and netra.sees_case(case_id));
create policy disposal_log_new on netra.disposal_log for insert with check (netra.actor_kind() = 'system');
create trigger disposal_log_append_only before update or delete or truncate on netra.disposal_log execute function netra.refuse_change();
grant select, insert on netra.disposal_log to netra_app;

alter table netra.case_file add column erased_at timestamptz;
comment on column netra.case_file.erased_at is 'What the case held was disposed of: numbers, days and seals stay, nobody can be found in them any more.';

-- Append-only tables let go of content in one case alone: while a disposal runs, which only the functions below can begin.
create function netra.refuse_change_but_disposal() returns trigger language plpgsql as $$
begin
  if tg_op in ('UPDATE', 'DELETE') and current_setting('netra.disposing', true) = 'yes'
    and current_user = (select pg_get_userbyid(c.relowner) from pg_class c where c.oid = tg_relid) then
    return null;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
drop trigger case_event_append_only on netra.case_event;
drop trigger case_event_content_append_only on netra.case_event_content;
drop trigger audit_append_only on netra.audit;
create trigger case_event_append_only before update or delete or truncate on netra.case_event execute function netra.refuse_change_but_disposal();
create trigger case_event_content_append_only before update or delete or truncate on netra.case_event_content execute function netra.refuse_change_but_disposal();
create trigger audit_append_only before update or delete or truncate on netra.audit execute function netra.refuse_change_but_disposal();

-- Erases what a case holds of people. Steps keep number, kind, time and seal; salt and content go, so that the seal means nothing any more.
create function netra.erase_case(wanted uuid, because uuid) returns table (file text) language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  perform set_config('netra.disposing', 'yes', true);
  return query
    with gone as (
      delete from netra.evidence e
      where e.report_id in (select r.id from netra.report r where r.case_id = wanted)
        or e.answer_id in (select w.id from netra.accused_answer w where w.case_id = wanted)
      returning e.original_file, e.working_file)
    select x from gone, unnest(array[gone.original_file, gone.working_file]) x where x is not null;
  delete from netra.report_words w using netra.report r where r.id = w.report_id and r.case_id = wanted;
  delete from netra.report_identity i using netra.report r where r.id = i.report_id and r.case_id = wanted;
  delete from netra.case_event_content c where c.case_id = wanted;
  update netra.case_event set salt = ''::bytea where case_id = wanted;
  delete from netra.accused_answer w where w.case_id = wanted;
  delete from netra.case_accused a where a.case_id = wanted;
  delete from netra.accused_notice n where n.case_id = wanted;
  update netra.privacy_request set words_locked = null, answer_locked = null where case_id = wanted;
  update netra.audit set target = null where case_id = wanted and target is not null;
  update netra.case_file set erased_at = now() where id = wanted;
  if because is not null then update netra.disposal set done_at = now() where id = because; end if;
  insert into netra.disposal_log (kind, how_many, case_id, disposal_id) values ('case', 1, wanted, because);
  perform set_config('netra.disposing', '', true);
end $$;
comment on function netra.erase_case is 'For the two functions below alone: nobody may call it.';

create function netra.dispose_confirmed(wanted uuid) returns table (file text) language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  found_case uuid;
begin
  select d.case_id into found_case from netra.disposal d join netra.case_file f on f.id = d.case_id
  where d.id = wanted and d.done_at is null and d.confirmed_by is not null and d.confirmed_by <> d.proposed_by and f.closed_at is not null
    and netra.actor_kind() = 'member' and netra.holds_case(d.case_id)
    and not exists (select 1 from netra.case_hold h where h.case_id = d.case_id and h.lifted_at is null)
  for update of d, f;
  if found_case is null then
    raise exception 'nothing to dispose of' using errcode = 'insufficient_privilege';
  end if;
  return query select e.file from netra.erase_case(found_case, wanted) e;
end $$;
comment on function netra.dispose_confirmed is 'Erases a closed case that two persons of its office agreed on and on which no hold stands. Gives the names of the files to remove.';

-- An accusation that was not proven expires by itself.
create function netra.expired_cases(closed_before timestamptz, most integer) returns table (id uuid, number text, closed_at timestamptz, held boolean)
language sql stable security definer set search_path = netra, pg_temp as $$
  select f.id, f.number, f.closed_at, exists (select 1 from netra.case_hold h where h.case_id = f.id and h.lifted_at is null)
  from netra.case_file f
  where netra.actor_kind() = 'system' and f.status = 'stopped' and f.erased_at is null and f.closed_at < closed_before
  order by f.closed_at limit most
$$;
create function netra.expire_case(wanted uuid, closed_before timestamptz) returns table (file text) language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  if netra.actor_kind() is distinct from 'system' then
    raise exception 'cases expire by the system alone' using errcode = 'insufficient_privilege';
  end if;
  perform 1 from netra.case_file f where f.id = wanted and f.status = 'stopped' and f.erased_at is null and f.closed_at < closed_before
    and not exists (select 1 from netra.case_hold h where h.case_id = f.id and h.lifted_at is null) for update;
  if not found then return; end if;
  return query select e.file from netra.erase_case(wanted, null) e;
end $$;
comment on function netra.expire_case is 'Erases a case that ended as not proven, once its time is over and no hold stands. Anything else is left as it is.';

-- Visits and codes that are over. Counted with really = false.
create function netra.expired_visits(really boolean) returns bigint language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  total bigint;
begin
  if netra.actor_kind() is distinct from 'system' then return 0; end if;
  select count(*) into total from netra.accused_session s where s.expires_at < now() - interval '1 day';
  if really then delete from netra.accused_session s where s.expires_at < now() - interval '1 day'; end if;
  return total;
end $$;
create policy invitation_dispose on netra.invitation for delete using (
  netra.actor_kind() = 'system' and least(expires_at, coalesce(used_at, expires_at)) < now() - interval '30 days');
grant delete on netra.invitation to netra_app;

revoke execute on function netra.accused_to_lock, netra.lock_accused, netra.accused_gone, netra.actor_accused, netra.accused_scope, netra.accused_case,
  netra.accused_position, netra.accused_sign_in, netra.accused_sign_out, netra.zone_name, netra.accused_file, netra.accused_steps, netra.accused_clocks,
  netra.accused_decision, netra.accused_answers, netra.accused_files_office, netra.accused_hold_case, netra.accused_answers_now, netra.is_own_new_answer,
  netra.accused_evidence, netra.answers_request, netra.is_reporter_of, netra.reporter_case, netra.refuse_change_but_disposal, netra.erase_case,
  netra.dispose_confirmed, netra.expired_cases, netra.expire_case, netra.expired_visits from public, netra_app;
grant execute on function netra.accused_to_lock, netra.lock_accused, netra.actor_accused, netra.accused_scope, netra.accused_case, netra.accused_position,
  netra.accused_sign_in, netra.accused_sign_out, netra.accused_file, netra.accused_steps, netra.accused_clocks, netra.accused_decision,
  netra.accused_answers, netra.accused_files_office, netra.accused_hold_case, netra.accused_answers_now, netra.is_own_new_answer,
  netra.accused_evidence, netra.answers_request, netra.is_reporter_of, netra.reporter_case, netra.dispose_confirmed, netra.expired_cases,
  netra.expire_case, netra.expired_visits to netra_app;
