-- Casework: who may stop the limit of an authority and until when, a flag that is taken back, blocks that outlive a reroute, and cases that were
-- joined over several hands.

-- 1. What an office with a part in a case may add. The office that watches over an authority stops the limit of the authority, and lets it go on.
create or replace function netra.part_may(wanted uuid, body uuid, step_kind text) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.case_part p where p.case_id = wanted and p.body_id = body and p.ended_at is null and body = any (netra.my_bodies())
    and (p.part = 'watch' and step_kind in ('reminded', 'reprimanded', 'block-proposed', 'blocked', 'block-refused', 'unblocked', 'conflict-flagged',
           'conflict-unflagged', 'rerouted', 'clock-stopped', 'clock-resumed')
      or p.part = 'delegate' and step_kind = 'delegated-verification-reported')) and not netra.locked_out(wanted);
create function netra.watches(wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.case_part p where p.case_id = wanted and p.part = 'watch' and p.ended_at is null and p.body_id = any (netra.my_bodies()))
    and not netra.locked_out(wanted);
comment on function netra.watches is 'Whether the actor acts for an office that watches over the authority that holds the case.';
create function netra.stops_limit(wanted uuid, of_case uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.clock k where k.id = wanted and k.case_id = of_case
    and case k.step_id when 'ppk-follow-up' then netra.watches(of_case)
        else netra.holds_case(of_case) and k.body_id = any (netra.my_bodies()) end);
comment on function netra.stops_limit is 'Who may stop a limit: the office that must meet it; the limit within which an authority follows a recommendation up, only the office that watches over it.';

-- 2. A stop says until when. On that day the limit goes on by itself, without another step: the step of the stop has told it.
alter table netra.clock_standstill add column until_on date, add constraint clock_standstill_until check (until_on > stopped_on);
comment on column netra.clock_standstill.until_on is 'Legal day on which the limit goes on by itself; null: stopped before a stop had an end.';
create index clock_standstill_until on netra.clock_standstill (until_on) where resumed_seq is null;
alter policy clock_standstill_new on netra.clock_standstill with check (
  resumed_seq is null and carried_from is null and until_on is not null and netra.stops_limit(clock_id, case_id)
    and netra.is_new_step_of(case_id, stopped_seq, 'clock-stopped')
  or carried_from is not null and netra.holds_case(case_id) and netra.must_meet(clock_id, case_id) and netra.is_standstill_of(carried_from, case_id));
alter policy clock_standstill_end on netra.clock_standstill
  using (resumed_seq is null and netra.stops_limit(clock_id, case_id))
  with check (netra.is_new_step_of(case_id, resumed_seq, 'clock-resumed'));
create policy clock_stopped_by_watch on netra.clock for update
  using (state = 'running' and step_id = 'ppk-follow-up' and netra.watches(case_id)) with check (state = 'stopped');

create or replace function netra.clock_stands() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
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
                     and (netra.is_new_step_of(s.case_id, s.resumed_seq, 'clock-resumed')
                          or netra.actor_kind() = 'system' and s.resumed_seq = s.stopped_seq and s.resumed_on = s.until_on))) then
    raise exception 'a limit goes on by a step of its case' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create or replace function netra.resume_clock(wanted uuid, due timestamptz, days jsonb, is_provisional boolean, version text) returns void
language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  update netra.clock k set state = 'running', due_at = due, skipped = days, provisional = is_provisional, rulebook_version = version
  where k.id = wanted and k.state = 'stopped' and netra.actor_kind() = 'member' and netra.stops_limit(k.id, k.case_id);
  if not found then
    raise exception 'no limit to resume' using errcode = 'insufficient_privilege';
  end if;
end $$;
comment on function netra.resume_clock is 'Lets a limit that stood still go on, with the due day that the rulebook counted. By the office that may stop it; the trigger asks for the step.';

