-- Fairness on both sides: the reporter completes and adds with the receipt alone, the accused files an objection or an appeal with the code of
-- the letter, and what was not proven, was annulled or went elsewhere expires from everything that names a person.

-- 1. What a reporter adds afterwards. Sealed to the intake office like the report; each one is a step of the case.
create table netra.report_addition (
  id uuid primary key,
  report_id uuid not null references netra.report (id),
  case_id uuid not null,
  seq integer not null,
  at timestamptz not null,
  recorded_at timestamptz not null default now(),
  words_sealed bytea not null,
  identity_sealed bytea,
  unique (case_id, seq),
  foreign key (case_id, seq) references netra.case_event (case_id, seq)
);
comment on table netra.report_addition is 'What a reporter completed or added with the receipt, sealed to the intake office; name and address apart. The step of the case commits to a hash of what lies here.';
create index report_addition_report on netra.report_addition (report_id);
alter table netra.report_addition enable row level security;
create policy report_addition_read on netra.report_addition for select using (
  netra.actor_kind() = 'member' and report_id in (select r.id from netra.report r where r.intake_body_id = any ((select netra.my_bodies())::uuid[]))
  and case_id <> all ((select netra.my_lockouts())::uuid[]));
grant select on netra.report_addition to netra_app;

create function netra.report_addition_gone() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  delete from netra.report_addition where case_id = new.id;
  return null;
end $$;
create trigger report_addition_gone after update of erased_at on netra.case_file for each row
  when (old.erased_at is null and new.erased_at is not null) execute function netra.report_addition_gone();

alter table netra.evidence add column addition_id uuid references netra.report_addition (id);
alter table netra.evidence add constraint evidence_addition_of_report check (addition_id is null or report_id is not null);
comment on column netra.evidence.addition_id is 'The addition of the reporter that the file came with; null: it came with the report.';
create index evidence_addition on netra.evidence (addition_id) where addition_id is not null;
grant update (addition_id) on netra.evidence to netra_app;
create function netra.is_own_new_addition(wanted uuid, report uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.report_addition a join netra.report r on r.id = a.report_id
    where a.id = wanted and r.id = report and netra.actor_kind() = 'public' and r.receipt_hash = netra.actor_receipt() and a.xmin = pg_current_xact_id()::xid);
alter policy evidence_send on netra.evidence
  using (netra.actor_kind() in ('public', 'accused') and report_id is null and answer_id is null and draft_key = (select netra.actor_draft()))
  with check (draft_key = (select netra.actor_draft()) and (
    netra.actor_kind() = 'public' and answer_id is null
      and report_id in (select r.id from netra.report r
        where r.receipt_hash = netra.actor_receipt() and r.intake_body_id = evidence.intake_body_id
          and (addition_id is null and r.xmin = pg_current_xact_id()::xid or netra.is_own_new_addition(addition_id, r.id)))
    or netra.actor_kind() = 'accused' and report_id is null and addition_id is null and netra.is_own_new_answer(answer_id)));

-- Where the own report stands, for its status page: what is missing and until when, never why somebody found so.
create function netra.reporter_place() returns table (
  status text, erased boolean, intake_body_id uuid, office_zone text, missing jsonb, asked_at timestamptz, procedure_id text, due_at timestamptz, clock_state text, additions integer
) language sql stable security definer set search_path = netra, pg_temp as $$
  select f.status, f.erased_at is not null, r.intake_body_id, b.zone, asked.missing, asked.at, k.procedure_id, k.due_at, k.state,
    (select count(*) from netra.report_addition a where a.report_id = r.id)::integer
  from netra.report r
  join netra.case_file f on f.id = r.case_id
  join netra.body b on b.id = r.intake_body_id
  left join lateral (
    select c.content -> 'missing' as missing, e.at from netra.case_event e left join netra.case_event_content c on c.case_id = e.case_id and c.seq = e.seq
    where e.case_id = f.id and e.kind = 'completion-requested' order by e.seq desc limit 1) asked on f.status = 'awaiting-completion'
  left join lateral (
    select k.procedure_id, k.due_at, k.state from netra.clock k
    where k.case_id = f.id and k.step_id = 'complete-report' and k.state in ('running', 'stopped') order by k.started_at desc limit 1) k on f.status = 'awaiting-completion'
  where netra.actor_kind() = 'public' and r.receipt_hash = netra.actor_receipt()
