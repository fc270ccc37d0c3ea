-- Documents of offices: kinds as data, letterhead and numbering by office, drafts and their versions, what was issued with its number, signature
-- and leaf in the public log, and what was withdrawn. Words about people lie locked with the key of the instance; documents that name a
-- reporter are sealed to the intake office and never leave it.

create table netra.document_kind (
  code text not null,
  valid_from date not null,
  valid_until date,
  name_id text not null,
  name_en text not null,
  layout text not null check (layout in ('letter', 'form', 'minutes', 'study', 'decision')),
  roles text[] not null check (cardinality(roles) >= 1),
  reporter boolean not null,
  basis text not null,
  classification text not null,
  parts jsonb not null,
  primary key (code, valid_from)
);
comment on table netra.document_kind is 'Kinds of documents with dates: which role drafts one, from which law it comes, and its parts in order (name, label, shape, required or not, how it is printed, and the text it begins with). reporter: it names the reporter, so the intake office makes it and nobody else reads it.';

create table netra.document_letterhead (
  id uuid primary key,
  body_id uuid not null references netra.body (id),
  valid_from date not null,
  heading text not null,
  address text not null,
  place text not null,
  code text not null,
  pattern text not null,
  signer_post text not null,
  signer_name text not null,
  signer_number text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null default now()
);
comment on table netra.document_letterhead is 'Letterhead, signer and numbering of an office from a day on. Append-only: on a day the latest that has begun counts, and of two that begin together the one that was recorded last.';
create index document_letterhead_body on netra.document_letterhead (body_id, valid_from desc, recorded_at desc);

create table netra.document (
  id uuid primary key,
  case_id uuid not null references netra.case_file (id),
  kind text not null,
  position smallint check (position >= 1),
  body_id uuid not null references netra.body (id),
  reporter boolean not null,
  prepared_by uuid not null,
  prepared_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  discarded_at timestamptz
);
comment on table netra.document is 'A document of a case from its first draft on. position: the accused it is about, null for all. discarded_at: a draft that was given up.';
create index document_case on netra.document (case_id);

create table netra.document_version (
  document_id uuid not null references netra.document (id),
  version integer not null check (version >= 1),
  words_sealed bytea not null,
  saved_by uuid not null,
  saved_at timestamptz not null default now(),
  primary key (document_id, version)
);
comment on table netra.document_version is 'Every saving of a draft, append-only. The words are locked with the key of the instance, or sealed to the intake office where they name a reporter.';

create table netra.document_key (
  number integer primary key check (number >= 1),
  public_key bytea not null unique check (length(public_key) = 32),
  private_wrapped bytea not null,
  made_at timestamptz not null default now(),
  ended_at timestamptz
);
comment on table netra.document_key is 'Ed25519 keys with which this instance signs documents. The private half is locked with a key that is not in the database.';

create table netra.document_issue (
  document_id uuid primary key references netra.document (id),
  version integer not null,
  case_id uuid not null references netra.case_file (id),
  seq integer not null check (seq >= 1),
  body_id uuid not null references netra.body (id),
  year integer not null,
  serial integer not null check (serial >= 1),
  number text not null,
  issued_on date not null,
  issued_at timestamptz not null,
  issued_by uuid not null,
  check_code text not null unique,
  pdf_sealed bytea,
  pdf_sha256 bytea not null check (length(pdf_sha256) = 32),
  key_number integer not null references netra.document_key (number),
  signature bytea not null,
  salt bytea not null,
  commitment bytea not null unique check (length(commitment) = 32),
  unique (body_id, year, serial),
  unique (body_id, number)
);
comment on table netra.document_issue is 'What was issued: number, printed file with its hash and signature, code of the check page, leaf of the log. seq: the step of the case that was being prepared; offices that may read that step may read the document. Append-only.';
create index document_issue_case on netra.document_issue (case_id);

create table netra.document_end (
  document_id uuid primary key references netra.document_issue (document_id),
  what text not null check (what in ('withdrawn', 'replaced')),
  replaced_by uuid references netra.document_issue (document_id),
  reason_sealed bytea,
  ended_on date not null,
  ended_at timestamptz not null,
  ended_by uuid not null,
  check ((what = 'replaced') = (replaced_by is not null)),
  check (replaced_by is distinct from document_id)
);
comment on table netra.document_end is 'A document that no longer counts: withdrawn, or replaced by another. Append-only: it does not come back.';

-- Who works on documents. The kind says which role; the office must hold the case, or have taken the report in where the reporter is named.
create function netra.drafts_kind(wanted text, office uuid, names_reporter boolean) returns boolean
language sql stable security definer set search_path = netra, pg_temp
  return exists (
    select 1 from netra.document_kind k join netra.member m on m.role = any (k.roles)
    where k.code = wanted and k.reporter = names_reporter and m.body_id = office and office = any (netra.my_bodies())
      and m.user_id = netra.actor_user() and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date));
comment on function netra.drafts_kind is 'Whether the actor holds a role at this office that may draft documents of this kind.';

create function netra.has_case_in_hand(wanted uuid, office uuid, names_reporter boolean) returns boolean
language sql stable security definer set search_path = netra, pg_temp
  return not netra.locked_out(wanted) and case when names_reporter
    then exists (select 1 from netra.report r where r.case_id = wanted and r.intake_body_id = office)
    else exists (select 1 from netra.case_file f where f.id = wanted and f.holder_body_id = office)
      or exists (select 1 from netra.case_part p where p.case_id = wanted and p.body_id = office and p.ended_at is null) end;
comment on function netra.has_case_in_hand is 'Whether this office may make documents of the case now: the holder and offices with a part in it, or for documents that name the reporter the intake office. Nobody who declared an interest.';

create function netra.works_on_document(wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (
    select 1 from netra.document d
    where d.id = wanted and d.discarded_at is null and d.body_id = any (netra.my_bodies())
      and netra.drafts_kind(d.kind, d.body_id, d.reporter) and netra.has_case_in_hand(d.case_id, d.body_id, d.reporter)
      and not exists (select 1 from netra.document_issue i where i.document_id = d.id));
comment on function netra.works_on_document is 'Whether the actor may change or issue this draft now.';

create function netra.reads_document(wanted uuid) returns boolean language sql stable security definer set search_path = netra, pg_temp
  return exists (
    select 1 from netra.document d left join netra.document_issue i on i.document_id = d.id
    where d.id = wanted and netra.actor_kind() = 'member' and not netra.locked_out(d.case_id)
      and (d.body_id = any (netra.my_bodies())
        or i.document_id is not null and not d.reporter and (d.body_id = any (netra.readable_bodies())
          -- Not netra.reads_step: the step that was being prepared may have become another office's own.
          or exists (select 1 from netra.case_access a where a.case_id = d.case_id and a.body_id = any (netra.readable_bodies())
            and (a.reads_to_seq is null or i.seq <= a.reads_to_seq)))));
comment on function netra.reads_document is 'The office that made it; once issued, and unless it names the reporter, its overseers and offices that may read the case as far as the step that was being prepared. Nobody who declared an interest.';

-- A number is given once and none is left out: whoever issues waits for whoever issues at the same office in the same year.
create function netra.next_document_serial(office uuid, in_year integer) returns integer language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  if not office = any (netra.my_bodies()) then
    raise exception 'another office' using errcode = 'insufficient_privilege';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('netra document ' || office || ' ' || in_year, 0));
  return (select coalesce(max(i.serial), 0) + 1 from netra.document_issue i where i.body_id = office and i.year = in_year);
end $$;
comment on function netra.next_document_serial is 'The next running number of an office in a year; holds the line until the transaction ends.';

create function netra.document_issued() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
declare
  expected integer;
begin
  perform 1 from netra.document d where d.id = new.document_id for update;
  perform pg_advisory_xact_lock(hashtextextended('netra document ' || new.body_id || ' ' || new.year, 0));
  select coalesce(max(i.serial), 0) + 1 into expected from netra.document_issue i where i.body_id = new.body_id and i.year = new.year;
  if new.serial <> expected then
    raise exception 'the next number is %', expected using errcode = 'check_violation', constraint = 'document_issue_gapless';
  end if;
  if new.version <> (select max(v.version) from netra.document_version v where v.document_id = new.document_id)
    or not exists (select 1 from netra.document d where d.id = new.document_id and d.body_id = new.body_id and d.case_id = new.case_id) then
    raise exception 'not the last version of this document' using errcode = 'check_violation', constraint = 'document_issue_last_version';
  end if;
  return new;
