-- Questions about one's own planned conduct, sealed to the office that advises and to the asker's own pass; answers published without identity; and
-- the page on which an institution answers for neutrality: who holds which post, figures of a day, its reply, its self-assessment.

-- Who advises at an office: officers of supervisors, the inspectorate of an institution. Programs do not.
create function netra.advice_bodies() returns uuid[] language sql stable security definer set search_path = netra, pg_temp
  return coalesce((
    select array_agg(distinct m.body_id)
    from netra.member m join netra.body b on b.id = m.body_id
    where netra.actor_kind() = 'member' and m.user_id = netra.actor_user()
      and not netra.administers() and not netra.is_service()
      and (m.role, b.kind) in (('officer', 'bawaslu'), ('inspectorate', 'institution'))
      and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date)), '{}');
comment on function netra.advice_bodies is 'Offices at which the asking person answers advisory questions.';
create function netra.advises(wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return wanted = any (netra.advice_bodies());
comment on function netra.advises is 'Whether the asking person answers advisory questions at this office.';

-- Who speaks for an institution: its inspectorate, and the personnel authority that lies at it, or alone with it at a province, regency or city.
create function netra.authority_of(wanted uuid) returns uuid language sql stable security definer set search_path = netra, pg_temp
  return (
    select b.id from netra.jurisdiction i
    join netra.body b on b.kind = 'ppk' and (b.jurisdiction_id = i.id or b.jurisdiction_id = i.parent_id)
    join netra.jurisdiction place on place.id = b.jurisdiction_id
    where i.id = wanted and i.level = 'institution'
      and (b.jurisdiction_id = i.id or place.level in ('province', 'city')
           and (select count(*) from netra.jurisdiction o where o.parent_id = place.id and o.level = 'institution') = 1)
    order by (b.jurisdiction_id = i.id) desc, b.code limit 1);
comment on function netra.authority_of is 'The personnel authority of an institution; null where it cannot be told apart from that of its neighbours.';

create function netra.speaks_for() returns uuid[] language sql stable security definer set search_path = netra, pg_temp
  return netra.facility_inspects() || coalesce((
    select array_agg(distinct i.id)
    from netra.member m
    join netra.body b on b.id = m.body_id and b.kind = 'ppk'
    join netra.jurisdiction i on i.level = 'institution' and (i.id = b.jurisdiction_id or i.parent_id = b.jurisdiction_id)
    where netra.actor_kind() = 'member' and m.user_id = netra.actor_user() and m.role = 'authority'
      and not netra.administers() and not netra.is_service() and netra.authority_of(i.id) = b.id
      and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date)), '{}');
comment on function netra.speaks_for is 'Institutions for which the actor writes and approves: the inspectorate, and the personnel authority.';

-- ---- Ask

create table netra.advice_desk (
  body_id uuid primary key references netra.body (id),
  public_key bytea not null check (length(public_key) = 32),
  private_key_wrapped bytea not null,
  opened_by uuid not null,
  opened_at timestamptz not null default now(),
  closed_at timestamptz
);
comment on table netra.advice_desk is 'Offices that answer questions about planned conduct, each with a key pair for nothing else: a key for reports does not open questions, nor the other way round.';

create table netra.advice_target (
  valid_from date primary key,
  limit_days smallint not null check (limit_days between 1 and 60),
  unit text not null check (unit in ('working_day', 'calendar_day')),
  warn_days smallint not null check (warn_days between 0 and 30),
  nature text not null check (nature in ('law', 'practice', 'target')),
  basis text not null check (length(basis) between 2 and 200),
  recorded_at timestamptz not null default now()
);
comment on table netra.advice_target is 'Within how many days a question is answered, and since when: dated, and marked as law, practice or a target of ours.';
insert into netra.advice_target (valid_from, limit_days, unit, warn_days, nature, basis)
values ('2022-01-01', 5, 'working_day', 2, 'target', 'Target layanan Netra; tidak ada aturan yang menetapkan batas ini');