$$;
comment on function netra.reporter_place is 'Status of the own report and, while a completion is awaited, the list of what is missing with its limit. No reasons and no words of officers.';

create function netra.reporter_additions() returns table (at timestamptz, kind text, files bigint)
language sql stable security definer set search_path = netra, pg_temp as $$
  select a.at, e.kind, (select count(*) from netra.evidence x where x.addition_id = a.id)
  from netra.report_addition a
  join netra.report r on r.id = a.report_id
  join netra.case_event e on e.case_id = a.case_id and e.seq = a.seq
  where netra.actor_kind() = 'public' and r.receipt_hash = netra.actor_receipt()
  order by a.seq
$$;

-- The end of the chain of the own case, held still until the addition is in it. For the server alone.
create function netra.reporter_hold_case(addition uuid) returns table (
  case_id uuid, report_id uuid, number text, last_seq integer, status text, erased boolean, election_id text, link bytea, there boolean, additions integer,
  office_id uuid, office_code text, office_region text, office_zone text, office_key bytea, procedure_id text, due_at timestamptz, clock_state text
) language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  perform 1 from netra.case_file f where f.id = netra.reporter_case() for update;
  return query select f.id, r.id, f.number, f.last_seq, f.status, f.erased_at is not null, f.election_id, e.link,
      exists (select 1 from netra.report_addition a where a.id = addition and a.report_id = r.id),
      (select count(*) from netra.report_addition a where a.report_id = r.id)::integer,
      b.id, b.code, j.name, b.zone, b.seal_public_key, k.procedure_id, k.due_at, k.state
    from netra.report r
    join netra.case_file f on f.id = r.case_id
    join netra.case_event e on e.case_id = f.id and e.seq = f.last_seq
    join netra.body b on b.id = r.intake_body_id
    join netra.jurisdiction j on j.id = b.jurisdiction_id
    left join lateral (
      select c.procedure_id, c.due_at, c.state from netra.clock c
      where c.case_id = f.id and c.step_id = 'complete-report' and c.state in ('running', 'stopped') order by c.started_at desc limit 1) k on true
    where r.id = netra.own_report();
end $$;

create function netra.reporter_adds_now(
  addition uuid, kind text, at timestamptz, salt bytea, commitment bytea, link bytea, content jsonb, words bytea, identity bytea, review jsonb
) returns void language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  own netra.report;
  file netra.case_file;
  limits netra.clock;
  before bytea;
  completes boolean := kind = 'completed-by-reporter';
  after text;
