-- The prevention log: the round of reminders asks for what is due, by an index, and not for every commitment ever made. See docs/decisions/0057.

alter table netra.prevention_commitment add column remind_for date;
comment on column netra.prevention_commitment.remind_for is 'The due date for which somebody may still be reminded; null once it is kept or missed, or once the reminder of the day after was sent. Kept by triggers alone.';

update netra.prevention_commitment c set remind_for = case
  when (select f.kind from netra.prevention_followup f where f.commitment_id = c.id order by f.seq desc limit 1) in ('kept', 'missed') then null
  else coalesce((select f.new_due from netra.prevention_followup f where f.commitment_id = c.id and f.new_due is not null order by f.seq desc limit 1), c.due_on)
end;
create index prevention_commitment_remind on netra.prevention_commitment (remind_for) where remind_for is not null;

create function netra.prevention_remind_first() returns trigger language plpgsql set search_path = netra, pg_temp as $$
begin
  new.remind_for := new.due_on;
  return new;
end $$;
create trigger prevention_commitment_remind before insert on netra.prevention_commitment for each row execute function netra.prevention_remind_first();

-- A new date begins anew; partly kept is still owed.
create function netra.prevention_remind_next() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  if new.kind <> 'partly' then
    update netra.prevention_commitment c set remind_for = case when new.kind = 'moved' then new.new_due end where c.id = new.commitment_id;
  end if;
  return null;
end $$;
create trigger prevention_followup_remind after insert on netra.prevention_followup for each row execute function netra.prevention_remind_next();

create function netra.prevention_reminded() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  if new.stage = 'late' then
    update netra.prevention_commitment c set remind_for = null where c.id = new.commitment_id and c.remind_for = new.due_on;
  end if;
  return null;
end $$;
create trigger prevention_reminder_sent after insert on netra.prevention_reminder for each row execute function netra.prevention_reminded();

revoke execute on function netra.prevention_remind_first, netra.prevention_remind_next, netra.prevention_reminded from public;

-- Pages of the list: the newest first over all offices that somebody reads.
create index prevention_work_newest on netra.prevention_work (on_day desc, made_at desc, id);