create table netra.advice_question (
  id uuid primary key,
  pass_hash bytea not null unique check (length(pass_hash) = 32),
  asker_key bytea not null check (length(asker_key) = 32),
  body_id uuid not null references netra.advice_desk (body_id),
  received_on date not null,
  due_on date not null check (due_on >= received_on),
  warn_on date not null,
  nature text not null check (nature in ('law', 'practice', 'target')),
  basis text not null,
  words_sealed bytea not null,
  own_sealed bytea not null,
  answered_on date check (answered_on >= received_on),
  answered_by uuid,
  answer_sealed bytea,
  answer_copy bytea,
  touched_on date not null default current_date,
  check ((answered_on is null) = (answer_sealed is null) and (answered_on is null) = (answer_copy is null) and (answered_on is null) = (answered_by is null))
);
comment on table netra.advice_question is 'A question about one''s own planned conduct: sealed to the office (words_sealed) and to a key that follows from the pass (own_sealed, answer_sealed). Days only, no hours; nothing here leads to an account, a roster, a report or a case, and nothing there leads here.';
create index advice_question_desk on netra.advice_question (body_id, due_on) where answered_on is null;
create index advice_question_touched on netra.advice_question (touched_on);

create table netra.advice_published (
  id uuid primary key,
  number integer generated always as identity unique,
  body_id uuid not null references netra.body (id),
  question text not null check (length(question) between 20 and 600),
  answer text not null check (length(answer) between 20 and 4000),
  rules text[] not null check (cardinality(rules) between 1 and 6),
  confidence text not null check (confidence in ('seen', 'seen-3p', 'recalled', 'uncertain')),
  marks jsonb not null,
  written_by uuid not null,
  written_at timestamptz not null default now(),
  changed_by uuid,
  released_by uuid,
  released_on date,
  reviewed_by uuid,
  reviewed_on date,
  withdrawn_by uuid,
  withdrawn_on date,
  words tsvector generated always as (
    setweight(to_tsvector('pg_catalog.indonesian', question), 'A') || setweight(to_tsvector('pg_catalog.indonesian', answer), 'B')) stored,
  check ((released_by is null) = (released_on is null)),
  check ((withdrawn_by is null) = (withdrawn_on is null)),
  check (released_by <> written_by),
  check (reviewed_by <> written_by)
);
comment on table netra.advice_published is 'Answers for everybody, in words of the office: written by one person, released by another. marks: what each rule said when it was released or reviewed; where the rule says something else now, the answer waits for review. No column leads to a question that somebody asked.';
create index advice_published_words on netra.advice_published using gin (words);
create index advice_published_rules on netra.advice_published using gin (rules);

-- What stands in public is not rewritten: it is withdrawn, and written anew.
create function netra.advice_stands() returns trigger language plpgsql as $$
begin
  if old.released_on is not null and (new.question, new.answer, new.rules, new.confidence, new.released_by, new.released_on)
     is distinct from (old.question, old.answer, old.rules, old.confidence, old.released_by, old.released_on) then
    raise exception 'a released answer is not rewritten' using errcode = 'insufficient_privilege';
  end if;
  if old.withdrawn_on is not null and new.withdrawn_on is distinct from old.withdrawn_on then
    raise exception 'a withdrawn answer stays withdrawn' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger advice_stands before update on netra.advice_published for each row execute function netra.advice_stands();

create function netra.advice_private_key(wanted uuid) returns bytea language sql stable security definer set search_path = netra, pg_temp
  return (select d.private_key_wrapped from netra.advice_desk d where d.body_id = wanted and netra.advises(wanted));
comment on function netra.advice_private_key is 'The wrapped private key of an advising office, for those who advise there; null for everybody else.';

alter table netra.advice_desk enable row level security;
create policy advice_desk_read on netra.advice_desk for select using (true);
create policy advice_desk_new on netra.advice_desk for insert with check (
  netra.actor_kind() = 'system' or netra.advises(body_id) and opened_by = (select netra.actor_user()) and closed_at is null);
create policy advice_desk_close on netra.advice_desk for update using (netra.advises(body_id));
grant select (body_id, public_key, opened_at, closed_at), insert on netra.advice_desk to netra_app;
grant update (closed_at) on netra.advice_desk to netra_app;

alter table netra.advice_target enable row level security;
create policy advice_target_read on netra.advice_target for select using (true);
grant select on netra.advice_target to netra_app;

alter table netra.advice_question enable row level security;
create policy advice_question_asker on netra.advice_question for select using (
  netra.actor_kind() = 'public' and pass_hash = (select netra.actor_receipt()));
create policy advice_question_office on netra.advice_question for select using (
  netra.actor_kind() = 'member' and body_id = any ((select netra.advice_bodies())::uuid[]));
