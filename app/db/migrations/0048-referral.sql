-- Referrals as hand-overs with a receipt: to the authority of a village head, a soldier, a police officer, contract staff, and beside the case to
-- Sentra Gakkumdu. Where that authority works here it answers here; where it does not, the case leaves as a signed file with a letter, and what it
-- answers on paper is written down. Why it is built so: docs/decisions/0055.

-- 1. Dated data: which rule sends whom where, how sure we are of it, which kind of office here may be that authority, and until when it answers.
create table netra.referral_authority (
  kind text not null check (kind in ('village', 'tni', 'polri', 'ppnpn', 'other', 'gakkumdu')),
  valid_from date not null,
  valid_until date,
  to_kind text,
  basis text not null check (length(basis) between 5 and 300),
  confidence text not null check (confidence in ('seen', 'recalled', 'uncertain')),
  answer_within integer not null check (answer_within between 1 and 365),
  answer_unit text not null check (answer_unit in ('working_day', 'calendar_day')),
  answer_nature text not null check (answer_nature in ('law', 'practice', 'target')),
  answer_basis text not null,
  primary key (kind, valid_from),
  check (valid_until >= valid_from)
);
comment on table netra.referral_authority is 'Penerusan: which rule says that somebody who is no civil servant, or a sign of a crime, is another authority''s, with how sure we are of it. to_kind: kind of office that may be this authority where it works here; null: it never does. answer_*: until when it acknowledges receipt; no instrument that was read sets a number, so each is a target of Netra.';
insert into netra.referral_authority (kind, valid_from, valid_until, to_kind, basis, confidence, answer_within, answer_unit, answer_nature, answer_basis) values
  ('village', '2018-01-01', null, 'ppk', 'UU 6/2014 ps 29, 30, 51, 52; UU 7/2017 ps 280, 490, 494; UU 10/2016 ps 71, 188', 'seen', 3, 'working_day', 'target', 'Target layanan Netra: penerima menjawab dalam tiga hari kerja; tidak ada aturan yang menyebut angka'),
  ('tni', '2018-01-01', null, 'tni', 'Perbawaslu 6/2018', 'recalled', 5, 'working_day', 'target', 'Target layanan Netra: penerima menjawab dalam lima hari kerja; tidak ada aturan yang menyebut angka'),
  ('polri', '2018-01-01', null, 'polri', 'Perbawaslu 6/2018', 'recalled', 5, 'working_day', 'target', 'Target layanan Netra: penerima menjawab dalam lima hari kerja; tidak ada aturan yang menyebut angka'),
  ('ppnpn', '2018-01-01', '2023-01-02', 'ppk', 'tanpa aturan khusus pada masa itu', 'uncertain', 3, 'working_day', 'target', 'Target layanan Netra: penerima menjawab dalam tiga hari kerja; tidak ada aturan yang menyebut angka'),
  ('ppnpn', '2023-01-03', null, 'ppk', 'SE MenPANRB 01/2023', 'seen', 3, 'working_day', 'target', 'Target layanan Netra: penerima menjawab dalam tiga hari kerja; tidak ada aturan yang menyebut angka'),
  ('other', '2018-01-01', null, null, 'Perbawaslu 7/2022 ps 22; Perbawaslu 8/2020 jo 9/2024', 'seen', 5, 'working_day', 'target', 'Target layanan Netra: penerima menjawab dalam lima hari kerja; tidak ada aturan yang menyebut angka'),
  ('gakkumdu', '2018-01-01', null, 'gakkumdu', 'UU 7/2017; UU 10/2016', 'seen', 3, 'working_day', 'target', 'Target layanan Netra: penerima menjawab dalam tiga hari kerja; angka menurut hukum tidak ada dalam data hukum');
alter table netra.referral_authority enable row level security;
create policy referral_authority_read on netra.referral_authority for select using (netra.actor_kind() in ('member', 'system'));
grant select on netra.referral_authority to netra_app;

