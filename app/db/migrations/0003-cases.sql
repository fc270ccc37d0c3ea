-- Reports, evidence, cases, their steps, hand-overs, clocks, and the audit. Own words and identity of reporters lie in tables of
-- their own, sealed to the intake office; what officers write lies in case_event_content.

create table netra.case_file (
  id uuid primary key,
  number text not null unique,
  origin text not null check (origin in ('laporan', 'temuan', 'informasi-awal')),
  status text not null,
  election_id text not null,
  contest_id text not null,
  origin_body_id uuid not null references netra.body (id),
  holder_body_id uuid not null references netra.body (id),
  region_id uuid not null references netra.jurisdiction (id),
  act_kind text not null,
  level text,
  row_ids text,
  opened_at timestamptz not null,
  closed_at timestamptz,
  due_at timestamptz,
  last_seq integer not null,
  accused_count integer not null default 1 check (accused_count >= 1)
);
comment on table netra.case_file is 'Perkara: the present state, a fold of case_event kept beside it so that the queue is one index scan. due_at is the nearest running clock; level and row_ids are those of the last study.';
create index case_queue on netra.case_file (holder_body_id, due_at) where closed_at is null;
create index case_status on netra.case_file (status);

create table netra.case_access (
  case_id uuid not null references netra.case_file (id),
  body_id uuid not null references netra.body (id),
  since timestamptz not null,
  reads_to_seq integer,
  primary key (case_id, body_id)
);
comment on table netra.case_access is 'Which offices may see a case. reads_to_seq: the last step whose content the office may read after it handed the case on (null: all); it goes on seeing that later steps happen, never what is in them.';
create index case_access_body on netra.case_access (body_id, case_id);

create table netra.case_event (
  case_id uuid not null references netra.case_file (id),
  seq integer not null check (seq >= 1),
  kind text not null,
  body_id uuid not null references netra.body (id),
  actor_user_id uuid,
  to_body_id uuid references netra.body (id),
  status_after text not null,
  at timestamptz not null,
  recorded_at timestamptz not null default now(),
  salt bytea not null,
  commitment bytea not null,
  link bytea not null,
  primary key (case_id, seq)
);
comment on table netra.case_event is 'Steps of a case, append-only by grant and trigger. at: legal clock; recorded_at: real clock. link chains each step to the one before (packages/ledger).';

create table netra.case_event_content (
  case_id uuid not null,
  seq integer not null,
  content jsonb not null,
  primary key (case_id, seq),
  foreign key (case_id, seq) references netra.case_event (case_id, seq)
);
comment on table netra.case_event_content is 'What officers wrote at a step: reasons, studies, facts. Readable up to reads_to_seq of the office.';

create table netra.case_accused (
  case_id uuid not null references netra.case_file (id),
  position smallint not null check (position >= 1),
  name_sealed bytea not null,
  post text not null,
  unit_name text not null,
  status text not null,
  primary key (case_id, position)
);
comment on table netra.case_accused is 'Terlapor: the name is encrypted with a key that is not in the database; post and unit in words of the officer.';

create table netra.handover (
  id uuid primary key,
  case_id uuid not null references netra.case_file (id),
  seq integer not null,
  what text not null,
  from_body_id uuid not null references netra.body (id),
  to_body_id uuid not null references netra.body (id),
  sent_at timestamptz not null,
  sent_by uuid not null,
  opened_at timestamptz,
  opened_by uuid,
  accepted_at timestamptz,
  accepted_by uuid,
  returned_at timestamptz,
  returned_by uuid,
  bundle_hash bytea not null,
  unique (case_id, seq)
);
comment on table netra.handover is 'Serah terima: transfer of a case between offices with its receipt (terkirim, dibuka, diterima, dikembalikan). The sender sees the status for ever, never the content of what others do.';
create index handover_from on netra.handover (from_body_id, sent_at desc);
create index handover_to on netra.handover (to_body_id, sent_at desc);

