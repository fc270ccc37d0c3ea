-- Commitments: the office that promised cannot escape by itself. What it writes is a claim or a wish; the office that recorded the promise decides.
-- The rule itself stands in `standOf` (prevention/work.ts). See docs/decisions/0057.

-- After "kept" of the office that recorded nothing follows; after "kept" of the other one, an answer may.
create or replace function netra.prevention_kept_stays() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  perform 1 from netra.prevention_commitment c where c.id = new.commitment_id for update;
  if exists (
    select 1 from netra.prevention_followup f join netra.prevention_commitment c on c.id = f.commitment_id
    where f.commitment_id = new.commitment_id and (f.kind = 'kept' and f.body_id = c.by_body_id or f.seq >= new.seq)
  ) then
    raise unique_violation using message = 'this commitment has a later follow-up or is kept';
  end if;
  return new;
end $$;
comment on table netra.prevention_followup is 'What became of a commitment, one after the other; never changed. "kept" and "moved" of the office that promised are a claim and a wish; after "kept" of the office that recorded nothing follows.';

-- A new date begins anew when the office that recorded the promise writes it; partly kept is still owed; a wish changes nothing.
create or replace function netra.prevention_remind_next() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  update netra.prevention_commitment c set remind_for = case when new.kind = 'moved' then new.new_due end
  where c.id = new.commitment_id and new.kind <> 'partly'
    and (new.kind <> 'moved' or new.body_id = c.by_body_id and c.body_id <> c.by_body_id);
  return null;
end $$;

-- Dates that offices moved by themselves until now count no more: reminders follow the day that counts.
update netra.prevention_commitment c set remind_for = coalesce((
  select f.new_due from netra.prevention_followup f
  where f.commitment_id = c.id and f.kind = 'moved' and f.body_id = c.by_body_id and c.body_id <> c.by_body_id
  order by f.seq desc limit 1), c.due_on)
where c.remind_for is not null;

alter table netra.prevention_reminder drop constraint prevention_reminder_stage_check;
alter table netra.prevention_reminder add constraint prevention_reminder_stage_check check (stage in ('week', 'day', 'late', 'answer'));
comment on table netra.prevention_reminder is 'Which reminders of a commitment were sent, so that none is sent twice. answer: to the office that recorded it, about a claim or a wish of that day (due_on).';
create index prevention_followup_claims on netra.prevention_followup (on_day) where kind in ('kept', 'moved');