-- 2. The referral itself. The words of the step (which office, why, which letter) stand in the chain of the case.
create table netra.referral (
  id uuid primary key,
  case_id uuid not null references netra.case_file (id),
  seq integer not null,
  kind text not null check (kind in ('village', 'tni', 'polri', 'ppnpn', 'other', 'gakkumdu')),
  from_body_id uuid not null references netra.body (id),
  to_body_id uuid references netra.body (id),
  sent_at timestamptz not null,
  sent_by uuid not null,
  bundle_hash bytea not null check (length(bundle_hash) = 32),
  salt bytea not null,
  parts jsonb not null,
  sha256 bytea not null check (length(sha256) = 32),
  basis text not null,
  confidence text not null,
  due_at timestamptz not null,
  due_rule jsonb not null,
  due_provisional boolean not null,
  opened_at timestamptz,
  opened_by uuid,
  accepted_at timestamptz,
  accepted_by uuid,
  returned_at timestamptz,
  returned_by uuid,
  return_category text check (return_category in ('incomplete', 'wrong-office', 'duplicate', 'other')),
  return_locked bytea,
  ended_at timestamptz,
  unique (case_id, seq),
  check (to_body_id <> from_body_id),
  check (accepted_at is null or returned_at is null),
  check ((returned_at is null) = (return_category is null)),
  check (return_locked is null or returned_at is not null)
);
comment on table netra.referral is 'Penerusan: a case, or the signs of a crime in it, handed to another authority beside the case, with hashes of what was handed over and what became of it. to_body_id: the office here that is that authority; null: it works outside, and referral_receipt holds what it answered. The case stays with the office that referred it. return_locked: why it came back, locked, for the two offices.';
create index referral_from on netra.referral (from_body_id, sent_at desc);
create index referral_to on netra.referral (to_body_id, sent_at desc);
create index referral_open on netra.referral (due_at) where ended_at is null;
alter table netra.referral enable row level security;

create function netra.may_be_referred_to(asked text, body uuid, wanted uuid, day date) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (
    select 1 from netra.referral_authority r
    join netra.body b on b.id = body and b.kind = r.to_kind and not b.outside
    join netra.jurisdiction place on place.id = b.jurisdiction_id
    join netra.case_file f on f.id = wanted
    join netra.jurisdiction region on region.id = f.region_id and starts_with(region.path, place.path)
    where r.kind = asked and r.valid_from <= day and (r.valid_until is null or r.valid_until >= day)
      and (b.valid_from is null or b.valid_from <= day) and (b.valid_until is null or b.valid_until >= day));
comment on function netra.may_be_referred_to is 'Whether an office that works here is the authority for such a referral of this case on that day: of the kind that the data name, and its place covers that of the case.';

create policy referral_read on netra.referral for select using (
  netra.actor_kind() = 'member' and case_id <> all ((select netra.my_lockouts())::uuid[])
  and (from_body_id = any ((select netra.readable_bodies())::uuid[]) or (to_body_id = any ((select netra.readable_bodies())::uuid[])) is true
    or netra.sees_case(case_id)));
create policy referral_new on netra.referral for insert with check (
  from_body_id = any ((select netra.my_bodies())::uuid[]) and sent_by = (select netra.actor_user()) and netra.holds_case(case_id)
  and opened_at is null and accepted_at is null and returned_at is null and ended_at is null
  and (to_body_id is null or netra.may_be_referred_to(kind, to_body_id, case_id, sent_at::date))
  and exists (select 1 from netra.case_event e where e.case_id = referral.case_id and e.seq = referral.seq and e.body_id = referral.from_body_id
    and e.kind = case referral.kind when 'gakkumdu' then 'forwarded-criminal' else 'referred' end and e.xmin = pg_current_xact_id()::xid));
create policy referral_sign on netra.referral for update
  using ((to_body_id = any ((select netra.my_bodies())::uuid[])) is true and case_id <> all ((select netra.my_lockouts())::uuid[]) and ended_at is null)
  -- It ends by an answer and by nothing else.
  with check ((to_body_id = any ((select netra.my_bodies())::uuid[])) is true and (ended_at is null) = (accepted_at is null and returned_at is null));