create table netra.clock (
  id uuid primary key,
  case_id uuid not null references netra.case_file (id),
  procedure_id text not null,
  step_id text not null,
  body_id uuid not null references netra.body (id),
  zone text not null,
  started_at timestamptz not null,
  due_at timestamptz not null,
  skipped jsonb not null,
  provisional boolean not null,
  nature text not null check (nature in ('law', 'practice', 'target')),
  basis text not null,
  confidence text not null,
  rulebook_version text not null,
  reason text,
  state text not null check (state in ('running', 'met', 'met-late', 'replaced', 'cancelled')),
  ended_at timestamptz
);
comment on table netra.clock is 'Batas waktu of a case, each with the rule that set it, so that a past date can be recomputed. The row is the truth; nothing else remembers a limit.';
create index clock_case on netra.clock (case_id);
create index clock_running on netra.clock (body_id, due_at) where state = 'running';

create table netra.report (
  id uuid primary key,
  submission_key uuid not null unique,
  receipt_hash bytea not null unique,
  kind text not null check (kind in ('laporan', 'informasi-awal')),
  intake_body_id uuid not null references netra.body (id),
  case_id uuid not null references netra.case_file (id),
  act_kind text not null,
  happened_on date not null,
  known_on date not null,
  region_id uuid not null references netra.jurisdiction (id),
  received_at timestamptz not null,
  recorded_at timestamptz not null default now()
);
comment on table netra.report is 'What a person outside the supervisors told: only the guided answers. The receipt is kept as a keyed hash; nothing here tells who reported.';
create index report_case on netra.report (case_id);

create table netra.report_words (
  report_id uuid primary key references netra.report (id),
  sealed bytea not null
);
comment on table netra.report_words is 'The reporter''s own words, sealed to the intake office (HPKE). Never indexed, never handed over.';

create table netra.report_identity (
  report_id uuid primary key references netra.report (id),
  sealed bytea not null
);
comment on table netra.report_identity is 'Name, address and contact of a reporter who gave them, sealed to the intake office apart from the words.';

create table netra.evidence (
  id uuid primary key,
  report_id uuid references netra.report (id),
  draft_key bytea not null,
  intake_body_id uuid not null references netra.body (id),
  position smallint not null,
  media_type text not null,
  size bigint not null,
  sha256 bytea not null,
  name_sealed bytea not null,
  original_file text not null,
  working_file text,
  received_at timestamptz not null,
  recorded_at timestamptz not null default now()
);
comment on table netra.evidence is 'Files: the original sealed as it came, with its hash; the working copy without metadata, also sealed. Without report_id: uploaded into a draft that was not sent yet; swept after a day.';
create index evidence_report on netra.evidence (report_id);
create index evidence_draft on netra.evidence (draft_key) where report_id is null;

create table netra.audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  user_id uuid not null,
  body_id uuid,
  what text not null,
  access text not null check (access in ('read', 'write')),
  case_id uuid,
  target text
);
comment on table netra.audit is 'Who read or wrote what, append-only by grant. Never the content, never anything about reporters.';
create index audit_case on netra.audit (case_id, id desc);

-- Append-only twice over: no grant, and a trigger for whoever has one.
create function netra.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger case_event_append_only before update or delete or truncate on netra.case_event execute function netra.refuse_change();
create trigger case_event_content_append_only before update or delete or truncate on netra.case_event_content execute function netra.refuse_change();
create trigger audit_append_only before update or delete or truncate on netra.audit execute function netra.refuse_change();

grant select, insert on netra.case_file, netra.case_access, netra.case_event, netra.case_event_content, netra.case_accused,
  netra.handover, netra.clock, netra.report, netra.report_words, netra.report_identity, netra.evidence, netra.audit to netra_app;
grant update on netra.case_file, netra.case_access, netra.handover, netra.clock to netra_app;
grant delete on netra.case_accused to netra_app;
grant update (report_id, position) on netra.evidence to netra_app;
grant delete on netra.evidence to netra_app;

-- The second wall. A member sees a case when one of the readable offices has had a hand in it; writes need an office of one's own.
create function netra.sees_case(wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.case_access a where a.case_id = wanted and a.body_id = any (netra.readable_bodies()));