end $$;
create trigger document_issue_gapless before insert on netra.document_issue for each row execute function netra.document_issued();

-- Saving and issuing take turns, so that nothing is saved behind an issue that is being made.
create function netra.document_saved() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  perform 1 from netra.document d where d.id = new.document_id for update;
  if exists (select 1 from netra.document_issue i where i.document_id = new.document_id) then
    raise exception 'what was issued is not changed' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger document_version_before_issue before insert on netra.document_version for each row execute function netra.document_saved();

create function netra.log_documents() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  insert into netra.log_waiting (batch, commitment) select 'steps', commitment from fresh;
  return null;
end $$;
create trigger document_issue_leaf after insert on netra.document_issue referencing new table as fresh for each statement execute function netra.log_documents();

create trigger document_version_append_only before update or delete or truncate on netra.document_version execute function netra.refuse_change_but_disposal();
create trigger document_issue_append_only before update or delete or truncate on netra.document_issue execute function netra.refuse_change_but_disposal();
create trigger document_end_append_only before update or delete or truncate on netra.document_end execute function netra.refuse_change_but_disposal();
create trigger document_letterhead_append_only before update or delete or truncate on netra.document_letterhead execute function netra.refuse_change();

-- When a case is erased its documents lose what they say of people. Number, day and hash stay: the register of an office has no holes.
create function netra.documents_erased() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  delete from netra.document_version v using netra.document d where d.id = v.document_id and d.case_id = new.id;
  update netra.document_issue set pdf_sealed = null, salt = ''::bytea where case_id = new.id;
  update netra.document_end e set reason_sealed = null from netra.document d where d.id = e.document_id and d.case_id = new.id;
  update netra.document set discarded_at = now() where case_id = new.id and discarded_at is null
    and not exists (select 1 from netra.document_issue i where i.document_id = document.id);
  return null;
end $$;
create trigger documents_erased after update of erased_at on netra.case_file for each row
  when (old.erased_at is null and new.erased_at is not null) execute function netra.documents_erased();

-- The public check page: what stands here and nothing else, and only for who holds the code.
create function netra.check_document(wanted text) returns table (
  name_id text, name_en text, office text, issued_on date, sha256 bytea, ended text, ended_on date
) language sql stable security definer set search_path = netra, pg_temp as $$
  select k.name_id, k.name_en, b.name, i.issued_on, i.pdf_sha256, e.what, e.ended_on
  from netra.document_issue i
  join netra.document d on d.id = i.document_id
  join netra.body b on b.id = i.body_id
  join lateral (select k.name_id, k.name_en from netra.document_kind k where k.code = d.kind
    order by k.valid_from <= i.issued_on desc, k.valid_from desc limit 1) k on true
  left join netra.document_end e on e.document_id = i.document_id
  where i.check_code = wanted
$$;
comment on function netra.check_document is 'Kind, office, day and hash of a document to whoever holds its code; never a number, a name or a case.';

-- For `netra ledger check`.
create function netra.sealed_documents(after uuid, most integer) returns table (
  id uuid, kind text, number text, body_id uuid, issued_at timestamptz, pdf_sha256 bytea, signature bytea, salt bytea, commitment bytea, leaf bigint, waiting boolean
) language sql stable security definer set search_path = netra, pg_temp as $$
  select i.document_id, d.kind, i.number, i.body_id, i.issued_at, i.pdf_sha256, i.signature, i.salt, i.commitment, netra.leaf_of(i.commitment), w.commitment is not null
  from netra.document_issue i
  join netra.document d on d.id = i.document_id
  left join netra.log_waiting w on w.commitment = i.commitment
  where netra.actor_kind() = 'system' and (after is null or i.document_id > after)
  order by i.document_id
  limit most
$$;
comment on function netra.sealed_documents is 'Issued documents with their places in the log, without a word of what they say; for the system alone.';

create or replace function netra.places_of_nothing() returns table (number bigint, leaves bigint[]) language sql stable security definer set search_path = netra, pg_temp as $$
  select count(*), (array_agg(p.leaf order by p.leaf))[1:20]
  from netra.log_place p
  where netra.actor_kind() = 'system'
    and not exists (select 1 from netra.case_event e join netra.case_file f on f.id = e.case_id where e.commitment = p.commitment)
    and not exists (select 1 from netra.handover h where h.opened_commitment = p.commitment)
    and not exists (select 1 from netra.pledge g where g.commitment = p.commitment)
    and not exists (select 1 from netra.document_issue i where i.commitment = p.commitment)
    and not exists (select 1 from netra.log_entry l where l.commitment = p.commitment)
$$;

alter table netra.document_kind enable row level security;
create policy document_kind_read on netra.document_kind for select using (true);
alter table netra.document_letterhead enable row level security;
create policy document_letterhead_read on netra.document_letterhead for select using (
  netra.actor_kind() = 'member' and body_id = any ((select netra.readable_bodies())::uuid[]));
create policy document_letterhead_new on netra.document_letterhead for insert with check (
  body_id = any ((select netra.my_bodies())::uuid[]) and recorded_by = (select netra.actor_user()));
alter table netra.document enable row level security;
create policy document_read on netra.document for select using (netra.actor_kind() = 'member' and netra.reads_document(id));
create policy document_new on netra.document for insert with check (
  body_id = any ((select netra.my_bodies())::uuid[]) and prepared_by = (select netra.actor_user())
  and netra.drafts_kind(kind, body_id, reporter) and netra.has_case_in_hand(case_id, body_id, reporter));
create policy document_discard on netra.document for update using (netra.works_on_document(id)) with check (true);
alter table netra.document_version enable row level security;
create policy document_version_read on netra.document_version for select using (
  netra.actor_kind() = 'member' and document_id in (select d.id from netra.document d where d.body_id = any ((select netra.my_bodies())::uuid[])));
create policy document_version_new on netra.document_version for insert with check (
  netra.works_on_document(document_id) and saved_by = (select netra.actor_user()));
alter table netra.document_key enable row level security;
create policy document_key_read on netra.document_key for select using (netra.actor_kind() in ('member', 'system'));
create policy document_key_new on netra.document_key for insert with check (
  netra.actor_kind() = 'system' or (select cardinality(netra.my_bodies())) > 0);
alter table netra.document_issue enable row level security;
create policy document_issue_read on netra.document_issue for select using (netra.actor_kind() = 'member' and netra.reads_document(document_id));
create policy document_issue_new on netra.document_issue for insert with check (
  netra.works_on_document(document_id) and body_id = any ((select netra.my_bodies())::uuid[]) and issued_by = (select netra.actor_user()));
alter table netra.document_end enable row level security;
create policy document_end_read on netra.document_end for select using (netra.actor_kind() = 'member' and netra.reads_document(document_id));
create policy document_end_new on netra.document_end for insert with check (
  ended_by = (select netra.actor_user()) and exists (
    select 1 from netra.document d where d.id = document_id and d.body_id = any ((select netra.my_bodies())::uuid[])
      and not netra.locked_out(d.case_id) and netra.drafts_kind(d.kind, d.body_id, d.reporter)));

grant select on netra.document_kind to netra_app;
grant select, insert on netra.document_letterhead, netra.document, netra.document_version, netra.document_key, netra.document_issue, netra.document_end to netra_app;
grant update (discarded_at) on netra.document to netra_app;
revoke execute on function netra.drafts_kind, netra.has_case_in_hand, netra.works_on_document, netra.reads_document, netra.next_document_serial,
  netra.document_issued, netra.document_saved, netra.log_documents, netra.documents_erased, netra.check_document, netra.sealed_documents from public;
grant execute on function netra.drafts_kind, netra.has_case_in_hand, netra.works_on_document, netra.reads_document, netra.next_document_serial,
  netra.check_document, netra.sealed_documents to netra_app;

