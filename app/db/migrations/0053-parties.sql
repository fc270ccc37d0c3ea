-- Parties and candidates: the notice of the ban on involving civil servants, who acknowledged it, and registers of campaign teams for the check
-- of interests. Why it is built so: docs/decisions/0060.

-- Administrators enter the register and send notices; officers and overseers of supervisors read it.
create function netra.party_reads() returns boolean language sql stable security definer set search_path = netra, pg_temp
  return netra.administers() or exists (
    select 1 from netra.member m join netra.body b on b.id = m.body_id and b.kind = 'bawaslu'
    where netra.actor_kind() = 'member' and m.user_id = netra.actor_user() and m.role in ('officer', 'overseer')
      and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date));
comment on function netra.party_reads is 'Whether the actor reads the register of parties, candidates and campaign teams: officers and overseers of supervisors, and administrators.';

create table netra.party_participant (
  id uuid primary key,
  election_id text not null check (length(election_id) between 1 and 60),
  kind text not null check (kind in ('party', 'candidate')),
  public_name text not null check (length(public_name) between 2 and 160),
  valid_from date not null,
  valid_until date check (valid_until >= valid_from),
  contact_sealed bytea,
  import_id uuid references netra.import (id),
  made_by uuid not null,
  made_at timestamptz not null default now()
);
comment on table netra.party_participant is 'Parties and candidates of an election as dated data. public_name: as the election commission published it. contact_sealed: name and address of the contact, locked; never published; emptied a year after the vote.';
create unique index party_participant_once on netra.party_participant (election_id, kind, lower(public_name)) where valid_until is null;
create index party_participant_import on netra.party_participant (import_id);

create table netra.party_notice (
  id uuid primary key,
  election_id text not null check (length(election_id) between 1 and 60),
  version smallint not null check (version between 1 and 999),
  content text not null check (length(content) between 2 and 200000),
  sha256 bytea not null check (sha256 = pg_catalog.sha256(pg_catalog.convert_to(content, 'UTF8'))),
  made_by uuid not null,
  made_at timestamptz not null,
  unique (election_id, version)
);
comment on table netra.party_notice is 'The notice of the ban on involving civil servants, with the forms of breach as the rulebook had them on that day. Never changed: another text is another version. content: JSON, kept to the letter, since its hash is what is acknowledged.';

create table netra.party_delivery (
  id uuid primary key,
  notice_id uuid not null references netra.party_notice (id),
  participant_id uuid not null references netra.party_participant (id),
  code_hash bytea not null check (length(code_hash) = 32),
  sent_at timestamptz not null,
  sent_by uuid not null,
  unique (notice_id, participant_id)
);
comment on table netra.party_delivery is 'To whom a notice went. code_hash: of the code in the link; the code itself is made from the instance key and kept nowhere.';
create index party_delivery_participant on netra.party_delivery (participant_id);

create table netra.party_letter (
  delivery_id uuid not null references netra.party_delivery (id),
  nth smallint not null check (nth between 0 and 3),
  at timestamptz not null,
  primary key (delivery_id, nth)
);
comment on table netra.party_letter is 'Letters about a notice: the first (0) and at most three reminders of one that was not acknowledged.';

create table netra.party_acknowledgement (
  delivery_id uuid primary key references netra.party_delivery (id),
  at timestamptz not null,
  sha256 bytea not null check (length(sha256) = 32)
);
comment on table netra.party_acknowledgement is 'That the contact acknowledged a notice: when, and the hash of what was shown. The first tap counts, later ones change nothing.';

create table netra.campaign_team_member (
  id uuid primary key,
  participant_id uuid not null references netra.party_participant (id),
  details_sealed bytea not null,
  number_token bytea check (length(number_token) = 12),
  name_tokens bytea[] not null check (cardinality(name_tokens) between 1 and 40),
  valid_from date not null,
  valid_until date check (valid_until >= valid_from),
  import_id uuid not null references netra.import (id),
  made_by uuid not null,
  made_at timestamptz not null default now()
);
comment on table netra.campaign_team_member is 'Registers of campaign teams as the election commission has them, for the check of interests. Name and post are locked; number_token and name_tokens are keyed hashes: a number matches exactly, a name only raises a question.';
create index campaign_team_number on netra.campaign_team_member (number_token) where number_token is not null;
create index campaign_team_names on netra.campaign_team_member using gin (name_tokens);
create index campaign_team_import on netra.campaign_team_member (import_id);
create index campaign_team_participant on netra.campaign_team_member (participant_id);

alter table netra.party_participant enable row level security;
alter table netra.party_notice enable row level security;
alter table netra.party_delivery enable row level security;
alter table netra.party_letter enable row level security;
alter table netra.party_acknowledgement enable row level security;
alter table netra.campaign_team_member enable row level security;
create policy party_participant_read on netra.party_participant for select using ((select netra.actor_kind()) = 'system' or (select netra.party_reads()));
create policy party_participant_new on netra.party_participant for insert with check ((select netra.administers()) and made_by = (select netra.actor_user()));
create policy party_participant_end on netra.party_participant for update using ((select netra.administers()) and valid_until is null)
  with check ((select netra.administers()) and valid_until is not null);
create policy party_participant_forget on netra.party_participant for update using ((select netra.actor_kind()) = 'system')
  with check ((select netra.actor_kind()) = 'system' and contact_sealed is null);