begin
  select * into own from netra.report r where r.id = netra.own_report();
  if own.id is null then
    raise exception 'only the reporter adds to a report' using errcode = 'insufficient_privilege';
  end if;
  select * into file from netra.case_file f where f.id = own.case_id for update;
  if kind not in ('completed-by-reporter', 'reporter-added') or file.erased_at is not null
    or file.closed_at is not null and file.status <> 'joined' then
    raise exception 'nothing can be added to this report' using errcode = 'check_violation';
  end if;
  select e.link into before from netra.case_event e where e.case_id = file.id and e.seq = file.last_seq;
  if length(salt) < 32 or length(commitment) <> 32
    or reporter_adds_now.link is distinct from sha256(convert_to(E'netra.ledger/link/v1\n', 'UTF8') || before || commitment) then
    raise exception 'the addition does not follow the last step' using errcode = 'check_violation';
  end if;
  if (select count(*) from netra.report_addition a where a.report_id = own.id) >= 20 then
    raise exception 'as many additions as a report takes' using errcode = 'check_violation';
  end if;
  after := file.status;
  if completes then
    select * into limits from netra.clock k where k.case_id = file.id and k.step_id = 'complete-report' and k.state in ('running', 'stopped')
      order by k.started_at desc limit 1;
    if file.status <> 'awaiting-completion' or limits.state = 'running' and limits.due_at < reporter_adds_now.at then
      raise exception 'no completion is awaited' using errcode = 'check_violation';
    end if;
    -- The limit that begins is the rulebook's; here only that it is that limit and lies ahead.
    if review is not null and (
        review ->> 'step' is distinct from 'initial-review' or (review ->> 'procedure') not like 'bawaslu-%'
        or limits.procedure_id is not null and review ->> 'procedure' <> limits.procedure_id
        or (review ->> 'started')::timestamptz is distinct from reporter_adds_now.at
        or (review ->> 'due')::timestamptz not between reporter_adds_now.at and reporter_adds_now.at + interval '60 days'
        or review ->> 'nature' not in ('law', 'practice', 'target')) then
      raise exception 'this is not the limit that begins' using errcode = 'check_violation';
    end if;
    after := 'received';
  end if;
  insert into netra.case_event (case_id, seq, kind, body_id, actor_user_id, to_body_id, status_after, at, salt, commitment, link)
  values (file.id, file.last_seq + 1, reporter_adds_now.kind, own.intake_body_id, null, null, after, reporter_adds_now.at, reporter_adds_now.salt,
    reporter_adds_now.commitment, reporter_adds_now.link);
  insert into netra.case_event_content (case_id, seq, content) values (file.id, file.last_seq + 1, reporter_adds_now.content);
  insert into netra.report_addition (id, report_id, case_id, seq, at, words_sealed, identity_sealed)
  values (addition, own.id, file.id, file.last_seq + 1, reporter_adds_now.at, words, identity);
  if completes then
    update netra.clock k set state = 'met', ended_at = reporter_adds_now.at where k.id = limits.id;
    if review is not null then
      insert into netra.clock (id, case_id, procedure_id, step_id, body_id, zone, started_at, due_at, skipped, provisional, nature, basis, confidence, rulebook_version, state)
      select gen_random_uuid(), file.id, review ->> 'procedure', 'initial-review', b.id, b.zone, reporter_adds_now.at, (review ->> 'due')::timestamptz,
        review -> 'skipped', (review ->> 'provisional')::boolean, review ->> 'nature', review ->> 'basis', review ->> 'confidence', review ->> 'version', 'running'
      from netra.body b where b.id = own.intake_body_id;
    end if;
  end if;
  update netra.case_file set last_seq = file.last_seq + 1, status = after, due_at = case when completes
      then (select min(k.due_at) from netra.clock k where k.case_id = file.id and k.state = 'running') else file.due_at end
  where id = file.id;
end $$;
comment on function netra.reporter_adds_now is 'The one write of a reporter after sending: a completion or an addition as the next step of the own case, in the chain like every other.';

-- 2. The accused files a remedy: an answer of its own kind, and the step by which the case is contested.
alter table netra.accused_answer add column kind text not null default 'answer' check (kind in ('answer', 'objection', 'appeal'));
comment on column netra.accused_answer.kind is 'An answer, or the grounds of an objection (keberatan) or an administrative appeal (banding).';
drop function netra.accused_answers;
create function netra.accused_answers() returns table (id uuid, at timestamptz, words_sealed bytea, kind text)
language sql stable security definer set search_path = netra, pg_temp as $$
  select w.id, w.at, w.words_sealed, w.kind
  from netra.accused_answer w join netra.accused_notice n on n.id = w.notice_id
  where w.case_id = netra.accused_case() and w.position = netra.accused_position() and n.ended_why is distinct from 'changed'
  order by w.seq
$$;

-- Steps in the own file. What a hearing, a summons or a decision says stands in the letter; here that it was, and the day of a hearing to come.
-- Hearings of others, votes, interests, the ladder and blocks of data are not the accused's to see.
drop function netra.accused_steps;
create function netra.accused_steps() returns table (seq integer, kind text, on_day date, body_name text, to_body_name text, about jsonb)
language sql stable security definer set search_path = netra, pg_temp as $$
  select e.seq, case e.kind when 'finding-made' then 'registered' else e.kind end,
    (e.at at time zone netra.zone_name(b.zone))::date, b.name, t.name,
    case when e.kind = 'summoned' and f.accused_count = 1
      then jsonb_build_object('order', c.content ->> 'order', 'number', c.content ->> 'number', 'hearingOn', c.content ->> 'hearingOn') end
  from netra.case_event e
  join netra.case_file f on f.id = e.case_id
  join netra.body b on b.id = e.body_id
  left join netra.body t on t.id = e.to_body_id
  left join netra.case_event_content c on c.case_id = e.case_id and c.seq = e.seq
  where e.case_id = netra.accused_case()
    and (e.kind in ('registered', 'finding-made', 'handling-extended', 'concluded-proven', 'concluded-not-proven', 'submitted', 'handover-returned',
                    'verified', 'verification-rejected', 'study-confirmed', 'conveyed', 'rerouted', 'referred', 'examination-opened', 'summoned',
                    'summons-missed', 'examined', 'council-recorded', 'decision-recorded', 'decision-delivered', 'remedy-filed', 'remedy-decided',
                    'took-effect', 'register-entered', 'closed')
      or e.kind = 'clarification-recorded' and c.content ->> 'who' = 'accused' and f.accused_count = 1
      or e.kind = 'accused-notified' and exists (select 1 from netra.accused_notice n where n.case_id = e.case_id and n.seq = e.seq
                                               and n.position = netra.accused_position() and n.ended_why is distinct from 'changed')
      or e.kind = 'accused-answered' and exists (select 1 from netra.accused_answer w join netra.accused_notice n on n.id = w.notice_id
                                                 where w.case_id = e.case_id and w.seq = e.seq and n.position = netra.accused_position()
                                                 and n.ended_why is distinct from 'changed'))
  order by e.seq