create policy advice_question_due on netra.advice_question for select using (netra.actor_kind() = 'system');
create policy advice_question_new on netra.advice_question for insert with check (
  netra.actor_kind() in ('public', 'system') and (netra.actor_kind() = 'system' or pass_hash = (select netra.actor_receipt())) and answered_on is null
  and exists (select 1 from netra.advice_desk d where d.body_id = advice_question.body_id and d.closed_at is null));
create policy advice_question_answer on netra.advice_question for update
  using (netra.actor_kind() = 'member' and body_id = any ((select netra.advice_bodies())::uuid[]) and answered_on is null)
  with check (body_id = any ((select netra.advice_bodies())::uuid[]) and answered_by = (select netra.actor_user()));
create policy advice_question_withdraw on netra.advice_question for delete using (
  netra.actor_kind() = 'public' and pass_hash = (select netra.actor_receipt())
  or netra.actor_kind() = 'system' and touched_on < current_date - 30);
-- The hash of the pass is for comparing alone: no role may list it.
grant select (id, asker_key, body_id, received_on, due_on, warn_on, nature, basis, words_sealed, own_sealed, answered_on, answered_by, answer_sealed,
  answer_copy, touched_on) on netra.advice_question to netra_app;
grant insert, delete on netra.advice_question to netra_app;
grant update (answered_on, answered_by, answer_sealed, answer_copy, touched_on) on netra.advice_question to netra_app;

alter table netra.advice_published enable row level security;
create policy advice_published_read on netra.advice_published for select using (
  released_on is not null and withdrawn_on is null or netra.actor_kind() = 'member' and body_id = any ((select netra.advice_bodies())::uuid[]));
create policy advice_published_new on netra.advice_published for insert with check (
  body_id = any ((select netra.advice_bodies())::uuid[]) and written_by = (select netra.actor_user()) and released_on is null and reviewed_on is null and withdrawn_on is null);
create policy advice_published_change on netra.advice_published for update using (netra.actor_kind() = 'member' and body_id = any ((select netra.advice_bodies())::uuid[]))
  with check (body_id = any ((select netra.advice_bodies())::uuid[]));
grant select, insert on netra.advice_published to netra_app;
grant update (question, answer, rules, confidence, marks, changed_by, released_by, released_on, reviewed_by, reviewed_on, withdrawn_by, withdrawn_on)
  on netra.advice_published to netra_app;

-- ---- Accountability

create table netra.office_holder (
  id uuid primary key,
  institution_id uuid not null references netra.jurisdiction (id),
  post text not null check (post in ('ppk', 'sekda', 'inspectorate')),
  title text not null check (length(title) between 2 and 120),
  name text check (length(name) between 2 and 120),
  from_day date not null,
  until_day date check (until_day >= from_day),
  source text not null check (length(source) between 2 and 200),
  entered_by uuid not null,
  entered_at timestamptz not null default now(),
  ended_by uuid
);
comment on table netra.office_holder is 'Who holds the three posts that answer for neutrality in an institution, with dates and the decree; name null: only the post is told.';
create unique index office_holder_now on netra.office_holder (institution_id, post) where until_day is null;
create index office_holder_place on netra.office_holder (institution_id, post, from_day desc);

create table netra.accountability_day (
  institution_id uuid not null references netra.jurisdiction (id),
  on_day date not null,
  figures jsonb not null,
  made_at timestamptz not null default now(),
  primary key (institution_id, on_day)
);
comment on table netra.accountability_day is 'What the page of an institution shows of a legal day, written once: figures that were rounded and suppressed before they came here.';

create table netra.accountability_count (
  institution_id uuid not null references netra.jurisdiction (id),
  what text not null check (what ~ '^[a-z-]{2,40}$'),
  at integer not null check (at >= 0),
  set_on date not null,
  primary key (institution_id, what)
);
comment on table netra.accountability_count is 'The true count at which a published figure was last set: it moves only when the count is five or more away from it, so that no two days tell of one case. Read by the counting alone.';

create function netra.accountability_counts(wanted uuid, legal_now timestamptz) returns table (what text, n bigint)
language sql stable security definer set search_path = netra, pg_temp as $$
  with held as (
    select c.id, exists (select 1 from netra.clock k where k.case_id = c.id and k.body_id = c.holder_body_id and k.state = 'running' and k.due_at < legal_now) as late
    from netra.case_file c
    where netra.actor_kind() = 'system' and c.holder_body_id = netra.authority_of(wanted) and c.closed_at is null
  )
  select 'waiting', count(*) from held union all select 'overdue', count(*) from held where late
