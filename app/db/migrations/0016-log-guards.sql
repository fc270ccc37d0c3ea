-- Three mends of the public log: what stands in the tree cannot wait for it again, a hand-over that arrives already opened has its leaf too.

create function netra.log_waits_once() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  -- Row by row, so that it is one look into an index: over all at once the planner, who knows nothing of fresh rows, reads the whole table.
  if exists (select 1 from netra.log_place p where p.commitment = new.commitment) then
    raise exception 'this commitment stands in the log already' using errcode = 'unique_violation';
  end if;
  return null;
end $$;
comment on function netra.log_waits_once is 'A commitment has one leaf. One that came a second time would be refused by the tree at every batch, and all others would wait behind it.';
create trigger log_waiting_once after insert on netra.log_waiting for each row execute function netra.log_waits_once();

create function netra.log_opened_on_arrival() returns trigger language plpgsql security definer set search_path = netra, pg_temp as $$
begin
  if new.opened_commitment is not null then
    insert into netra.log_waiting (batch, commitment) values ('steps', new.opened_commitment);
  end if;
  return null;
end $$;
create trigger handover_arrival_leaf after insert on netra.handover for each row execute function netra.log_opened_on_arrival();
revoke execute on function netra.log_waits_once, netra.log_opened_on_arrival from public;