create trigger referral_sign_once before update on netra.referral for each row execute function netra.sign_once();
grant select, insert on netra.referral to netra_app;
grant update (opened_at, opened_by, accepted_at, accepted_by, returned_at, returned_by, return_category, return_locked, ended_at) on netra.referral to netra_app;

-- 3. What an authority outside answered: on which day, by which letter. Written down by the office that referred; never changed.
create table netra.referral_receipt (
  referral_id uuid not null references netra.referral (id),
  state text not null check (state in ('delivered', 'opened', 'accepted', 'returned')),
  on_day date not null,
  at timestamptz not null,
  letter_number text not null check (length(letter_number) between 1 and 120),
  sha256 bytea check (length(sha256) = 32),
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  primary key (referral_id, state)
);
comment on table netra.referral_receipt is 'What an authority outside answered to a referral: day and number of its letter, and the SHA-256 of the letter where it was at hand. Written down by the office that referred. at: the end of that day, for the limit.';
alter table netra.referral_receipt enable row level security;
create policy referral_receipt_read on netra.referral_receipt for select using (exists (select 1 from netra.referral r where r.id = referral_id));
create policy referral_receipt_new on netra.referral_receipt for insert with check (recorded_by = (select netra.actor_user()) and exists (
  select 1 from netra.referral r where r.id = referral_id and r.to_body_id is null and r.ended_at is null and r.sent_at <= referral_receipt.at
    and r.from_body_id = any ((select netra.my_bodies())::uuid[])));
grant select, insert on netra.referral_receipt to netra_app;
create function netra.referral_answered() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  if new.state in ('accepted', 'returned') then
    update netra.referral r set ended_at = new.at where r.id = new.referral_id and r.ended_at is null;
  end if;
  return null;
end $$;
create trigger referral_receipt_ends after insert on netra.referral_receipt for each row execute function netra.referral_answered();

-- 4. Files in which it left, by the hash of the signed manifest.
create table netra.referral_file (
  manifest_sha256 bytea primary key check (length(manifest_sha256) = 32),
  referral_id uuid not null references netra.referral (id),
  encrypted_to text not null check (encrypted_to in ('key', 'passphrase')),
  made_at timestamptz not null,
  made_by uuid not null
);
comment on table netra.referral_file is 'Referrals that left as a signed file, by the hash of its manifest.';
create index referral_file_referral on netra.referral_file (referral_id);
alter table netra.referral_file enable row level security;
create policy referral_file_read on netra.referral_file for select using (exists (
  select 1 from netra.referral r where r.id = referral_id and r.from_body_id = any ((select netra.readable_bodies())::uuid[])));
create policy referral_file_new on netra.referral_file for insert with check (made_by = (select netra.actor_user()) and exists (
  select 1 from netra.referral r where r.id = referral_id and r.from_body_id = any ((select netra.my_bodies())::uuid[])));
grant select, insert on netra.referral_file to netra_app;

-- Which referrals of a case came back: then the office that holds it may refer anew.
create function netra.returned_referrals(wanted uuid) returns text[] language sql stable security definer set search_path = netra, pg_temp
  return coalesce((
    select array_agg(l.what) from (
      select distinct on (w.what) w.what, r.returned_at is not null or exists (
        select 1 from netra.referral_receipt a where a.referral_id = r.id and a.state = 'returned') as back
      from netra.referral r cross join lateral (select case r.kind when 'gakkumdu' then 'forward-criminal' else 'refer' end as what) w
      where r.case_id = wanted and netra.sees_case(wanted)
      order by w.what, r.seq desc) l
    where l.back), '{}');
comment on function netra.returned_referrals is 'Actions whose last referral of this case came back: it may be taken again.';