create function netra.standstills_over(legal_now timestamptz, most integer) returns table (
  id uuid, case_id uuid, procedure_id text, step_id text, body_code text, region text, zone text, started_at timestamptz, until_on date, basis text,
  stopped_seq integer, changes jsonb
) language sql stable security definer set search_path = netra, pg_temp as $$
  select k.id, k.case_id, k.procedure_id, k.step_id, b.code, j.name, k.zone, k.started_at, s.until_on, s.stopped_basis, s.stopped_seq,
    netra.clock_changes_of(k.id)
  from netra.clock_standstill s
  join netra.clock k on k.id = s.clock_id and k.state = 'stopped'
  join netra.body b on b.id = k.body_id
  join netra.jurisdiction j on j.id = b.jurisdiction_id
  where netra.actor_kind() = 'system' and s.resumed_seq is null
    and s.until_on <= (legal_now at time zone case k.zone when 'WITA' then 'Asia/Makassar' when 'WIT' then 'Asia/Jayapura' else 'Asia/Jakarta' end)::date
  order by s.until_on, k.id limit most
$$;
comment on function netra.standstills_over is 'Limits that stand still and whose day to go on has come. For the worker alone.';
create function netra.end_standstill(wanted uuid, legal_now timestamptz, due timestamptz, days jsonb, is_provisional boolean, version text, others text[])
returns void language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  file uuid;
begin
  if netra.actor_kind() is distinct from 'system' then
    raise exception 'only the worker ends a standstill by its day' using errcode = 'insufficient_privilege';
  end if;
  select k.case_id into file from netra.clock k where k.id = wanted;
  perform 1 from netra.case_file f where f.id = file for update;
  update netra.clock_standstill s set resumed_seq = s.stopped_seq, resumed_at = legal_now, resumed_on = s.until_on, resumed_basis = s.stopped_basis
  where s.clock_id = wanted and s.resumed_seq is null and s.until_on is not null;
  if not found then return; end if;
  update netra.clock k set state = 'running', due_at = due, skipped = days, provisional = is_provisional, rulebook_version = version
  where k.id = wanted and k.state = 'stopped';
  update netra.case_file f set due_at = (
    select min(k.due_at) from netra.clock k where k.case_id = f.id and k.state = 'running' and k.step_id <> all (others))
  where f.id = file;
end $$;
comment on function netra.end_standstill is 'Lets a limit go on by the day that its stop named, with the due day that the rulebook counted. For the worker alone.';
revoke execute on function netra.standstills_over, netra.end_standstill from public;
grant execute on function netra.standstills_over, netra.end_standstill to netra_app;

-- 3. What lay open with an authority when its case went above it is no longer its to take over.
create function netra.end_rerouted_handovers(wanted uuid, at timestamptz) returns void language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  if not netra.reroutes(wanted) then
    raise exception 'only whoever reroutes a case' using errcode = 'insufficient_privilege';
  end if;
  update netra.handover h set ended_at = end_rerouted_handovers.at where h.case_id = wanted and h.ended_at is null;
end $$;
comment on function netra.end_rerouted_handovers is 'Ends the hand-over that lay open with the authority above which a case was taken, before the new one is sent.';
revoke execute on function netra.end_rerouted_handovers from public;
grant execute on function netra.end_rerouted_handovers to netra_app;
-- Those that were left open before.
update netra.handover h set ended_at = e.at from netra.case_event e
where e.case_id = h.case_id and e.kind = 'rerouted' and e.seq > h.seq and h.ended_at is null;

-- 4. A block is in force until it is lifted, also where the case went on to another authority meanwhile.
create or replace function netra.ladder_rung(wanted uuid) returns text language sql stable security definer set search_path = netra, pg_temp
  return case when not netra.sees_case(wanted) then null
    when (select count(*) filter (where e.kind = 'blocked') > count(*) filter (where e.kind = 'unblocked') from netra.case_event e
          where e.case_id = wanted and e.kind in ('blocked', 'unblocked')) then 'blocked'
    else (select e.kind from netra.case_event e where e.case_id = wanted
      and e.kind in ('conveyed', 'rerouted', 'reminded', 'reprimanded', 'block-proposed', 'block-refused', 'blocked', 'unblocked')
      order by e.seq desc limit 1) end;