$$;
comment on function netra.accountability_counts is 'Recommendations that lie with the personnel authority of an institution, and those past a limit; for the counting of the day alone.';

create function netra.institution_size(wanted uuid) returns text language sql stable security definer set search_path = netra, pg_temp as $$
  select case when n = 0 then 'unknown' when n < 1000 then 'small' when n < 10000 then 'medium' else 'large' end
  from (select count(*) as n from (select 1 from netra.roster_person p
    where netra.actor_kind() = 'system' and p.institution_id = wanted and p.ended_at is null limit 10000) as people) as counted
$$;
comment on function netra.institution_size is 'Size class of an institution by its roster, for the counting of the day alone.';

create table netra.institution_reply (
  id uuid primary key,
  institution_id uuid not null references netra.jurisdiction (id),
  version smallint not null check (version between 1 and 9999),
  words text not null check (length(words) between 20 and 4000),
  written_by uuid not null,
  written_on date not null,
  approved_by uuid,
  approved_on date,
  refused_by uuid,
  refused_on date,
  unique (institution_id, version),
  check (approved_by <> written_by),
  check ((approved_by is null) = (approved_on is null)),
  check ((refused_by is null) = (refused_on is null)),
  check (approved_on is null or refused_on is null)
);
comment on table netra.institution_reply is 'What an institution answers to its figures: written by one person, published by another, every version kept.';

create table netra.self_assessment (
  id uuid primary key,
  institution_id uuid not null references netra.jurisdiction (id),
  period text not null check (period ~ '^\d{4}$'),
  version smallint not null check (version between 1 and 999),
  questions text not null check (questions ~ '^[a-z0-9-]{2,40}$'),
  figures jsonb not null,
  started_by uuid not null,
  started_on date not null,
  signed_by uuid,
  signed_on date,
  signed_as text check (length(signed_as) between 2 and 120),
  unique (institution_id, period, version),
  check ((signed_by is null) = (signed_on is null) and (signed_by is null) = (signed_as is null))
);
comment on table netra.self_assessment is 'A version of the self-assessment of a year, with the figures of the day on which it was begun. Signed by somebody who answered none of its questions; a signed one never changes.';
create unique index self_assessment_open on netra.self_assessment (institution_id, period) where signed_on is null;

create table netra.self_assessment_answer (
  assessment_id uuid not null references netra.self_assessment (id),
  question text not null check (question ~ '^[a-z-]{2,40}$'),
  level smallint not null check (level between 0 and 4),
  words text not null check (length(words) <= 2000),
  links text[] not null default '{}' check (cardinality(links) <= 5),
  written_by uuid not null,
  written_at timestamptz not null default now(),
  primary key (assessment_id, question)
);
comment on table netra.self_assessment_answer is 'The answer to one question, in four steps above nothing, with words and places where the evidence stands.';

create table netra.self_assessment_file (
  id uuid primary key,
  assessment_id uuid not null references netra.self_assessment (id),
  question text not null check (question ~ '^[a-z-]{2,40}$'),
  name_sealed bytea not null,
  media_type text not null check (length(media_type) <= 100),
  size integer not null check (size between 1 and 5000000),
  sha256 bytea not null check (length(sha256) = 32),
  content_sealed bytea not null,
  uploaded_by uuid not null,
  uploaded_at timestamptz not null default now()
);
comment on table netra.self_assessment_file is 'A file that proves an answer: locked with a key of the instance, read by those who speak for the institution alone.';
create index self_assessment_file_of on netra.self_assessment_file (assessment_id, question);

-- Asked by a policy of the assessment; as a policy of its own it would ask itself.
create function netra.answered_in(wanted uuid, who uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.self_assessment_answer a where a.assessment_id = wanted and a.written_by = who);
comment on function netra.answered_in is 'Whether somebody answered a question of a self-assessment.';

alter table netra.office_holder enable row level security;
create policy office_holder_read on netra.office_holder for select using (true);
create policy office_holder_new on netra.office_holder for insert with check (
  netra.actor_kind() = 'system' or (netra.administers() or institution_id = any ((select netra.facility_inspects())::uuid[]))
  and entered_by = (select netra.actor_user()));
create policy office_holder_end on netra.office_holder for update
  using (until_day is null and (netra.administers() or institution_id = any ((select netra.facility_inspects())::uuid[])))
  with check (ended_by = (select netra.actor_user()) and until_day is not null);