$$;
create or replace function netra.accused_clocks() returns table (
  procedure_id text, step_id text, body_name text, due_at timestamptz, zone text, nature text, basis text, confidence text, state text
) language sql stable security definer set search_path = netra, pg_temp as $$
  select c.procedure_id, c.step_id, b.name, c.due_at, c.zone, c.nature, c.basis, c.confidence, c.state
  from netra.clock c join netra.body b on b.id = c.body_id
  where c.case_id = netra.accused_case() and c.step_id not in ('initial-review', 'complete-report') and c.state = 'running'
  order by c.due_at
$$;

-- What was decided and what became of it, for the remedy: which one fits, whether one is open, and how it ended.
create function netra.accused_remedy() returns table (
  status text, outcome text, option text, decided_on text, delivered_on text, office_code text, office_region text, office_zone text, due_at timestamptz,
  filed_kind text, filed_on text, filed_mine boolean, ended_as text, ended_number text, ended_on text, ended_option text
) language sql stable security definer set search_path = netra, pg_temp as $$
  select f.status, d.content ->> 'outcome', d.content ->> 'option', d.content ->> 'decidedOn', g.content ->> 'deliveredOn', b.code, j.name, b.zone,
    (select k.due_at from netra.clock k where k.case_id = f.id and k.step_id in ('file-objection', 'file-appeal') and k.state in ('running', 'stopped')
      order by k.started_at desc limit 1),
    r.content ->> 'kind', r.content ->> 'filedOn', r.mine,
    case when r.mine or f.accused_count = 1 then o.content ->> 'outcome' end, case when r.mine or f.accused_count = 1 then o.content ->> 'number' end,
    case when r.mine or f.accused_count = 1 then o.content ->> 'decidedOn' end, case when r.mine or f.accused_count = 1 then nullif(o.content ->> 'option', '') end
  from netra.case_file f
  join netra.body b on b.id = f.holder_body_id
  join netra.jurisdiction j on j.id = b.jurisdiction_id
  left join lateral (select c.content from netra.case_event e join netra.case_event_content c on c.case_id = e.case_id and c.seq = e.seq
    where e.case_id = f.id and e.kind = 'decision-recorded' order by e.seq desc limit 1) d on true
  left join lateral (select c.content from netra.case_event e join netra.case_event_content c on c.case_id = e.case_id and c.seq = e.seq
    where e.case_id = f.id and e.kind = 'decision-delivered' order by e.seq desc limit 1) g on true
  left join lateral (select c.content, exists (select 1 from netra.accused_answer w join netra.accused_notice n on n.id = w.notice_id
      where w.case_id = e.case_id and w.seq = e.seq and w.position = netra.accused_position() and n.ended_why is distinct from 'changed') as mine
    from netra.case_event e join netra.case_event_content c on c.case_id = e.case_id and c.seq = e.seq
    where e.case_id = f.id and e.kind = 'remedy-filed' order by e.seq desc limit 1) r on true
  left join lateral (select c.content from netra.case_event e join netra.case_event_content c on c.case_id = e.case_id and c.seq = e.seq
    where e.case_id = f.id and e.kind = 'remedy-decided' order by e.seq desc limit 1) o on true
  where f.id = netra.accused_case()