-- 5. A case that went into another which went into a third says what the third says: its reporter sees its steps, and it expires when that does.
create or replace function netra.reporter_joined_steps() returns table (kind text, at timestamptz, body_name text, to_body_name text, status_after text, zone text)
language sql stable security definer set search_path = netra, pg_temp as $$
  with recursive chain as (
    select j.target_id, j.joined_at as since, coalesce(j.split_at, 'infinity') as until
    from netra.report r join netra.case_join j on j.source_id = r.case_id
    where netra.actor_kind() = 'public' and r.receipt_hash = netra.actor_receipt()
    union
    select j.target_id, greatest(j.joined_at, c.since), least(coalesce(j.split_at, 'infinity'), c.until)
    from chain c join netra.case_join j on j.source_id = c.target_id
    where greatest(j.joined_at, c.since) < least(coalesce(j.split_at, 'infinity'), c.until))
  select e.kind, e.at, b.name, t.name, e.status_after, b.zone
  from chain c
  join netra.case_event e on e.case_id = c.target_id and e.at >= c.since and e.at < c.until
  join netra.body b on b.id = e.body_id
  left join netra.body t on t.id = e.to_body_id
  where e.kind not in ('vote-cast', 'interest-declared', 'case-joined', 'case-split-off', 'accused-answered')
  order by e.at, e.seq
$$;
create function netra.ends_with(wanted uuid) returns uuid language sql stable security definer set search_path = netra, pg_temp as $$
  with recursive chain as (
    select wanted as id, 0 as hop
    union all
    select j.target_id, c.hop + 1 from chain c join netra.case_join j on j.source_id = c.id and j.split_at is null where c.hop < 100)
  select id from chain order by hop desc limit 1
$$;
comment on function netra.ends_with is 'The case with which this one ends: itself, or what it was joined to, over several hands. For the functions below alone.';
create or replace function netra.may_expire(wanted uuid, closed_before timestamptz) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (
    select 1 from netra.case_file f
    join netra.case_file t on t.id = case f.status when 'joined' then netra.ends_with(f.id) else f.id end
    where f.id = wanted and f.erased_at is null and t.closed_at < closed_before and netra.is_unproven(t.status));
revoke execute on function netra.ends_with from public, netra_app;

-- 6. Documents of the rungs of the ladder. No instrument was found for a reminder: its basis says so.
insert into netra.document_kind (code, valid_from, valid_until, name_id, name_en, layout, roles, reporter, basis, classification, parts)
select k.code, '2020-01-01', null, k.name_id, k.name_en, 'letter', '{conveyor}', false, k.basis, 'KP.09.01', jsonb_build_array(
    jsonb_build_object('n', 'sifat', 'id', 'Sifat', 'en', 'Classification', 'as', 'sifat', 'kind', 'line', 'req', true, 'text', 'Segera'),
    jsonb_build_object('n', 'lampiran', 'id', 'Lampiran', 'en', 'Enclosures', 'as', 'lampiran', 'kind', 'line', 'req', false, 'text', '1 (satu) berkas'),
    jsonb_build_object('n', 'hal', 'id', 'Hal', 'en', 'Subject', 'as', 'hal', 'kind', 'line', 'req', true, 'text', k.subject),
    jsonb_build_object('n', 'kepada', 'id', 'Kepada Yth.', 'en', 'Addressee', 'as', 'kepada', 'kind', 'lines', 'req', true, 'text', '',
      'hint', jsonb_build_object('id', 'Nama dan jabatan, satu baris satu bagian.', 'en', 'Name and post, one part a line.')),
    jsonb_build_object('n', 'di', 'id', 'Di (tempat)', 'en', 'At (place)', 'as', 'di', 'kind', 'line', 'req', false, 'text', 'tempat'),
    jsonb_build_object('n', 'tembusan', 'id', 'Tembusan', 'en', 'Copies to', 'as', 'tembusan', 'kind', 'lines', 'req', false, 'text', '',
      'hint', jsonb_build_object('id', 'Satu penerima satu baris.', 'en', 'One recipient a line.')),
    jsonb_build_object('n', 'pembuka', 'id', 'Pembuka', 'en', 'Opening', 'as', 'para', 'kind', 'text', 'req', true, 'text', k.opening),
    jsonb_build_object('n', 'instansi', 'id', 'Instansi', 'en', 'Institution', 'as', 'row', 'kind', 'line', 'req', true, 'text', '{unit}'),
    jsonb_build_object('n', 'rekomendasi', 'id', 'Rekomendasi', 'en', 'Recommendation', 'as', 'row', 'kind', 'line', 'req', false, 'text', '{surat_rekomendasi}'),
    jsonb_build_object('n', 'batas', 'id', 'Batas tindak lanjut', 'en', 'Limit of the follow-up', 'as', 'row', 'kind', 'line', 'req', false, 'text', '{batas}'))
  || k.own || jsonb_build_array(
    jsonb_build_object('n', 'penutup', 'id', 'Penutup', 'en', 'Closing', 'as', 'para', 'kind', 'text', 'req', true, 'text',
      'Demikian kami sampaikan. Atas perhatian dan kerja sama Saudara kami ucapkan terima kasih.'))