create function netra.reads_step(wanted uuid, step integer) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.case_access a where a.case_id = wanted and a.body_id = any (netra.readable_bodies())
                 and (a.reads_to_seq is null or step <= a.reads_to_seq));

alter table netra.case_file enable row level security;
create policy case_file_read on netra.case_file for select using (
  netra.actor_kind() = 'member' and id in (select a.case_id from netra.case_access a where a.body_id = any ((select netra.readable_bodies())::uuid[])));
create policy case_file_new on netra.case_file for insert with check (
  netra.actor_kind() = 'public' or origin_body_id = any ((select netra.my_bodies())::uuid[]));
create policy case_file_change on netra.case_file for update
  using (holder_body_id = any ((select netra.my_bodies())::uuid[])) with check (true);

alter table netra.case_access enable row level security;
create policy case_access_read on netra.case_access for select using (
  netra.actor_kind() = 'member' and body_id = any ((select netra.readable_bodies())::uuid[]) or netra.sees_case(case_id));
create policy case_access_new on netra.case_access for insert with check (
  netra.actor_kind() = 'public' or (select cardinality(netra.my_bodies())) > 0);
create policy case_access_change on netra.case_access for update using ((select cardinality(netra.my_bodies())) > 0 and netra.sees_case(case_id));

alter table netra.case_event enable row level security;
create policy case_event_read on netra.case_event for select using (netra.actor_kind() = 'member' and netra.sees_case(case_id));
create policy case_event_new on netra.case_event for insert with check (
  netra.actor_kind() = 'public' and seq = 1 or body_id = any ((select netra.my_bodies())::uuid[]));

alter table netra.case_event_content enable row level security;
create policy case_event_content_read on netra.case_event_content for select using (
  netra.actor_kind() = 'member' and netra.reads_step(case_id, seq));
create policy case_event_content_new on netra.case_event_content for insert with check (
  netra.actor_kind() = 'public' and seq = 1 or (select cardinality(netra.my_bodies())) > 0);

alter table netra.case_accused enable row level security;
create policy case_accused_read on netra.case_accused for select using (netra.actor_kind() = 'member' and netra.sees_case(case_id));
create policy case_accused_write on netra.case_accused for insert with check ((select cardinality(netra.my_bodies())) > 0);
create policy case_accused_drop on netra.case_accused for delete using ((select cardinality(netra.my_bodies())) > 0 and netra.sees_case(case_id));

alter table netra.handover enable row level security;
create policy handover_read on netra.handover for select using (
  netra.actor_kind() = 'member' and (from_body_id = any ((select netra.readable_bodies())::uuid[])
    or to_body_id = any ((select netra.readable_bodies())::uuid[]) or netra.sees_case(case_id)));
create policy handover_new on netra.handover for insert with check (from_body_id = any ((select netra.my_bodies())::uuid[]));
create policy handover_sign on netra.handover for update using (to_body_id = any ((select netra.my_bodies())::uuid[]));

alter table netra.clock enable row level security;
create policy clock_read on netra.clock for select using (netra.actor_kind() = 'member' and netra.sees_case(case_id));
create policy clock_new on netra.clock for insert with check (netra.actor_kind() = 'public' or (select cardinality(netra.my_bodies())) > 0);
create policy clock_change on netra.clock for update using ((select cardinality(netra.my_bodies())) > 0 and netra.sees_case(case_id));

alter table netra.report enable row level security;
create policy report_read on netra.report for select using (
  netra.actor_kind() = 'member' and intake_body_id = any ((select netra.my_bodies())::uuid[])
  or netra.actor_kind() = 'public' and receipt_hash = (select netra.actor_receipt()));
create policy report_new on netra.report for insert with check (netra.actor_kind() = 'public');

alter table netra.report_words enable row level security;
create policy report_words_read on netra.report_words for select using (
  netra.actor_kind() = 'member' and report_id in (select r.id from netra.report r where r.intake_body_id = any ((select netra.my_bodies())::uuid[])));