$$;
comment on function netra.accused_remedy is 'Of the own case: the decision against which a remedy may be filed, what was filed, and how it ended. With several accused the end only to the one who filed.';

create function netra.accused_files_remedy_now(
  answer uuid, remedy text, at timestamptz, salt bytea, commitment bytea, link bytea, content jsonb, words bytea, limits jsonb
) returns void language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  notice netra.accused_notice;
  file netra.case_file;
  before bytea;
  option text;
begin
  select * into notice from netra.accused_notice n where n.id = netra.accused_scope();
  if notice.id is null then
    raise exception 'only the accused files a remedy' using errcode = 'insufficient_privilege';
  end if;
  select * into file from netra.case_file f where f.id = notice.case_id for update;
  select e.link into before from netra.case_event e where e.case_id = file.id and e.seq = file.last_seq;
  if length(salt) < 32 or length(commitment) <> 32
    or accused_files_remedy_now.link is distinct from sha256(convert_to(E'netra.ledger/link/v1\n', 'UTF8') || before || commitment) then
    raise exception 'the remedy does not follow the last step' using errcode = 'check_violation';
  end if;
  select c.content ->> 'option' into option from netra.case_event e join netra.case_event_content c on c.case_id = e.case_id and c.seq = e.seq
    where e.case_id = file.id and e.kind = 'decision-recorded' order by e.seq desc limit 1;
  if file.status <> 'delivered' or remedy is distinct from (case when option in ('pdhtaps', 'ptdh') then 'appeal' else 'objection' end)
    or content ->> 'kind' is distinct from remedy or (content ->> 'position')::integer is distinct from notice.position::integer then
    raise exception 'this remedy is not open' using errcode = 'check_violation';
  end if;
  -- Which limits begin is the rulebook's; here only that they are those of remedies and lie ahead of the day on which they begin.
  if exists (select 1 from jsonb_array_elements(limits) l where l ->> 'procedure' is distinct from 'remedies'
      or l ->> 'step' not in ('objection-decision', 'ppk-response', 'appeal-decision')
      or not (l ->> 'due')::timestamptz > (l ->> 'started')::timestamptz
      or not (l ->> 'started')::timestamptz between accused_files_remedy_now.at - interval '36 hours' and accused_files_remedy_now.at + interval '36 hours')
    or jsonb_array_length(limits) > 2 then
    raise exception 'these are not the limits that begin' using errcode = 'check_violation';
  end if;
  insert into netra.case_event (case_id, seq, kind, body_id, actor_user_id, to_body_id, status_after, at, salt, commitment, link)
  values (file.id, file.last_seq + 1, 'remedy-filed', file.holder_body_id, null, null, 'contested', accused_files_remedy_now.at,
    accused_files_remedy_now.salt, accused_files_remedy_now.commitment, accused_files_remedy_now.link);
  insert into netra.case_event_content (case_id, seq, content) values (file.id, file.last_seq + 1, accused_files_remedy_now.content);
  insert into netra.accused_answer (id, notice_id, case_id, position, seq, at, words_sealed, kind)
  values (answer, notice.id, file.id, notice.position, file.last_seq + 1, accused_files_remedy_now.at, words, remedy);
  update netra.clock k set state = case when k.state = 'running' and k.due_at < accused_files_remedy_now.at then 'met-late' else 'met' end,
    ended_at = accused_files_remedy_now.at
  where k.case_id = file.id and k.state in ('running', 'stopped') and k.step_id in ('file-objection', 'file-appeal');
  update netra.clock k set state = 'cancelled', ended_at = accused_files_remedy_now.at
  where k.case_id = file.id and k.state in ('running', 'stopped') and k.step_id = 'takes-effect';
  insert into netra.clock (id, case_id, procedure_id, step_id, body_id, zone, started_at, due_at, skipped, provisional, nature, basis, confidence, rulebook_version, state)
  select gen_random_uuid(), file.id, 'remedies', l ->> 'step', b.id, b.zone, (l ->> 'started')::timestamptz, (l ->> 'due')::timestamptz,
    l -> 'skipped', (l ->> 'provisional')::boolean, l ->> 'nature', l ->> 'basis', l ->> 'confidence', l ->> 'version', 'running'
  from jsonb_array_elements(limits) l, netra.body b where b.id = file.holder_body_id;
  update netra.case_file set last_seq = file.last_seq + 1, status = 'contested',
    due_at = (select min(k.due_at) from netra.clock k where k.case_id = file.id and k.state = 'running') where id = file.id;