-- Limits move when a decree moves days off, as those of hand-overs do.
create function netra.running_referrals() returns table (id uuid, region text, zone text, sent_on text, due text, rule jsonb, provisional boolean)
language sql stable security definer set search_path = netra, pg_temp as $$
  select r.id, j.name, b.zone, to_char(r.sent_at at time zone netra.zone_name(b.zone), 'YYYY-MM-DD'),
    to_char(r.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), r.due_rule - 'skipped', r.due_provisional
  from netra.referral r join netra.body b on b.id = coalesce(r.to_body_id, r.from_body_id) join netra.jurisdiction j on j.id = b.jurisdiction_id
  where (netra.actor_kind() = 'system' or netra.administers()) and r.ended_at is null
$$;
comment on function netra.running_referrals is 'Limits of referrals that still run, for whoever changes the law: never the case.';
create function netra.move_referrals(moved jsonb) returns bigint language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  total bigint;
begin
  if not (netra.actor_kind() = 'member' and netra.administers()) then
    raise exception 'limits are moved by whoever changes the law' using errcode = 'insufficient_privilege';
  end if;
  update netra.referral r set due_at = (m ->> 'due')::timestamptz, due_rule = m -> 'rule', due_provisional = (m ->> 'provisional')::boolean
  from jsonb_array_elements(moved) m where r.id = (m ->> 'id')::uuid and r.ended_at is null;
  get diagnostics total = row_count;
  return total;
end $$;
revoke execute on function netra.may_be_referred_to, netra.returned_referrals, netra.running_referrals, netra.move_referrals, netra.referral_answered from public, netra_app;
grant execute on function netra.may_be_referred_to, netra.returned_referrals, netra.running_referrals, netra.move_referrals to netra_app;

-- What a case held is erased by law: the salt of what was referred goes too, and why it came back.
create function netra.erase_referrals() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  update netra.referral r set salt = '', return_locked = null where r.case_id = new.id;
  return new;
end $$;
revoke execute on function netra.erase_referrals from public, netra_app;
create trigger case_file_erase_referrals after update of erased_at on netra.case_file for each row
  when (old.erased_at is null and new.erased_at is not null) execute function netra.erase_referrals();

