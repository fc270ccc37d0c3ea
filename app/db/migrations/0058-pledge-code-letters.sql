-- Codes of pledges that go to people by mail or by message: who asked for it, and how far it came. The code lies in the letter alone, which is
-- locked until it is sent and then gone.
create table netra.pledge_mailing (
  id uuid primary key,
  campaign_id uuid not null references netra.pledge_campaign (id),
  channel text not null check (channel in ('mail', 'gateway')),
  asked_by uuid not null references auth.auth_user (id),
  asked_at timestamptz not null default now(),
  after_person uuid,
  letters integer not null default 0 check (letters >= 0),
  without_address integer not null default 0 check (without_address >= 0),
  done_at timestamptz
);
comment on table netra.pledge_mailing is 'Codes sent to everybody of a campaign who has none yet: how many letters, and how many people have no address. Whether somebody signed decides nothing.';
-- Two at once would make each other's codes void.
create unique index pledge_mailing_one on netra.pledge_mailing (campaign_id) where done_at is null;
create index pledge_mailing_campaign on netra.pledge_mailing (campaign_id, asked_at);

alter table netra.pledge_mailing enable row level security;
create policy pledge_mailing_read on netra.pledge_mailing for select using (
  (select netra.actor_kind()) = 'system' or netra.inspects(netra.campaign_institution(campaign_id)));
create policy pledge_mailing_new on netra.pledge_mailing for insert with check (
  asked_by = (select netra.actor_user()) and letters = 0 and without_address = 0 and after_person is null and done_at is null
  and netra.inspects(netra.campaign_institution(campaign_id))
  and exists (select 1 from netra.pledge_campaign g where g.id = campaign_id and g.closed_at is null));
create policy pledge_mailing_goes on netra.pledge_mailing for update using ((select netra.actor_kind()) = 'system');
grant select, insert on netra.pledge_mailing to netra_app;
grant update (after_person, letters, without_address, done_at) on netra.pledge_mailing to netra_app;

-- People of a campaign without a code that is good now. A slip that was printed stays good: whoever has one gets no letter.
create function netra.pledge_people_without_code(campaign uuid, after uuid, most integer) returns table (person_id uuid, number_token bytea, details_sealed bytea)
language sql stable security definer set search_path = netra, pg_temp as $$
  select p.id, p.number_token, p.details_sealed
  from netra.pledge_campaign k
  join netra.roster_person p on p.institution_id = k.institution_id and p.ended_at is null
  where k.id = campaign and k.closed_at is null and netra.actor_kind() = 'system' and (after is null or p.id > after)
    and not exists (select 1 from netra.pledge_code c where c.campaign_id = k.id and c.person_id = p.id and c.expires_at > now())
  order by p.id limit most
$$;
revoke execute on function netra.pledge_people_without_code from public;
grant execute on function netra.pledge_people_without_code to netra_app;

alter table netra.mail drop constraint mail_template_check;
alter table netra.mail add constraint mail_template_check check (
  template in ('security-changed', 'invitation', 'work-waiting', 'due-soon', 'due-now', 'no-stand-in', 'test', 'pledge-reminder', 'party-notice', 'pledge-code'));
alter table netra.mail drop constraint mail_check;
alter table netra.mail add constraint mail_check check (user_id is not null or template in ('invitation', 'pledge-reminder', 'party-notice', 'pledge-code'));
alter table netra.mail drop constraint mail_check1;
alter table netra.mail add constraint mail_check1 check (
  sealed is not null or template not in ('invitation', 'test', 'pledge-reminder', 'party-notice', 'pledge-code') or state in ('sent', 'failed', 'bounced', 'dropped'));