-- The kinds that the product brings. A text that a part begins with takes facts of the case at {names}; an officer changes it as the matter asks.
insert into netra.document_kind (code, valid_from, valid_until, name_id, name_en, layout, roles, reporter, basis, classification, parts) values
('formulir-laporan', '2020-01-01', null, 'Formulir laporan', 'Report form', 'form', '{officer}', true, 'Perbawaslu 8/2020 jo. Perbawaslu 9/2024; Perbawaslu 7/2022', 'PP.00.01', '[
  {"n":"nomor_laporan","id":"Nomor penyampaian","en":"Number of the report","as":"row","kind":"line","req":false,"text":"{perkara}"},
  {"n":"pelapor_nama","id":"Nama pelapor","en":"Name of the reporter","as":"row","kind":"line","req":false,"text":"{pelapor}","group":"Pelapor","hint":{"id":"Kosong: dicetak garis untuk diisi dengan tangan.","en":"Empty: a line is printed to fill in by hand."}},
  {"n":"pelapor_alamat","id":"Alamat","en":"Address","as":"row","kind":"line","req":false,"text":"{alamat_pelapor}","group":"Pelapor"},
  {"n":"pelapor_kontak","id":"Nomor telepon atau surel","en":"Telephone or e-mail","as":"row","kind":"line","req":false,"text":"{kontak_pelapor}","group":"Pelapor"},
  {"n":"pelapor_lahir","id":"Tempat dan tanggal lahir","en":"Place and day of birth","as":"row","kind":"line","req":false,"text":"","group":"Pelapor"},
  {"n":"pelapor_kelamin","id":"Jenis kelamin","en":"Sex","as":"row","kind":"line","req":false,"text":"","group":"Pelapor"},
  {"n":"pelapor_pekerjaan","id":"Pekerjaan","en":"Occupation","as":"row","kind":"line","req":false,"text":"","group":"Pelapor"},
  {"n":"pelapor_warga","id":"Kewarganegaraan","en":"Citizenship","as":"row","kind":"line","req":false,"text":"Indonesia","group":"Pelapor"},
  {"n":"terlapor_nama","id":"Nama","en":"Name","as":"row","kind":"line","req":false,"text":"{terlapor}","group":"Terlapor"},
  {"n":"terlapor_jabatan","id":"Jabatan dan unit kerja","en":"Post and unit","as":"row","kind":"line","req":false,"text":"{jabatan}, {unit}","group":"Terlapor"},
  {"n":"terlapor_alamat","id":"Alamat","en":"Address","as":"row","kind":"line","req":false,"text":"","group":"Terlapor"},
  {"n":"peristiwa","id":"Peristiwa yang dilaporkan","en":"What is reported","as":"row","kind":"line","req":true,"text":"{perbuatan}","group":"Peristiwa yang dilaporkan"},
  {"n":"kejadian_tempat","id":"Tempat kejadian","en":"Place","as":"row","kind":"line","req":false,"text":"{tempat_kejadian}","group":"Peristiwa yang dilaporkan"},
  {"n":"kejadian_hari","id":"Hari dan tanggal kejadian","en":"Day it happened","as":"row","kind":"line","req":false,"text":"{tanggal_perbuatan}","group":"Peristiwa yang dilaporkan"},
  {"n":"diketahui_hari","id":"Hari dan tanggal diketahui","en":"Day it became known","as":"row","kind":"line","req":false,"text":"{diketahui}","group":"Peristiwa yang dilaporkan"},
  {"n":"saksi","id":"Saksi-saksi","en":"Witnesses","as":"points","kind":"lines","req":false,"text":"","hint":{"id":"Nama dan alamat, satu saksi satu baris.","en":"Name and address, one witness a line."}},
  {"n":"bukti","id":"Barang bukti","en":"Evidence","as":"points","kind":"lines","req":false,"text":"{bukti}","hint":{"id":"Satu butir satu baris.","en":"One item a line."}},
  {"n":"uraian","id":"Uraian singkat kejadian","en":"What happened","as":"section","kind":"text","req":true,"text":"{cerita}"},
  {"n":"dilaporkan_di","id":"Dilaporkan di","en":"Reported at","as":"row","kind":"line","req":true,"text":"{kantor}","group":"Penyampaian"},
  {"n":"dilaporkan_hari","id":"Hari dan tanggal","en":"Day","as":"row","kind":"line","req":true,"text":"{diterima}","group":"Penyampaian"},
  {"n":"dilaporkan_pukul","id":"Waktu","en":"Time","as":"row","kind":"line","req":true,"text":"{diterima_pukul}","group":"Penyampaian"},
  {"n":"pernyataan","id":"Pernyataan","en":"Statement","as":"para","kind":"text","req":true,"text":"Saya menyatakan bahwa isi laporan ini adalah yang sebenar-benarnya dan saya bersedia mempertanggungjawabkannya di hadapan hukum."},
  {"n":"para_pihak","id":"Yang ikut menandatangani","en":"Others who sign","as":"signers","kind":"lines","req":false,"text":"Pelapor: {pelapor}","hint":{"id":"Satu orang satu baris: kedudukan: nama.","en":"One person a line: capacity: name."}}
]'::jsonb),
('tanda-terima-laporan', '2020-01-01', null, 'Tanda terima laporan', 'Receipt of a report', 'form', '{officer}', true, 'Perbawaslu 8/2020 jo. Perbawaslu 9/2024; Perbawaslu 7/2022', 'PP.00.02', '[
  {"n":"pembuka","id":"Pembuka","en":"Opening","as":"para","kind":"text","req":true,"text":"Telah diterima laporan dugaan pelanggaran dengan keterangan sebagai berikut."},
  {"n":"pelapor_nama","id":"Nama pelapor","en":"Name of the reporter","as":"row","kind":"line","req":false,"text":"{pelapor}","group":"Diterima dari","hint":{"id":"Kosong: dicetak garis untuk diisi dengan tangan.","en":"Empty: a line is printed to fill in by hand."}},
  {"n":"pelapor_alamat","id":"Alamat","en":"Address","as":"row","kind":"line","req":false,"text":"{alamat_pelapor}","group":"Diterima dari"},
  {"n":"pelapor_kontak","id":"Nomor telepon atau surel","en":"Telephone or e-mail","as":"row","kind":"line","req":false,"text":"{kontak_pelapor}","group":"Diterima dari"},
  {"n":"nomor_laporan","id":"Nomor penyampaian","en":"Number of the report","as":"row","kind":"line","req":true,"text":"{perkara}","group":"Laporan"},
  {"n":"diterima_hari","id":"Hari dan tanggal diterima","en":"Day received","as":"row","kind":"line","req":true,"text":"{diterima}","group":"Laporan"},
  {"n":"diterima_pukul","id":"Waktu","en":"Time","as":"row","kind":"line","req":true,"text":"{diterima_pukul}","group":"Laporan"},
  {"n":"hal_laporan","id":"Yang dilaporkan","en":"What is reported","as":"row","kind":"line","req":true,"text":"{perbuatan}","group":"Laporan"},
  {"n":"dokumen","id":"Dokumen dan barang yang diterima","en":"Papers and things received","as":"points","kind":"lines","req":false,"text":"{bukti}","hint":{"id":"Satu butir satu baris.","en":"One item a line."}},
  {"n":"catatan","id":"Catatan","en":"Note","as":"para","kind":"text","req":false,"text":"Simpan tanda terima ini. Perkembangan laporan diberitahukan sesuai tahapan penanganannya."},
  {"n":"para_pihak","id":"Yang ikut menandatangani","en":"Others who sign","as":"signers","kind":"lines","req":false,"text":"Yang menyerahkan: {pelapor}","hint":{"id":"Satu orang satu baris: kedudukan: nama.","en":"One person a line: capacity: name."}}
]'::jsonb),
('permintaan-kelengkapan', '2020-01-01', null, 'Permintaan kelengkapan laporan', 'Request to complete a report', 'letter', '{officer}', true, 'Perbawaslu 8/2020 jo. Perbawaslu 9/2024; Perbawaslu 7/2022', 'PP.00.02', '[
  {"n":"sifat","id":"Sifat","en":"Classification","as":"sifat","kind":"line","req":true,"text":"Rahasia"},
  {"n":"lampiran","id":"Lampiran","en":"Enclosures","as":"lampiran","kind":"line","req":false,"text":"-"},
  {"n":"hal","id":"Hal","en":"Subject","as":"hal","kind":"line","req":true,"text":"Permintaan kelengkapan laporan"},
  {"n":"kepada","id":"Kepada Yth.","en":"Addressee","as":"kepada","kind":"lines","req":true,"text":"{pelapor}\n{alamat_pelapor}","hint":{"id":"Nama dan jabatan, satu baris satu bagian.","en":"Name and post, one part a line."}},
  {"n":"di","id":"Di (tempat)","en":"At (place)","as":"di","kind":"line","req":false,"text":"tempat"},
  {"n":"tembusan","id":"Tembusan","en":"Copies to","as":"tembusan","kind":"lines","req":false,"text":"","hint":{"id":"Satu penerima satu baris.","en":"One recipient a line."}},
  {"n":"pembuka","id":"Pembuka","en":"Opening","as":"para","kind":"text","req":true,"text":"Sehubungan dengan laporan Saudara nomor {perkara} yang kami terima pada {diterima}, hasil kajian awal menunjukkan bahwa laporan tersebut belum memenuhi syarat berikut."},
  {"n":"kekurangan","id":"Yang perlu dilengkapi","en":"What is to be completed","as":"points","kind":"lines","req":true,"text":"","hint":{"id":"Satu butir satu baris.","en":"One item a line."}},
  {"n":"batas","id":"Batas waktu","en":"Limit","as":"para","kind":"text","req":true,"text":"Kelengkapan kami tunggu paling lambat {batas}. Laporan yang tidak dilengkapi sampai batas itu tidak dapat diregistrasi, tetapi tetap tercatat sebagai informasi awal."},
  {"n":"penutup","id":"Penutup","en":"Closing","as":"para","kind":"text","req":true,"text":"Atas perhatian Saudara kami ucapkan terima kasih."}
]'::jsonb),
('undangan-klarifikasi', '2020-01-01', null, 'Undangan klarifikasi', 'Summons for clarification', 'letter', '{officer}', false, 'Perbawaslu 8/2020 jo. Perbawaslu 9/2024; Perbawaslu 7/2022', 'PP.00.02', '[
  {"n":"sifat","id":"Sifat","en":"Classification","as":"sifat","kind":"line","req":true,"text":"Rahasia"},
  {"n":"lampiran","id":"Lampiran","en":"Enclosures","as":"lampiran","kind":"line","req":false,"text":"-"},
  {"n":"hal","id":"Hal","en":"Subject","as":"hal","kind":"line","req":true,"text":"Undangan klarifikasi"},
  {"n":"kepada","id":"Kepada Yth.","en":"Addressee","as":"kepada","kind":"lines","req":true,"text":"{terlapor}\n{jabatan}, {unit}","hint":{"id":"Nama dan jabatan, satu baris satu bagian.","en":"Name and post, one part a line."}},
  {"n":"di","id":"Di (tempat)","en":"At (place)","as":"di","kind":"line","req":false,"text":"tempat"},
  {"n":"tembusan","id":"Tembusan","en":"Copies to","as":"tembusan","kind":"lines","req":false,"text":"","hint":{"id":"Satu penerima satu baris.","en":"One recipient a line."}},
  {"n":"pembuka","id":"Pembuka","en":"Opening","as":"para","kind":"text","req":true,"text":"Dalam rangka penanganan dugaan pelanggaran netralitas pegawai aparatur sipil negara dengan nomor registrasi {perkara}, kami mengundang Saudara untuk memberikan klarifikasi sebagai terlapor pada:"},
  {"n":"hari","id":"Hari dan tanggal","en":"Day","as":"row","kind":"day","req":true,"text":""},
  {"n":"pukul","id":"Pukul","en":"Time","as":"row","kind":"line","req":true,"text":"","hint":{"id":"Misalnya 09.00 WIB.","en":"For example 09.00 WIB."}},
  {"n":"tempat_acara","id":"Tempat","en":"Place","as":"row","kind":"line","req":true,"text":""},
  {"n":"acara","id":"Acara","en":"Purpose","as":"row","kind":"line","req":true,"text":"Klarifikasi"},
  {"n":"menemui","id":"Menemui","en":"To see","as":"row","kind":"line","req":false,"text":""},
  {"n":"dibawa","id":"Yang perlu dibawa","en":"To bring along","as":"points","kind":"lines","req":false,"text":"Kartu identitas\nDokumen yang mendukung keterangan Saudara","hint":{"id":"Satu butir satu baris.","en":"One item a line."}},
  {"n":"catatan","id":"Catatan","en":"Note","as":"para","kind":"text","req":false,"text":"Undangan ini bukan putusan dan tidak menyatakan Saudara bersalah."},
  {"n":"penutup","id":"Penutup","en":"Closing","as":"para","kind":"text","req":true,"text":"Demikian undangan ini kami sampaikan. Atas kehadiran Saudara kami ucapkan terima kasih."}
]'::jsonb),
('undangan-klarifikasi-pelapor', '2020-01-01', null, 'Undangan klarifikasi pelapor', 'Summons of the reporter for clarification', 'letter', '{officer}', true, 'Perbawaslu 8/2020 jo. Perbawaslu 9/2024; Perbawaslu 7/2022', 'PP.00.02', '[
  {"n":"sifat","id":"Sifat","en":"Classification","as":"sifat","kind":"line","req":true,"text":"Rahasia"},
  {"n":"lampiran","id":"Lampiran","en":"Enclosures","as":"lampiran","kind":"line","req":false,"text":"-"},
  {"n":"hal","id":"Hal","en":"Subject","as":"hal","kind":"line","req":true,"text":"Undangan klarifikasi"},
  {"n":"kepada","id":"Kepada Yth.","en":"Addressee","as":"kepada","kind":"lines","req":true,"text":"{pelapor}\n{alamat_pelapor}","hint":{"id":"Nama dan jabatan, satu baris satu bagian.","en":"Name and post, one part a line."}},
  {"n":"di","id":"Di (tempat)","en":"At (place)","as":"di","kind":"line","req":false,"text":"tempat"},
  {"n":"tembusan","id":"Tembusan","en":"Copies to","as":"tembusan","kind":"lines","req":false,"text":"","hint":{"id":"Satu penerima satu baris.","en":"One recipient a line."}},
  {"n":"pembuka","id":"Pembuka","en":"Opening","as":"para","kind":"text","req":true,"text":"Dalam rangka penanganan dugaan pelanggaran netralitas pegawai aparatur sipil negara dengan nomor registrasi {perkara}, kami mengundang Saudara untuk memberikan klarifikasi sebagai pelapor pada:"},
  {"n":"hari","id":"Hari dan tanggal","en":"Day","as":"row","kind":"day","req":true,"text":""},
  {"n":"pukul","id":"Pukul","en":"Time","as":"row","kind":"line","req":true,"text":"","hint":{"id":"Misalnya 09.00 WIB.","en":"For example 09.00 WIB."}},
  {"n":"tempat_acara","id":"Tempat","en":"Place","as":"row","kind":"line","req":true,"text":""},
  {"n":"acara","id":"Acara","en":"Purpose","as":"row","kind":"line","req":true,"text":"Klarifikasi"},
  {"n":"menemui","id":"Menemui","en":"To see","as":"row","kind":"line","req":false,"text":""},
  {"n":"dibawa","id":"Yang perlu dibawa","en":"To bring along","as":"points","kind":"lines","req":false,"text":"Kartu identitas\nDokumen yang mendukung keterangan Saudara","hint":{"id":"Satu butir satu baris.","en":"One item a line."}},
  {"n":"catatan","id":"Catatan","en":"Note","as":"para","kind":"text","req":false,"text":"Undangan ini bukan putusan dan tidak menyatakan Saudara bersalah."},
  {"n":"penutup","id":"Penutup","en":"Closing","as":"para","kind":"text","req":true,"text":"Demikian undangan ini kami sampaikan. Atas kehadiran Saudara kami ucapkan terima kasih."}
]'::jsonb),
('berita-acara-klarifikasi', '2020-01-01', null, 'Berita acara klarifikasi', 'Minutes of clarification', 'minutes', '{officer}', false, 'Perbawaslu 8/2020 jo. Perbawaslu 9/2024; Perbawaslu 7/2022', 'PP.00.02', '[
  {"n":"pembuka","id":"Pembuka","en":"Opening","as":"para","kind":"text","req":true,"text":"Pada hari ini, {hari_ini}, bertempat di kantor {kantor}, telah dilakukan klarifikasi dalam penanganan dugaan pelanggaran nomor {perkara} terhadap:"},
  {"n":"nama","id":"Nama","en":"Name","as":"row","kind":"line","req":true,"text":"{terlapor}"},
  {"n":"jabatan","id":"Jabatan","en":"Post","as":"row","kind":"line","req":false,"text":"{jabatan}"},
  {"n":"unit","id":"Unit kerja","en":"Unit","as":"row","kind":"line","req":false,"text":"{unit}"},
  {"n":"kedudukan","id":"Kedudukan","en":"Capacity","as":"row","kind":"line","req":true,"text":"Terlapor"},
  {"n":"tanya_jawab","id":"Tanya jawab","en":"Questions and answers","as":"qa","kind":"text","req":true,"text":"T: Apakah Saudara hari ini sehat jasmani dan rohani serta bersedia memberikan keterangan?\nJ: \n\nT: Apakah Saudara mengerti mengapa dimintai keterangan?\nJ: \n\nT: \nJ: ","hint":{"id":"Awali pertanyaan dengan “T:” dan jawaban dengan “J:”.","en":"Begin a question with “T:” and an answer with “J:”."}},
  {"n":"penutup","id":"Penutup","en":"Closing","as":"para","kind":"text","req":true,"text":"Demikian berita acara klarifikasi ini dibuat dengan sebenarnya, dibacakan kembali kepada yang bersangkutan, disetujui isinya, lalu ditandatangani."},
  {"n":"para_pihak","id":"Yang ikut menandatangani","en":"Others who sign","as":"signers","kind":"lines","req":false,"text":"Yang diklarifikasi: {terlapor}","hint":{"id":"Satu orang satu baris: kedudukan: nama.","en":"One person a line: capacity: name."}}
]'::jsonb),
('berita-acara-klarifikasi-pelapor', '2020-01-01', null, 'Berita acara klarifikasi pelapor', 'Minutes of the clarification of the reporter', 'minutes', '{officer}', true, 'Perbawaslu 8/2020 jo. Perbawaslu 9/2024; Perbawaslu 7/2022', 'PP.00.02', '[
  {"n":"pembuka","id":"Pembuka","en":"Opening","as":"para","kind":"text","req":true,"text":"Pada hari ini, {hari_ini}, bertempat di kantor {kantor}, telah dilakukan klarifikasi dalam penanganan dugaan pelanggaran nomor {perkara} terhadap:"},
  {"n":"pelapor_nama","id":"Nama pelapor","en":"Name of the reporter","as":"row","kind":"line","req":false,"text":"{pelapor}","hint":{"id":"Kosong: dicetak garis untuk diisi dengan tangan.","en":"Empty: a line is printed to fill in by hand."}},
  {"n":"pelapor_alamat","id":"Alamat","en":"Address","as":"row","kind":"line","req":false,"text":"{alamat_pelapor}"},
  {"n":"pelapor_kontak","id":"Nomor telepon atau surel","en":"Telephone or e-mail","as":"row","kind":"line","req":false,"text":"{kontak_pelapor}"},
  {"n":"kedudukan","id":"Kedudukan","en":"Capacity","as":"row","kind":"line","req":true,"text":"Pelapor"},
  {"n":"tanya_jawab","id":"Tanya jawab","en":"Questions and answers","as":"qa","kind":"text","req":true,"text":"T: Apakah Saudara hari ini sehat jasmani dan rohani serta bersedia memberikan keterangan?\nJ: \n\nT: Apakah Saudara mengerti mengapa dimintai keterangan?\nJ: \n\nT: \nJ: ","hint":{"id":"Awali pertanyaan dengan “T:” dan jawaban dengan “J:”.","en":"Begin a question with “T:” and an answer with “J:”."}},
  {"n":"penutup","id":"Penutup","en":"Closing","as":"para","kind":"text","req":true,"text":"Demikian berita acara klarifikasi ini dibuat dengan sebenarnya, dibacakan kembali kepada yang bersangkutan, disetujui isinya, lalu ditandatangani."},
  {"n":"para_pihak","id":"Yang ikut menandatangani","en":"Others who sign","as":"signers","kind":"lines","req":false,"text":"Yang diklarifikasi: {pelapor}","hint":{"id":"Satu orang satu baris: kedudukan: nama.","en":"One person a line: capacity: name."}}
]'::jsonb),
('kajian', '2020-01-01', null, 'Kajian dugaan pelanggaran', 'Study of an alleged breach', 'study', '{officer}', false, 'Perbawaslu 8/2020 jo. Perbawaslu 9/2024; Perbawaslu 7/2022', 'PP.00.02', '[
  {"n":"nomor_perkara","id":"Nomor registrasi","en":"Registration number","as":"row","kind":"line","req":true,"text":"{perkara}","group":"Kasus posisi"},
  {"n":"terlapor","id":"Terlapor","en":"Accused","as":"row","kind":"line","req":true,"text":"{semua_terlapor}","group":"Kasus posisi"},
  {"n":"pemilihan","id":"Pemilihan","en":"Election","as":"row","kind":"line","req":true,"text":"{pemilihan}","group":"Kasus posisi"},
  {"n":"wilayah","id":"Wilayah","en":"Place","as":"row","kind":"line","req":true,"text":"{wilayah}","group":"Kasus posisi"},
  {"n":"tanggal","id":"Tanggal perbuatan","en":"Day of the act","as":"row","kind":"line","req":false,"text":"{tanggal_perbuatan}","group":"Kasus posisi"},
  {"n":"uraian","id":"Uraian peristiwa","en":"What happened","as":"section","kind":"text","req":true,"text":"{ringkasan}"},
  {"n":"fakta","id":"Keterangan dan bukti","en":"Statements and evidence","as":"points","kind":"lines","req":false,"text":"","hint":{"id":"Satu butir satu baris.","en":"One item a line."}},
  {"n":"dasar","id":"Dasar hukum","en":"Legal basis","as":"points","kind":"lines","req":true,"text":"{dasar}","hint":{"id":"Satu butir satu baris.","en":"One item a line."}},
  {"n":"analisis","id":"Analisis","en":"Analysis","as":"section","kind":"text","req":true,"text":"{kajian}"},
  {"n":"aturan","id":"Ketentuan yang diduga dilanggar","en":"Provisions concerned","as":"points","kind":"lines","req":false,"text":"{aturan}","hint":{"id":"Satu butir satu baris.","en":"One item a line."}},
  {"n":"kesimpulan","id":"Kesimpulan","en":"Conclusion","as":"section","kind":"text","req":true,"text":"Berdasarkan uraian di atas, perbuatan terlapor {kesimpulan} sebagai dugaan pelanggaran netralitas pegawai aparatur sipil negara."},
  {"n":"saran","id":"Rekomendasi","en":"Recommendation","as":"section","kind":"text","req":true,"text":"Meneruskan hasil kajian ini kepada instansi yang berwenang."}
]'::jsonb),
('berita-acara-pleno', '2020-01-01', null, 'Berita acara rapat pleno', 'Record of the plenary', 'minutes', '{officer}', false, 'Perbawaslu 8/2020 jo. Perbawaslu 9/2024; Perbawaslu 7/2022', 'PP.00.03', '[
  {"n":"pembuka","id":"Pembuka","en":"Opening","as":"para","kind":"text","req":true,"text":"Pada hari ini, {hari_ini}, bertempat di kantor {kantor}, telah dilaksanakan rapat pleno mengenai penanganan dugaan pelanggaran nomor {perkara}."},
  {"n":"hadir","id":"Hadir","en":"Present","as":"points","kind":"lines","req":true,"text":"","hint":{"id":"Satu butir satu baris.","en":"One item a line."}},
  {"n":"perkara","id":"Nomor registrasi","en":"Registration number","as":"row","kind":"line","req":true,"text":"{perkara}","group":"Yang dibahas"},
  {"n":"terlapor","id":"Terlapor","en":"Accused","as":"row","kind":"line","req":true,"text":"{semua_terlapor}","group":"Yang dibahas"},
  {"n":"bahasan","id":"Pembahasan","en":"Discussion","as":"section","kind":"text","req":true,"text":"{kajian}"},
  {"n":"putusan","id":"Keputusan","en":"Decision","as":"points","kind":"lines","req":true,"text":"{pleno}","hint":{"id":"Satu butir satu baris.","en":"One item a line."}},
  {"n":"pendapat","id":"Pendapat berbeda","en":"Dissent","as":"section","kind":"text","req":false,"text":""},
  {"n":"penutup","id":"Penutup","en":"Closing","as":"para","kind":"text","req":true,"text":"Demikian berita acara rapat pleno ini dibuat untuk dipergunakan sebagaimana mestinya."},
  {"n":"para_pihak","id":"Yang ikut menandatangani","en":"Others who sign","as":"signers","kind":"lines","req":false,"text":"Anggota: ","hint":{"id":"Satu anggota satu baris: kedudukan: nama.","en":"One member a line: capacity: name."}}
]'::jsonb),
('berita-acara-verifikasi', '2020-01-01', null, 'Berita acara verifikasi', 'Record of verification', 'minutes', '{verifier,conveyor}', false, 'SKB 22 September 2022; SE MenPANRB 4/2024', 'PP.00.03', '[
  {"n":"pembuka","id":"Pembuka","en":"Opening","as":"para","kind":"text","req":true,"text":"Pada hari ini, {hari_ini}, satuan tugas telah memverifikasi penanganan dugaan pelanggaran nomor {perkara}."},
  {"n":"hadir","id":"Yang memverifikasi","en":"Who verified","as":"points","kind":"lines","req":true,"text":"","hint":{"id":"Satu butir satu baris.","en":"One item a line."}},
  {"n":"terlapor","id":"Terlapor","en":"Accused","as":"row","kind":"line","req":true,"text":"{semua_terlapor}"},
  {"n":"tingkat","id":"Tingkat menurut kajian","en":"Level by the study","as":"row","kind":"line","req":false,"text":"{tingkat}"},
  {"n":"aturan","id":"Ketentuan","en":"Provisions","as":"points","kind":"lines","req":false,"text":"{aturan}","hint":{"id":"Satu butir satu baris.","en":"One item a line."}},
  {"n":"hasil","id":"Hasil verifikasi","en":"Result","as":"section","kind":"text","req":true,"text":""},
  {"n":"pendapat","id":"Pendapat berbeda","en":"Dissent","as":"section","kind":"text","req":false,"text":""},
  {"n":"penutup","id":"Penutup","en":"Closing","as":"para","kind":"text","req":true,"text":"Demikian berita acara ini dibuat untuk dipergunakan sebagaimana mestinya."},
  {"n":"para_pihak","id":"Yang ikut menandatangani","en":"Others who sign","as":"signers","kind":"lines","req":false,"text":"Anggota satuan tugas: ","hint":{"id":"Satu orang satu baris: kedudukan: nama.","en":"One person a line: capacity: name."}}
]'::jsonb),
('penerusan', '2020-01-01', null, 'Surat penerusan', 'Forwarding letter', 'letter', '{officer}', false, 'Perbawaslu 8/2020 jo. Perbawaslu 9/2024; Perbawaslu 7/2022; UU 7/2017 Pasal 455', 'PP.00.02', '[
  {"n":"sifat","id":"Sifat","en":"Classification","as":"sifat","kind":"line","req":true,"text":"Rahasia"},
  {"n":"lampiran","id":"Lampiran","en":"Enclosures","as":"lampiran","kind":"line","req":false,"text":"1 (satu) berkas"},
  {"n":"hal","id":"Hal","en":"Subject","as":"hal","kind":"line","req":true,"text":"Penerusan dugaan pelanggaran netralitas pegawai ASN"},
  {"n":"kepada","id":"Kepada Yth.","en":"Addressee","as":"kepada","kind":"lines","req":true,"text":"","hint":{"id":"Nama dan jabatan, satu baris satu bagian.","en":"Name and post, one part a line."}},
  {"n":"di","id":"Di (tempat)","en":"At (place)","as":"di","kind":"line","req":false,"text":"tempat"},
  {"n":"tembusan","id":"Tembusan","en":"Copies to","as":"tembusan","kind":"lines","req":false,"text":"","hint":{"id":"Satu penerima satu baris.","en":"One recipient a line."}},
  {"n":"pembuka","id":"Pembuka","en":"Opening","as":"para","kind":"text","req":true,"text":"Berdasarkan hasil kajian dan rapat pleno {kantor} atas dugaan pelanggaran nomor {perkara}, bersama ini kami teruskan dugaan pelanggaran peraturan perundang-undangan lainnya untuk ditindaklanjuti sesuai kewenangan Saudara."},
  {"n":"terlapor","id":"Terlapor","en":"Accused","as":"row","kind":"line","req":true,"text":"{semua_terlapor}"},
  {"n":"perbuatan","id":"Perbuatan","en":"Act","as":"row","kind":"line","req":true,"text":"{perbuatan}"},
  {"n":"tanggal","id":"Tanggal perbuatan","en":"Day of the act","as":"row","kind":"line","req":false,"text":"{tanggal_perbuatan}"},
  {"n":"aturan","id":"Ketentuan yang diduga dilanggar","en":"Provisions concerned","as":"points","kind":"lines","req":false,"text":"{aturan}","hint":{"id":"Satu butir satu baris.","en":"One item a line."}},
  {"n":"berkas","id":"Berkas yang diteruskan","en":"What is forwarded","as":"points","kind":"lines","req":true,"text":"Kajian dugaan pelanggaran\nBerita acara klarifikasi\nBerita acara rapat pleno","hint":{"id":"Satu butir satu baris.","en":"One item a line."}},
  {"n":"penutup","id":"Penutup","en":"Closing","as":"para","kind":"text","req":true,"text":"Kami mohon pemberitahuan tentang tindak lanjutnya. Atas perhatian dan kerja sama Saudara kami ucapkan terima kasih."}
]'::jsonb),
('rekomendasi', '2020-01-01', null, 'Rekomendasi', 'Recommendation', 'letter', '{conveyor,officer}', false, 'UU 20/2023; SKB 22 September 2022; PP 94/2021', 'PP.00.04', '[
  {"n":"sifat","id":"Sifat","en":"Classification","as":"sifat","kind":"line","req":true,"text":"Rahasia"},
  {"n":"lampiran","id":"Lampiran","en":"Enclosures","as":"lampiran","kind":"line","req":false,"text":"1 (satu) berkas"},
  {"n":"hal","id":"Hal","en":"Subject","as":"hal","kind":"line","req":true,"text":"Rekomendasi atas pelanggaran netralitas pegawai ASN"},
  {"n":"kepada","id":"Kepada Yth.","en":"Addressee","as":"kepada","kind":"lines","req":true,"text":"Pejabat Pembina Kepegawaian","hint":{"id":"Nama dan jabatan, satu baris satu bagian.","en":"Name and post, one part a line."}},
  {"n":"di","id":"Di (tempat)","en":"At (place)","as":"di","kind":"line","req":false,"text":"tempat"},
  {"n":"tembusan","id":"Tembusan","en":"Copies to","as":"tembusan","kind":"lines","req":false,"text":"Menteri Dalam Negeri\nMenteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi\nBadan Pengawas Pemilihan Umum","hint":{"id":"Satu penerima satu baris.","en":"One recipient a line."}},
  {"n":"pembuka","id":"Pembuka","en":"Opening","as":"para","kind":"text","req":true,"text":"Berdasarkan hasil penanganan dan verifikasi bersama atas dugaan pelanggaran netralitas pegawai aparatur sipil negara nomor {perkara}, kami sampaikan hal-hal berikut."},
  {"n":"nama","id":"Nama","en":"Name","as":"row","kind":"line","req":true,"text":"{terlapor}","group":"Terlapor"},
  {"n":"jabatan","id":"Jabatan","en":"Post","as":"row","kind":"line","req":false,"text":"{jabatan}","group":"Terlapor"},
  {"n":"unit","id":"Unit kerja","en":"Unit","as":"row","kind":"line","req":false,"text":"{unit}","group":"Terlapor"},
  {"n":"uraian","id":"Uraian singkat","en":"What happened","as":"section","kind":"text","req":true,"text":"{ringkasan}"},
  {"n":"aturan","id":"Ketentuan yang dilanggar","en":"Provisions breached","as":"points","kind":"lines","req":true,"text":"{aturan}","hint":{"id":"Satu butir satu baris.","en":"One item a line."}},
  {"n":"dasar","id":"Dasar hukum","en":"Legal basis","as":"points","kind":"lines","req":false,"text":"{dasar}","hint":{"id":"Satu butir satu baris.","en":"One item a line."}},
  {"n":"rekomendasi","id":"Rekomendasi","en":"Recommendation","as":"section","kind":"text","req":true,"text":"Kami merekomendasikan agar Saudara memeriksa yang bersangkutan dan menjatuhkan sanksi tingkat {tingkat} sesuai peraturan perundang-undangan."},
  {"n":"tindak_lanjut","id":"Tindak lanjut","en":"Follow-up","as":"para","kind":"text","req":true,"text":"Hasil tindak lanjut kami mohon disampaikan paling lambat {batas}. Bila rekomendasi tidak ditindaklanjuti, dapat dilakukan tindakan administratif sesuai ketentuan."},
  {"n":"penutup","id":"Penutup","en":"Closing","as":"para","kind":"text","req":true,"text":"Atas perhatian dan kerja sama Saudara kami ucapkan terima kasih."}
]'::jsonb),
('pemberitahuan-status', '2020-01-01', null, 'Pemberitahuan status laporan', 'Notice of the status of a report', 'letter', '{officer}', true, 'Perbawaslu 8/2020 jo. Perbawaslu 9/2024; Perbawaslu 7/2022', 'PP.00.02', '[
  {"n":"sifat","id":"Sifat","en":"Classification","as":"sifat","kind":"line","req":true,"text":"Rahasia"},
  {"n":"lampiran","id":"Lampiran","en":"Enclosures","as":"lampiran","kind":"line","req":false,"text":"-"},
  {"n":"hal","id":"Hal","en":"Subject","as":"hal","kind":"line","req":true,"text":"Pemberitahuan tentang status laporan"},
  {"n":"kepada","id":"Kepada Yth.","en":"Addressee","as":"kepada","kind":"lines","req":true,"text":"{pelapor}\n{alamat_pelapor}","hint":{"id":"Nama dan jabatan, satu baris satu bagian.","en":"Name and post, one part a line."}},
  {"n":"di","id":"Di (tempat)","en":"At (place)","as":"di","kind":"line","req":false,"text":"tempat"},
  {"n":"tembusan","id":"Tembusan","en":"Copies to","as":"tembusan","kind":"lines","req":false,"text":"","hint":{"id":"Satu penerima satu baris.","en":"One recipient a line."}},
  {"n":"pembuka","id":"Pembuka","en":"Opening","as":"para","kind":"text","req":true,"text":"Sehubungan dengan laporan Saudara nomor {perkara} yang kami terima pada {diterima}, kami beritahukan status penanganannya sebagai berikut."},
  {"n":"status","id":"Status","en":"Status","as":"row","kind":"line","req":true,"text":""},
  {"n":"alasan","id":"Alasan","en":"Reasons","as":"section","kind":"text","req":true,"text":""},
  {"n":"instansi","id":"Instansi tujuan","en":"Receiving office","as":"row","kind":"line","req":false,"text":""},
  {"n":"penutup","id":"Penutup","en":"Closing","as":"para","kind":"text","req":true,"text":"Demikian pemberitahuan ini kami sampaikan. Terima kasih atas peran serta Saudara dalam pengawasan."}
]'::jsonb),
('panggilan-1', '2020-01-01', null, 'Surat panggilan I', 'First summons', 'letter', '{authority}', false, 'PP 94/2021 Pasal 26; PerBKN 6/2022', '800.1.6.2', '[
  {"n":"sifat","id":"Sifat","en":"Classification","as":"sifat","kind":"line","req":true,"text":"Rahasia"},
  {"n":"lampiran","id":"Lampiran","en":"Enclosures","as":"lampiran","kind":"line","req":false,"text":"-"},
  {"n":"hal","id":"Hal","en":"Subject","as":"hal","kind":"line","req":true,"text":"Surat panggilan I"},
  {"n":"kepada","id":"Kepada Yth.","en":"Addressee","as":"kepada","kind":"lines","req":true,"text":"Sdr. {terlapor}\n{jabatan}\n{unit}","hint":{"id":"Nama dan jabatan, satu baris satu bagian.","en":"Name and post, one part a line."}},
  {"n":"di","id":"Di (tempat)","en":"At (place)","as":"di","kind":"line","req":false,"text":"tempat"},
  {"n":"tembusan","id":"Tembusan","en":"Copies to","as":"tembusan","kind":"lines","req":false,"text":"Pejabat yang berwenang menghukum","hint":{"id":"Satu penerima satu baris.","en":"One recipient a line."}},
  {"n":"pembuka","id":"Pembuka","en":"Opening","as":"para","kind":"text","req":true,"text":"Bersama ini diminta dengan hormat kehadiran Saudara untuk menghadap kepada pejabat pemeriksa pada:"},
  {"n":"hari","id":"Hari dan tanggal","en":"Day","as":"row","kind":"day","req":true,"text":"","hint":{"id":"Panggilan pertama: paling lambat 7 hari kerja sebelum pemeriksaan (PP 94/2021 Pasal 26 ayat 2). Hitung dengan alat batas waktu.","en":"First summons: at least 7 working days before the examination (PP 94/2021 article 26(2)). Count with the deadline tool."}},
  {"n":"pukul","id":"Pukul","en":"Time","as":"row","kind":"line","req":true,"text":"","hint":{"id":"Misalnya 09.00 WIB.","en":"For example 09.00 WIB."}},
  {"n":"tempat_acara","id":"Tempat","en":"Place","as":"row","kind":"line","req":true,"text":""},
  {"n":"menghadap","id":"Menghadap","en":"To appear before","as":"row","kind":"line","req":true,"text":""},
  {"n":"alasan","id":"Untuk diperiksa","en":"To be examined","as":"para","kind":"text","req":true,"text":"untuk diperiksa dan dimintai keterangan sehubungan dengan dugaan pelanggaran disiplin berupa: {perbuatan}."},
  {"n":"ketentuan","id":"Ketentuan yang diduga dilanggar","en":"Provisions concerned","as":"points","kind":"lines","req":false,"text":"{aturan}","hint":{"id":"Satu butir satu baris.","en":"One item a line."}},
  {"n":"akibat","id":"Akibat tidak hadir","en":"If you stay away","as":"para","kind":"text","req":true,"text":"Apabila Saudara tidak hadir, dilakukan pemanggilan kedua paling lambat 7 (tujuh) hari kerja sejak tanggal seharusnya Saudara diperiksa."},
  {"n":"penutup","id":"Penutup","en":"Closing","as":"para","kind":"text","req":true,"text":"Demikian untuk dilaksanakan."}
]'::jsonb),
('panggilan-2', '2020-01-01', null, 'Surat panggilan II', 'Second summons', 'letter', '{authority}', false, 'PP 94/2021 Pasal 26; PerBKN 6/2022', '800.1.6.2', '[
  {"n":"sifat","id":"Sifat","en":"Classification","as":"sifat","kind":"line","req":true,"text":"Rahasia"},
  {"n":"lampiran","id":"Lampiran","en":"Enclosures","as":"lampiran","kind":"line","req":false,"text":"-"},
  {"n":"hal","id":"Hal","en":"Subject","as":"hal","kind":"line","req":true,"text":"Surat panggilan II"},
  {"n":"kepada","id":"Kepada Yth.","en":"Addressee","as":"kepada","kind":"lines","req":true,"text":"Sdr. {terlapor}\n{jabatan}\n{unit}","hint":{"id":"Nama dan jabatan, satu baris satu bagian.","en":"Name and post, one part a line."}},
  {"n":"di","id":"Di (tempat)","en":"At (place)","as":"di","kind":"line","req":false,"text":"tempat"},
  {"n":"tembusan","id":"Tembusan","en":"Copies to","as":"tembusan","kind":"lines","req":false,"text":"Pejabat yang berwenang menghukum","hint":{"id":"Satu penerima satu baris.","en":"One recipient a line."}},
  {"n":"pembuka","id":"Pembuka","en":"Opening","as":"para","kind":"text","req":true,"text":"Sehubungan dengan tidak hadirnya Saudara atas panggilan pertama ({surat_panggilan_1}), bersama ini kami panggil Saudara untuk kedua kalinya agar menghadap kepada pejabat pemeriksa pada:"},
  {"n":"hari","id":"Hari dan tanggal","en":"Day","as":"row","kind":"day","req":true,"text":""},
  {"n":"pukul","id":"Pukul","en":"Time","as":"row","kind":"line","req":true,"text":"","hint":{"id":"Misalnya 09.00 WIB.","en":"For example 09.00 WIB."}},
  {"n":"tempat_acara","id":"Tempat","en":"Place","as":"row","kind":"line","req":true,"text":""},
  {"n":"menghadap","id":"Menghadap","en":"To appear before","as":"row","kind":"line","req":true,"text":""},
  {"n":"alasan","id":"Untuk diperiksa","en":"To be examined","as":"para","kind":"text","req":true,"text":"untuk diperiksa dan dimintai keterangan sehubungan dengan dugaan pelanggaran disiplin berupa: {perbuatan}."},
  {"n":"ketentuan","id":"Ketentuan yang diduga dilanggar","en":"Provisions concerned","as":"points","kind":"lines","req":false,"text":"{aturan}","hint":{"id":"Satu butir satu baris.","en":"One item a line."}},
  {"n":"akibat","id":"Akibat tidak hadir","en":"If you stay away","as":"para","kind":"text","req":true,"text":"Apabila Saudara tidak hadir juga pada panggilan ini, pejabat yang berwenang menghukum menjatuhkan hukuman disiplin berdasarkan alat bukti dan keterangan yang ada tanpa dilakukan pemeriksaan."},
  {"n":"penutup","id":"Penutup","en":"Closing","as":"para","kind":"text","req":true,"text":"Demikian untuk dilaksanakan."}
]'::jsonb),
('berita-acara-pemeriksaan', '2020-01-01', null, 'Berita acara pemeriksaan', 'Record of examination', 'minutes', '{authority}', false, 'PP 94/2021 Pasal 27–30; PerBKN 6/2022', '800.1.6.2', '[
  {"n":"pembuka","id":"Pembuka","en":"Opening","as":"para","kind":"text","req":true,"text":"Pada hari ini, {hari_ini}, kami yang bertanda tangan di bawah ini selaku pejabat atau tim pemeriksa, berdasarkan wewenang yang ada pada kami, telah melakukan pemeriksaan secara tertutup terhadap:"},
  {"n":"nama","id":"Nama","en":"Name","as":"row","kind":"line","req":true,"text":"{terlapor}"},
  {"n":"jabatan","id":"Jabatan","en":"Post","as":"row","kind":"line","req":false,"text":"{jabatan}"},
  {"n":"unit","id":"Unit kerja","en":"Unit","as":"row","kind":"line","req":false,"text":"{unit}"},
  {"n":"surat","id":"Surat panggilan","en":"Summons","as":"row","kind":"line","req":false,"text":"{surat_panggilan}"},
  {"n":"dugaan","id":"Dugaan","en":"Allegation","as":"para","kind":"text","req":true,"text":"karena yang bersangkutan diduga telah melakukan pelanggaran terhadap ketentuan berikut: {aturan}"},
  {"n":"tanya_jawab","id":"Tanya jawab","en":"Questions and answers","as":"qa","kind":"text","req":true,"text":"T: Apakah Saudara hari ini sehat jasmani dan rohani serta bersedia memberikan keterangan?\nJ: \n\nT: Apakah Saudara mengerti mengapa dimintai keterangan?\nJ: \n\nT: \nJ: ","hint":{"id":"Awali pertanyaan dengan “T:” dan jawaban dengan “J:”.","en":"Begin a question with “T:” and an answer with “J:”."}},
  {"n":"penutup","id":"Penutup","en":"Closing","as":"para","kind":"text","req":true,"text":"Demikian berita acara pemeriksaan ini dibuat untuk dapat digunakan sebagaimana mestinya. Yang diperiksa berhak memperoleh salinannya."},
  {"n":"para_pihak","id":"Yang ikut menandatangani","en":"Others who sign","as":"signers","kind":"lines","req":false,"text":"Yang diperiksa: {terlapor}\nAnggota pemeriksa: ","hint":{"id":"Satu orang satu baris: kedudukan: nama.","en":"One person a line: capacity: name."}}
]'::jsonb),
('keputusan-hukuman-disiplin', '2020-01-01', null, 'Keputusan hukuman disiplin', 'Disciplinary decision', 'decision', '{authority}', false, 'PP 94/2021 Pasal 31–37; PerBKN 6/2022', '800.1.6.2', '[
  {"n":"tentang","id":"Tentang","en":"About","as":"tentang","kind":"line","req":true,"text":"Penjatuhan hukuman disiplin {tingkat}"},
  {"n":"pejabat","id":"Pejabat yang memutus","en":"Deciding official","as":"pejabat","kind":"line","req":true,"text":"Pejabat Pembina Kepegawaian"},
  {"n":"menimbang","id":"Menimbang","en":"Considering","as":"consider","kind":"lines","req":true,"text":"bahwa menurut hasil pemeriksaan, Sdr. {terlapor} telah melakukan perbuatan berupa {perbuatan};\nbahwa perbuatan tersebut melanggar ketentuan tentang netralitas pegawai aparatur sipil negara;\nbahwa berdasarkan pertimbangan sebagaimana dimaksud, perlu menetapkan keputusan tentang penjatuhan hukuman disiplin;","hint":{"id":"Satu butir satu baris.","en":"One item a line."}},
  {"n":"mengingat","id":"Mengingat","en":"In view of","as":"recall","kind":"lines","req":true,"text":"{dasar}","hint":{"id":"Satu butir satu baris.","en":"One item a line."}},
  {"n":"memperhatikan","id":"Memperhatikan","en":"Having regard to","as":"regard","kind":"lines","req":false,"text":"{surat_rekomendasi}","hint":{"id":"Satu butir satu baris.","en":"One item a line."}},
  {"n":"menetapkan","id":"Diktum","en":"Operative part","as":"decide","kind":"lines","req":true,"text":"Menjatuhkan hukuman disiplin berupa … kepada {terlapor}, {jabatan}, {unit}.\nKeputusan ini berlaku pada hari kerja ke-15 (lima belas) terhitung mulai tanggal yang bersangkutan menerima keputusan ini, kecuali diajukan upaya administratif menurut peraturan perundang-undangan.\nKeputusan ini disampaikan kepada yang bersangkutan untuk dilaksanakan sebagaimana mestinya.","hint":{"id":"Satu diktum satu baris: KESATU, KEDUA, dan seterusnya ditulis sendiri oleh sistem.","en":"One clause a line: the system writes KESATU, KEDUA and so on."}},
  {"n":"hak","id":"Upaya administratif","en":"Remedies","as":"section","kind":"text","req":false,"text":"Terhadap keputusan ini dapat diajukan upaya administratif menurut PP 79/2021 dalam 14 (empat belas) hari kerja."},
  {"n":"tembusan","id":"Tembusan","en":"Copies to","as":"tembusan","kind":"lines","req":false,"text":"Kepala Badan Kepegawaian Negara\nKepala Kantor Regional BKN","hint":{"id":"Satu penerima satu baris.","en":"One recipient a line."}}
]'::jsonb),
('usul-pemblokiran', '2020-01-01', null, 'Usul pemblokiran data', 'Proposal to block data', 'letter', '{conveyor}', false, 'PerBKN 1/2023', 'KP.09.01', '[
  {"n":"sifat","id":"Sifat","en":"Classification","as":"sifat","kind":"line","req":true,"text":"Segera"},
  {"n":"lampiran","id":"Lampiran","en":"Enclosures","as":"lampiran","kind":"line","req":false,"text":"1 (satu) berkas"},
  {"n":"hal","id":"Hal","en":"Subject","as":"hal","kind":"line","req":true,"text":"Usul pemblokiran data dan layanan kepegawaian"},
  {"n":"kepada","id":"Kepada Yth.","en":"Addressee","as":"kepada","kind":"lines","req":true,"text":"","hint":{"id":"Nama dan jabatan, satu baris satu bagian.","en":"Name and post, one part a line."}},
  {"n":"di","id":"Di (tempat)","en":"At (place)","as":"di","kind":"line","req":false,"text":"tempat"},
  {"n":"tembusan","id":"Tembusan","en":"Copies to","as":"tembusan","kind":"lines","req":false,"text":"","hint":{"id":"Satu penerima satu baris.","en":"One recipient a line."}},
  {"n":"pembuka","id":"Pembuka","en":"Opening","as":"para","kind":"text","req":true,"text":"Berdasarkan PerBKN 1/2023, kami mengusulkan pemblokiran data dan layanan kepegawaian dalam SIASN karena rekomendasi atas pelanggaran netralitas nomor {perkara} belum ditindaklanjuti."},
  {"n":"terlapor","id":"Pegawai","en":"Civil servant","as":"row","kind":"line","req":true,"text":"{semua_terlapor}"},
  {"n":"instansi","id":"Instansi","en":"Institution","as":"row","kind":"line","req":true,"text":"{unit}"},
  {"n":"rekomendasi","id":"Rekomendasi","en":"Recommendation","as":"row","kind":"line","req":false,"text":"{surat_rekomendasi}"},
  {"n":"batas","id":"Batas tindak lanjut","en":"Limit of the follow-up","as":"row","kind":"line","req":false,"text":"{batas}"},
  {"n":"alasan","id":"Alasan pemblokiran","en":"Grounds","as":"section","kind":"text","req":true,"text":""},
  {"n":"layanan","id":"Layanan yang diblokir","en":"Services that stop","as":"points","kind":"lines","req":true,"text":"Kenaikan pangkat\nMutasi\nPengangkatan dalam jabatan","hint":{"id":"Satu butir satu baris.","en":"One item a line."}},
  {"n":"tinjau","id":"Ditinjau kembali pada","en":"Reviewed on","as":"row","kind":"day","req":true,"text":""},
  {"n":"buka","id":"Pembukaan blokir","en":"Unblocking","as":"para","kind":"text","req":true,"text":"Blokir dibuka setelah bukti tindak lanjut diterima dan diperiksa."},
  {"n":"penutup","id":"Penutup","en":"Closing","as":"para","kind":"text","req":true,"text":"Demikian kami sampaikan. Atas perhatian dan kerja sama Saudara kami ucapkan terima kasih."}
]'::jsonb);