end $$;
comment on function netra.accused_files_remedy_now is 'The accused files an objection or an appeal: the next step of the own case, in the chain like every other.';

-- The step by which the own remedy was filed, to prove later that it was.
create function netra.accused_opening() returns table (
  kind text, at timestamptz, body_id uuid, case_id uuid, seq integer, status_after text, to_body_id uuid, actor_user_id uuid, content jsonb, salt bytea
) language sql stable security definer set search_path = netra, pg_temp as $$
  select e.kind, e.at, e.body_id, e.case_id, e.seq, e.status_after, e.to_body_id, e.actor_user_id, c.content, e.salt
  from netra.accused_answer w
  join netra.accused_notice n on n.id = w.notice_id
  join netra.case_event e on e.case_id = w.case_id and e.seq = w.seq and e.kind = 'remedy-filed'
  left join netra.case_event_content c on c.case_id = e.case_id and c.seq = e.seq
  where w.case_id = netra.accused_case() and w.position = netra.accused_position() and n.ended_why is distinct from 'changed'
  order by e.seq desc limit 1
$$;

-- 3. Expiry. A case that was joined to another says of a person what the other says, so it goes when the other would.
create function netra.may_expire(wanted uuid, closed_before timestamptz) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (
    select 1 from netra.case_file f
    left join netra.case_join j on j.source_id = f.id and j.split_at is null and f.status = 'joined'
    left join netra.case_file t on t.id = j.target_id
    where f.id = wanted and f.erased_at is null and coalesce(t.closed_at, f.closed_at) < closed_before
      and netra.is_unproven(coalesce(t.status, f.status)));
comment on function netra.may_expire is 'Whether an accusation ended without being proven, or was annulled, or went to another authority, and its time is over.';

create or replace function netra.expire_case(wanted uuid, closed_before timestamptz) returns table (file text) language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  if netra.actor_kind() is distinct from 'system' then
    raise exception 'cases expire by the system alone' using errcode = 'insufficient_privilege';
  end if;
  perform 1 from netra.case_file f where f.id = wanted for update;
  if not netra.may_expire(wanted, closed_before) or exists (select 1 from netra.case_hold h where h.case_id = wanted and h.lifted_at is null) then
    return;
  end if;
  return query select e.file from netra.erase_case(wanted, null) e;
end $$;

create or replace function netra.expired_cases(closed_before timestamptz, most integer) returns table (id uuid, number text, closed_at timestamptz)
language sql stable security definer set search_path = netra, pg_temp as $$
  select f.id, f.number, f.closed_at from netra.case_file f
  where netra.actor_kind() = 'system' and f.closed_at is not null and f.erased_at is null and (netra.is_unproven(f.status) or f.status = 'joined')
    and netra.may_expire(f.id, closed_before)
    and not exists (select 1 from netra.case_hold h where h.case_id = f.id and h.lifted_at is null)
  order by f.closed_at, f.id limit most
$$;
create or replace function netra.held_cases(closed_before timestamptz) returns bigint language sql stable security definer set search_path = netra, pg_temp as $$
  select count(*) from netra.case_file f
  where netra.actor_kind() = 'system' and f.closed_at is not null and f.erased_at is null and (netra.is_unproven(f.status) or f.status = 'joined')
    and netra.may_expire(f.id, closed_before)
    and exists (select 1 from netra.case_hold h where h.case_id = f.id and h.lifted_at is null)
$$;
-- A count of persons names nobody, and still: who was erased is counted no more.
create or replace function netra.public_waits(legal_now timestamptz, stages jsonb) returns table (stage text, persons bigint, median_days numeric)
language sql stable security definer set search_path = netra, pg_temp as $$
  select stages ->> f.status, sum(f.accused_count),
    percentile_cont(0.5) within group (order by greatest(0, extract(epoch from legal_now - coalesce(e.at, f.opened_at)) / 86400))::numeric(10, 1)
  from netra.case_file f
  left join netra.case_event e on e.case_id = f.id and e.seq = f.last_seq
  where stages ? f.status and (f.erased_at is null or not netra.is_unproven(f.status))
  group by 1
$$;

revoke execute on function netra.report_addition_gone, netra.may_expire from public, netra_app;