-- 5. Letters of referrals: to the authority of somebody who is no civil servant, and to Sentra Gakkumdu. What they rest on, and the hash of what
-- was referred, come from the referral where there is one.
insert into netra.document_kind (code, valid_from, valid_until, name_id, name_en, layout, roles, reporter, basis, classification, parts) values
('penerusan-berwenang', '2020-01-01', null, 'Surat penerusan ke instansi berwenang', 'Forwarding letter to the competent authority', 'letter', '{officer}', false, 'Perbawaslu 7/2022; Perbawaslu 8/2020 jo. Perbawaslu 9/2024', 'PP.00.02', '[
  {"n":"sifat","id":"Sifat","en":"Classification","as":"sifat","kind":"line","req":true,"text":"Rahasia"},
  {"n":"lampiran","id":"Lampiran","en":"Enclosures","as":"lampiran","kind":"line","req":false,"text":"1 (satu) berkas"},
  {"n":"hal","id":"Hal","en":"Subject","as":"hal","kind":"line","req":true,"text":"Penerusan dugaan pelanggaran netralitas kepada instansi yang berwenang"},
  {"n":"kepada","id":"Kepada Yth.","en":"Addressee","as":"kepada","kind":"lines","req":true,"text":"{penerusan_kepada}","hint":{"id":"Nama dan jabatan, satu baris satu bagian.","en":"Name and post, one part a line."}},
  {"n":"di","id":"Di (tempat)","en":"At (place)","as":"di","kind":"line","req":false,"text":"tempat"},
  {"n":"tembusan","id":"Tembusan","en":"Copies to","as":"tembusan","kind":"lines","req":false,"text":"","hint":{"id":"Satu penerima satu baris.","en":"One recipient a line."}},
  {"n":"pembuka","id":"Pembuka","en":"Opening","as":"para","kind":"text","req":true,"text":"Berdasarkan penanganan {kantor} atas dugaan pelanggaran nomor {perkara}, terlapor di bawah ini bukan pegawai aparatur sipil negara yang kami tangani. Bersama ini kami teruskan dugaan pelanggaran tersebut untuk ditangani sesuai kewenangan Saudara."},
  {"n":"terlapor","id":"Terlapor","en":"Accused","as":"row","kind":"line","req":true,"text":"{semua_terlapor}"},
  {"n":"perbuatan","id":"Perbuatan","en":"Act","as":"row","kind":"line","req":true,"text":"{perbuatan}"},
  {"n":"tanggal","id":"Tanggal perbuatan","en":"Day of the act","as":"row","kind":"line","req":false,"text":"{tanggal_perbuatan}"},
  {"n":"uraian","id":"Uraian singkat","en":"What happened","as":"section","kind":"text","req":true,"text":"{ringkasan}"},
  {"n":"dasar","id":"Dasar penerusan","en":"Legal basis of the referral","as":"points","kind":"lines","req":true,"text":"{penerusan_dasar}","hint":{"id":"Satu butir satu baris.","en":"One item a line."}},
  {"n":"aturan","id":"Ketentuan yang diduga dilanggar","en":"Provisions concerned","as":"points","kind":"lines","req":false,"text":"{aturan}","hint":{"id":"Satu butir satu baris.","en":"One item a line."}},
  {"n":"berkas","id":"Berkas yang diteruskan","en":"What is forwarded","as":"points","kind":"lines","req":true,"text":"Berkas perkara bertanda tangan dengan sidik (SHA-256) {penerusan_sidik}","hint":{"id":"Satu butir satu baris.","en":"One item a line."}},
  {"n":"tanda_terima","id":"Tanda terima","en":"Receipt","as":"para","kind":"text","req":true,"text":"Kami mohon tanda terima secara tertulis dengan nomor dan tanggal, paling lambat {penerusan_batas}, dan pemberitahuan bila perkara ini bukan kewenangan Saudara. Batas ini target layanan kami, bukan batas menurut hukum."},
  {"n":"penutup","id":"Penutup","en":"Closing","as":"para","kind":"text","req":true,"text":"Atas perhatian dan kerja sama Saudara kami ucapkan terima kasih."}
]'::jsonb),
('penerusan-gakkumdu', '2020-01-01', null, 'Surat penerusan ke Sentra Gakkumdu', 'Forwarding letter to Sentra Gakkumdu', 'letter', '{officer}', false, 'UU 7/2017; UU 10/2016; Perbawaslu 7/2022; Perbawaslu 8/2020 jo. Perbawaslu 9/2024', 'PP.00.02', '[
  {"n":"sifat","id":"Sifat","en":"Classification","as":"sifat","kind":"line","req":true,"text":"Sangat Segera, Rahasia"},
  {"n":"lampiran","id":"Lampiran","en":"Enclosures","as":"lampiran","kind":"line","req":false,"text":"1 (satu) berkas"},
  {"n":"hal","id":"Hal","en":"Subject","as":"hal","kind":"line","req":true,"text":"Penerusan tanda tindak pidana"},
  {"n":"kepada","id":"Kepada Yth.","en":"Addressee","as":"kepada","kind":"lines","req":true,"text":"{penerusan_kepada}","hint":{"id":"Nama dan jabatan, satu baris satu bagian.","en":"Name and post, one part a line."}},
  {"n":"di","id":"Di (tempat)","en":"At (place)","as":"di","kind":"line","req":false,"text":"tempat"},
  {"n":"tembusan","id":"Tembusan","en":"Copies to","as":"tembusan","kind":"lines","req":false,"text":"","hint":{"id":"Satu penerima satu baris.","en":"One recipient a line."}},
  {"n":"pembuka","id":"Pembuka","en":"Opening","as":"para","kind":"text","req":true,"text":"Dalam penanganan dugaan pelanggaran nomor {perkara}, {kantor} menemukan tanda tindak pidana. Bersama ini kami teruskan untuk ditangani Sentra Gakkumdu. Penanganan pelanggaran netralitas tetap berjalan di samping penerusan ini."},
  {"n":"terlapor","id":"Terlapor","en":"Accused","as":"row","kind":"line","req":true,"text":"{semua_terlapor}"},
  {"n":"perbuatan","id":"Perbuatan","en":"Act","as":"row","kind":"line","req":true,"text":"{perbuatan}"},
  {"n":"tanggal","id":"Tanggal perbuatan","en":"Day of the act","as":"row","kind":"line","req":false,"text":"{tanggal_perbuatan}"},
  {"n":"tanda","id":"Tanda pidana yang ditemukan","en":"Signs of a crime that were found","as":"section","kind":"text","req":true,"text":"{penerusan_alasan}"},
  {"n":"dasar","id":"Dasar penerusan","en":"Legal basis of the referral","as":"points","kind":"lines","req":true,"text":"{penerusan_dasar}","hint":{"id":"Satu butir satu baris.","en":"One item a line."}},
  {"n":"berkas","id":"Berkas yang diteruskan","en":"What is forwarded","as":"points","kind":"lines","req":true,"text":"Berkas perkara bertanda tangan dengan sidik (SHA-256) {penerusan_sidik}","hint":{"id":"Satu butir satu baris.","en":"One item a line."}},
  {"n":"tanda_terima","id":"Tanda terima","en":"Receipt","as":"para","kind":"text","req":true,"text":"Kami mohon tanda terima secara tertulis dengan nomor dan tanggal, paling lambat {penerusan_batas}. Batas ini target layanan kami, bukan batas menurut hukum."},
  {"n":"penutup","id":"Penutup","en":"Closing","as":"para","kind":"text","req":true,"text":"Atas perhatian dan kerja sama Saudara kami ucapkan terima kasih."}
]'::jsonb);