create policy party_participant_drop on netra.party_participant for delete using ((select netra.administers()) and import_id is not null);
create policy party_notice_read on netra.party_notice for select using ((select netra.actor_kind()) = 'system' or (select netra.party_reads()));
create policy party_notice_new on netra.party_notice for insert with check ((select netra.administers()) and made_by = (select netra.actor_user()));
create policy party_delivery_read on netra.party_delivery for select using ((select netra.actor_kind()) = 'system' or (select netra.party_reads()));
create policy party_delivery_new on netra.party_delivery for insert with check ((select netra.administers()) and sent_by = (select netra.actor_user()));
create policy party_letter_read on netra.party_letter for select using ((select netra.actor_kind()) = 'system' or (select netra.party_reads()));
create policy party_letter_new on netra.party_letter for insert with check ((select netra.actor_kind()) = 'system');
create policy party_acknowledgement_read on netra.party_acknowledgement for select using ((select netra.actor_kind()) = 'system' or (select netra.party_reads()));
create policy campaign_team_read on netra.campaign_team_member for select using ((select netra.actor_kind()) = 'system' or (select netra.party_reads()));
create policy campaign_team_new on netra.campaign_team_member for insert with check ((select netra.administers()) and made_by = (select netra.actor_user()));
create policy campaign_team_drop on netra.campaign_team_member for delete using ((select netra.actor_kind()) = 'system' or (select netra.administers()));
grant select, insert on netra.party_participant, netra.party_notice, netra.party_delivery, netra.party_letter, netra.campaign_team_member to netra_app;
grant select on netra.party_acknowledgement to netra_app;
grant update (valid_until, contact_sealed) on netra.party_participant to netra_app;
grant delete on netra.party_participant, netra.campaign_team_member to netra_app;

-- Whoever holds the link and its code reads this one notice, and acknowledges it once. A link lives as long as its notice is the newest of the
-- election, its participant takes part, and 120 days have not passed; wrong, old and foreign codes find the same nothing.
create function netra.party_link(wanted uuid, code bytea, now_at timestamptz)
returns table (public_name text, version smallint, content text, sha256 bytea, acknowledged_at timestamptz)
language sql stable security definer set search_path = netra, pg_temp as $$
  select p.public_name, n.version, n.content, n.sha256, a.at
  from netra.party_delivery d
  join netra.party_notice n on n.id = d.notice_id
  join netra.party_participant p on p.id = d.participant_id
  left join netra.party_acknowledgement a on a.delivery_id = d.id
  where d.id = wanted and d.code_hash = code and d.sent_at > now_at - interval '120 days'
    and (p.valid_until is null or p.valid_until >= (now_at at time zone 'Asia/Jakarta')::date)
    and not exists (select 1 from netra.party_notice later where later.election_id = n.election_id and later.version > n.version)
$$;
comment on function netra.party_link is 'The notice behind a link and its code, for whoever holds them. Nothing of the contact.';
create function netra.acknowledge_party_notice(wanted uuid, code bytea, now_at timestamptz, seen bytea) returns void
language sql volatile security definer set search_path = netra, pg_temp as $$
  insert into netra.party_acknowledgement (delivery_id, at, sha256)
  select wanted, now_at, l.sha256 from netra.party_link(wanted, code, now_at) l where l.sha256 = seen
  on conflict (delivery_id) do nothing
$$;
comment on function netra.acknowledge_party_notice is 'The first tap of whoever holds the code; later ones change nothing. Only what was really shown (its hash) is acknowledged.';
create function netra.public_parties(wanted text) returns table (public_name text, kind text, version smallint, sent_at timestamptz, acknowledged_at timestamptz)
language sql stable security definer set search_path = netra, pg_temp as $$
  select p.public_name, p.kind, n.version, d.sent_at, a.at
  from netra.party_notice n
  join netra.party_delivery d on d.notice_id = n.id
  join netra.party_participant p on p.id = d.participant_id
  left join netra.party_acknowledgement a on a.delivery_id = d.id
  where n.election_id = wanted and p.valid_until is null
    and not exists (select 1 from netra.party_notice later where later.election_id = n.election_id and later.version > n.version)
  order by p.kind desc, lower(p.public_name)
$$;
comment on function netra.public_parties is 'Which party or candidate acknowledged the newest version of the notice, and when. Nothing of contacts.';
revoke execute on function netra.party_reads, netra.party_link, netra.acknowledge_party_notice, netra.public_parties from public;
grant execute on function netra.party_reads, netra.party_link, netra.acknowledge_party_notice, netra.public_parties to netra_app;

-- Letters to contacts of parties: to an address that is locked until the letter is sent, like reminders of pledges.
alter table netra.mail drop constraint mail_template_check;
alter table netra.mail add constraint mail_template_check check (
  template in ('security-changed', 'invitation', 'work-waiting', 'due-soon', 'due-now', 'no-stand-in', 'test', 'pledge-reminder', 'party-notice'));
alter table netra.mail drop constraint mail_check;
alter table netra.mail add constraint mail_check check (user_id is not null or template in ('invitation', 'pledge-reminder', 'party-notice'));
alter table netra.mail drop constraint mail_check1;
alter table netra.mail add constraint mail_check1 check (
  sealed is not null or template not in ('invitation', 'test', 'pledge-reminder', 'party-notice') or state in ('sent', 'failed', 'bounced', 'dropped'));