from (values
  ('pengingat-tindak-lanjut', 'Pengingat tindak lanjut', 'Reminder to follow up', 'Langkah Netra sebelum teguran; tidak ditemukan aturan tentang pengingat',
   'Pengingat tindak lanjut rekomendasi', 'Rekomendasi atas pelanggaran netralitas nomor {perkara} belum kami ketahui tindak lanjutnya.',
   '[{"n":"permintaan","id":"Yang kami minta","en":"What we ask for","as":"points","kind":"lines","req":true,"text":"Memberitahukan tindak lanjut rekomendasi tersebut\nMenyampaikan buktinya melalui Netra","hint":{"id":"Satu butir satu baris.","en":"One item a line."}}]'::jsonb),
  ('teguran-tindak-lanjut', 'Teguran kepada PPK', 'Reprimand of the authority', 'PerBKN 1/2023',
   'Teguran atas rekomendasi yang belum ditindaklanjuti', 'Rekomendasi atas pelanggaran netralitas nomor {perkara} belum ditindaklanjuti sesudah kami ingatkan.',
   '[{"n":"dasar","id":"Dasar teguran","en":"Grounds of the reprimand","as":"section","kind":"text","req":true,"text":""},{"n":"akibat","id":"Bila tidak ditindaklanjuti","en":"What follows otherwise","as":"para","kind":"text","req":true,"text":"Bila tetap tidak ditindaklanjuti, data dan layanan kepegawaian dalam SIASN dapat diblokir (PerBKN 1/2023)."}]'::jsonb),
  ('pemblokiran', 'Pemberitahuan pemblokiran', 'Notice of a block', 'PerBKN 1/2023',
   'Pemblokiran data dan layanan kepegawaian', 'Data dan layanan kepegawaian di bawah ini kami blokir dalam SIASN karena rekomendasi atas pelanggaran netralitas nomor {perkara} belum ditindaklanjuti.',
   '[{"n":"layanan","id":"Layanan yang diblokir","en":"Services that stop","as":"points","kind":"lines","req":true,"text":"","hint":{"id":"Satu butir satu baris.","en":"One item a line."}},{"n":"nomor_blokir","id":"Nomor blokir SIASN","en":"Number of the block in SIASN","as":"row","kind":"line","req":true,"text":""},{"n":"tinjau","id":"Ditinjau kembali pada","en":"Reviewed on","as":"row","kind":"day","req":true,"text":""},{"n":"buka","id":"Pembukaan blokir","en":"Unblocking","as":"para","kind":"text","req":true,"text":"Blokir dibuka setelah bukti tindak lanjut diterima dan diperiksa."}]'::jsonb),
  ('pembukaan-blokir', 'Pemberitahuan pembukaan blokir', 'Notice of unblocking', 'PerBKN 1/2023',
   'Pembukaan blokir data dan layanan kepegawaian', 'Blokir data dan layanan kepegawaian sehubungan dengan rekomendasi nomor {perkara} kami buka.',
   '[{"n":"nomor_blokir","id":"Nomor blokir SIASN","en":"Number of the block in SIASN","as":"row","kind":"line","req":true,"text":""},{"n":"bukti","id":"Bukti tindak lanjut","en":"Proof that the authority acted","as":"section","kind":"text","req":true,"text":""}]'::jsonb)
) k (code, name_id, name_en, basis, subject, opening, own);