-- 6. Somebody is away, nobody was named to stand in, and a limit comes near: administrators are told, who can name somebody.
alter table netra.mail drop constraint mail_template_check;
alter table netra.mail add constraint mail_template_check check (
  template in ('security-changed', 'invitation', 'work-waiting', 'due-soon', 'due-now', 'no-stand-in', 'test', 'pledge-reminder'));

-- 7. Accused who were separated: what stood beside the case when they were goes on being read from the new one. Nothing is copied.
create function netra.separated_out_of(wanted uuid) returns table (source_id uuid, number text, until timestamptz)
language sql stable security definer set search_path = netra, pg_temp as $$
  with recursive up as (
    select s.source_id, s.separated_at as until from netra.case_separation s where s.case_id = wanted and netra.sees_case(wanted)
    union all
    select s.source_id, least(up.until, s.separated_at) from up join netra.case_separation s on s.case_id = up.source_id)
  -- Whoever reads the new case alone learns nothing of the other, its number included.
  select up.source_id, case when netra.sees_case(up.source_id) then f.number end, up.until
  from up join netra.case_file f on f.id = up.source_id where f.erased_at is null
$$;
comment on function netra.separated_out_of is 'The cases from which this one was separated, one after the other, each with the moment until which it was one with them. The number only for whoever reads that case as well.';

-- A document of a source concerns the new case where it is about nobody in particular or about somebody who is in it; those that name the reporter stay.
create function netra.carried_documents(wanted uuid) returns table (document_id uuid, source text)
language sql stable security definer set search_path = netra, pg_temp as $$
  select d.id, u.number
  from netra.separated_out_of(wanted) u
  join netra.document d on d.case_id = u.source_id and not d.reporter
  join netra.document_issue i on i.document_id = d.id and i.issued_at <= u.until
  where netra.actor_kind() = 'member' and netra.reads_upto(wanted, netra.carried_steps_of(wanted))
    and (d.position is null or exists (select 1 from netra.case_accused a where a.case_id = wanted and a.position = d.position))