grant select, insert on netra.office_holder to netra_app;
grant update (until_day, ended_by) on netra.office_holder to netra_app;

alter table netra.accountability_day enable row level security;
create policy accountability_day_read on netra.accountability_day for select using (true);
create policy accountability_day_new on netra.accountability_day for insert with check (netra.actor_kind() = 'system');
grant select, insert on netra.accountability_day to netra_app;

alter table netra.accountability_count enable row level security;
create policy accountability_count_own on netra.accountability_count using (netra.actor_kind() = 'system') with check (netra.actor_kind() = 'system');
grant select, insert, update on netra.accountability_count to netra_app;

alter table netra.institution_reply enable row level security;
create policy institution_reply_read on netra.institution_reply for select using (
  approved_on is not null or institution_id = any ((select netra.speaks_for())::uuid[]));
create policy institution_reply_new on netra.institution_reply for insert with check (
  institution_id = any ((select netra.speaks_for())::uuid[]) and written_by = (select netra.actor_user()) and approved_on is null and refused_on is null);
create policy institution_reply_decide on netra.institution_reply for update
  using (institution_id = any ((select netra.speaks_for())::uuid[]) and approved_on is null and refused_on is null)
  with check (institution_id = any ((select netra.speaks_for())::uuid[]) and coalesce(approved_by, refused_by) = (select netra.actor_user()));
grant select, insert on netra.institution_reply to netra_app;
grant update (approved_by, approved_on, refused_by, refused_on) on netra.institution_reply to netra_app;

alter table netra.self_assessment enable row level security;
create policy self_assessment_read on netra.self_assessment for select using (institution_id = any ((select netra.speaks_for())::uuid[]));
create policy self_assessment_new on netra.self_assessment for insert with check (
  institution_id = any ((select netra.facility_inspects())::uuid[]) and started_by = (select netra.actor_user()) and signed_on is null);
create policy self_assessment_sign on netra.self_assessment for update
  using (signed_on is null and institution_id = any ((select netra.speaks_for())::uuid[]))
  with check (signed_by = (select netra.actor_user())
    and not netra.answered_in(id, signed_by));
grant select, insert on netra.self_assessment to netra_app;
grant update (signed_by, signed_on, signed_as) on netra.self_assessment to netra_app;

alter table netra.self_assessment_answer enable row level security;
create policy self_assessment_answer_read on netra.self_assessment_answer for select using (
  exists (select 1 from netra.self_assessment s where s.id = assessment_id));
create policy self_assessment_answer_new on netra.self_assessment_answer for insert with check (
  written_by = (select netra.actor_user())
  and exists (select 1 from netra.self_assessment s where s.id = assessment_id and s.signed_on is null
    and s.institution_id = any ((select netra.facility_inspects())::uuid[])));
create policy self_assessment_answer_change on netra.self_assessment_answer for update
  using (exists (select 1 from netra.self_assessment s where s.id = assessment_id and s.signed_on is null
    and s.institution_id = any ((select netra.facility_inspects())::uuid[])))
  with check (written_by = (select netra.actor_user()));
grant select, insert on netra.self_assessment_answer to netra_app;
grant update (level, words, links, written_by, written_at) on netra.self_assessment_answer to netra_app;

alter table netra.self_assessment_file enable row level security;
create policy self_assessment_file_read on netra.self_assessment_file for select using (
  exists (select 1 from netra.self_assessment s where s.id = assessment_id));
create policy self_assessment_file_new on netra.self_assessment_file for insert with check (
  uploaded_by = (select netra.actor_user())
  and exists (select 1 from netra.self_assessment s where s.id = assessment_id and s.signed_on is null
    and s.institution_id = any ((select netra.facility_inspects())::uuid[])));
create policy self_assessment_file_drop on netra.self_assessment_file for delete using (
  exists (select 1 from netra.self_assessment s where s.id = assessment_id and s.signed_on is null
    and s.institution_id = any ((select netra.facility_inspects())::uuid[])));
grant select, insert, delete on netra.self_assessment_file to netra_app;

revoke execute on function netra.advice_bodies, netra.advises, netra.authority_of, netra.speaks_for, netra.advice_private_key, netra.accountability_counts,
  netra.institution_size, netra.advice_stands, netra.answered_in from public;
grant execute on function netra.advice_bodies, netra.advises, netra.authority_of, netra.speaks_for, netra.advice_private_key, netra.accountability_counts,
  netra.institution_size, netra.answered_in to netra_app;