create policy report_words_new on netra.report_words for insert with check (netra.actor_kind() = 'public');

alter table netra.report_identity enable row level security;
create policy report_identity_read on netra.report_identity for select using (
  netra.actor_kind() = 'member' and report_id in (select r.id from netra.report r where r.intake_body_id = any ((select netra.my_bodies())::uuid[])));
create policy report_identity_new on netra.report_identity for insert with check (netra.actor_kind() = 'public');

-- A draft's uploads are found by the key that only the draft itself carries; afterwards only the intake office sees them.
create function netra.actor_draft() returns bytea language sql stable
  return decode(nullif(current_setting('netra.draft', true), ''), 'hex');
alter table netra.evidence enable row level security;
create policy evidence_read on netra.evidence for select using (
  netra.actor_kind() = 'member' and intake_body_id = any ((select netra.my_bodies())::uuid[]) and report_id is not null
  or netra.actor_kind() = 'public' and draft_key = (select netra.actor_draft())
  or netra.actor_kind() = 'system' and report_id is null);
create policy evidence_new on netra.evidence for insert with check (netra.actor_kind() = 'public' and report_id is null and draft_key = (select netra.actor_draft()));
create policy evidence_send on netra.evidence for update
  using (netra.actor_kind() = 'public' and report_id is null and draft_key = (select netra.actor_draft()))
  with check (netra.actor_kind() = 'public' and draft_key = (select netra.actor_draft()));
create policy evidence_drop on netra.evidence for delete using (
  report_id is null and (netra.actor_kind() = 'public' and draft_key = (select netra.actor_draft()) or netra.actor_kind() = 'system'));

alter table netra.audit enable row level security;
create policy audit_read on netra.audit for select using (
  netra.actor_kind() = 'member' and (user_id = (select netra.actor_user()) or case_id is not null and netra.sees_case(case_id)));
create policy audit_new on netra.audit for insert with check (
  netra.actor_kind() = 'member' and user_id = (select netra.actor_user()) or netra.actor_kind() = 'system');

-- What a reporter sees with the receipt: that steps happen, when and at which office. Never who, never content.
create function netra.reporter_steps() returns table (
  seq integer, kind text, at timestamptz, body_name text, to_body_name text, status_after text, zone text
) language sql stable security definer set search_path = netra, pg_temp as $$
  select e.seq, e.kind, e.at, b.name, t.name, e.status_after, b.zone
  from netra.report r
  join netra.case_event e on e.case_id = r.case_id
  join netra.body b on b.id = e.body_id
  left join netra.body t on t.id = e.to_body_id
  where netra.actor_kind() = 'public' and r.receipt_hash = netra.actor_receipt()
  order by e.seq
$$;

-- The limits that run for the case behind the receipt: step, office, due; so that the reporter can see when something is late.
create function netra.reporter_clocks() returns table (
  procedure_id text, step_id text, body_name text, started_at timestamptz, due_at timestamptz, zone text, nature text, basis text, confidence text, state text, ended_at timestamptz
) language sql stable security definer set search_path = netra, pg_temp as $$
  select c.procedure_id, c.step_id, b.name, c.started_at, c.due_at, c.zone, c.nature, c.basis, c.confidence, c.state, c.ended_at
  from netra.report r
  join netra.clock c on c.case_id = r.case_id
  join netra.body b on b.id = c.body_id
  where netra.actor_kind() = 'public' and r.receipt_hash = netra.actor_receipt()
  order by c.started_at
$$;

-- The files behind the receipt: that they lie there, and their hashes to compare with. Never their names.
create function netra.reporter_evidence() returns table (
  place smallint, media_type text, size bigint, sha256 bytea
) language sql stable security definer set search_path = netra, pg_temp as $$
  select e.position, e.media_type, e.size, e.sha256
  from netra.report r
  join netra.evidence e on e.report_id = r.id
  where netra.actor_kind() = 'public' and r.receipt_hash = netra.actor_receipt()
  order by e.position
$$;