$$;
comment on function netra.carried_documents is 'Documents that were issued for a case before this one was separated from it and that concern everybody or the accused of this one. Read only, by whoever reads all that was carried along.';
create function netra.reads_carried_document(wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp as $$
  with recursive down as (
    select s.case_id from netra.document d join netra.case_separation s on s.source_id = d.case_id where d.id = wanted
    union all
    select s.case_id from down join netra.case_separation s on s.source_id = down.case_id)
  select exists (select 1 from down cross join lateral netra.carried_documents(down.case_id) c where c.document_id = wanted)
$$;
comment on function netra.reads_carried_document is 'Whether the actor reads a document from a case that was separated from the one for which it was issued.';
create or replace function netra.reads_document(wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (
    select 1 from netra.document d left join netra.document_issue i on i.document_id = d.id
    where d.id = wanted and netra.actor_kind() = 'member' and not netra.locked_out(d.case_id)
      and (d.body_id = any (netra.my_bodies())
        or i.document_id is not null and not d.reporter and (d.body_id = any (netra.readable_bodies())
          -- Not netra.reads_step: the step that was being prepared may have become another office's own.
          or exists (select 1 from netra.case_access a where a.case_id = d.case_id and a.body_id = any (netra.readable_bodies())
            and (a.reads_to_seq is null or i.seq <= a.reads_to_seq))
          or netra.reads_carried_document(d.id))));
comment on function netra.reads_document is 'The office that made it; once issued, and unless it names the reporter, its overseers, offices that may read the case as far as the step that was being prepared, and those that read a case which was separated from it since. Nobody who declared an interest.';

-- What the reporter adds is taken in at the case with which the family began, as long as any of them goes on; and the office that took the report in
-- passes it on to whoever holds the others.
create function netra.family_open(wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (select 1 from netra.siblings_of(wanted) s join netra.case_file f on f.id = s where f.closed_at is null and f.erased_at is null);
comment on function netra.family_open is 'Whether another case of the family goes on. For the functions below alone.';
create function netra.reporter_family_open() returns boolean language sql stable security definer set search_path = netra, pg_temp
  return netra.actor_kind() = 'public' and netra.family_open(netra.reporter_case());
comment on function netra.reporter_family_open is 'For the reporter: whether something may still be added, although the first case of the own report is closed.';
do $$
declare
  before text := pg_get_functiondef('netra.reporter_adds_now'::regproc);
begin
  if position('file.closed_at is not null and file.status <> ''joined''' in before) = 0 then
    raise exception 'netra.reporter_adds_now no longer asks whether the case is closed';
  end if;
  execute replace(before, 'file.closed_at is not null and file.status <> ''joined''',
    'file.closed_at is not null and file.status <> ''joined'' and not netra.family_open(file.id)');
end $$;
create or replace function netra.additions_wait(wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return netra.sees_case(wanted) and exists (
    select 1 from netra.case_file f
    join netra.case_file t on t.id = case f.status when 'joined' then netra.ends_with(f.id) else f.id end
    -- In the own chain, or since the separation in that of the case with which the family began.
    join netra.case_event e on e.kind = 'reporter-added' and (e.case_id = f.id or e.case_id = netra.root_of(f.id) and e.case_id <> f.id
      and e.at > (select s.separated_at from netra.case_separation s where s.case_id = f.id))
    where f.id = wanted and f.erased_at is null and t.erased_at is null and t.closed_at is null and f.origin_body_id = any (netra.my_bodies())
      and t.holder_body_id <> f.origin_body_id and not exists (
        select 1 from netra.case_event later where later.case_id = f.id and later.kind = 'addition-passed-on'
          and (e.case_id = f.id and later.seq > e.seq or e.case_id <> f.id and later.at >= e.at))
      and not exists (
        select 1 from netra.case_event later join netra.case_event_content c on c.case_id = later.case_id and c.seq = later.seq
        where f.status = 'joined' and later.case_id = t.id and later.kind = 'addition-passed-on' and later.at >= e.at and c.content ->> 'from' = f.number));
revoke execute on function netra.separated_out_of, netra.carried_documents, netra.reads_carried_document, netra.family_open, netra.reporter_family_open
  from public, netra_app;
grant execute on function netra.separated_out_of, netra.carried_documents, netra.reporter_family_open to netra_app;
