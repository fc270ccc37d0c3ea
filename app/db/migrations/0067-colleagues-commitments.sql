-- What was promised at a meeting is written down by anybody who records for the office that held it, not by the one person who recorded the meeting:
-- a colleague got an error, and a program only what it had recorded itself. Who wrote it stands in the trace.
drop policy prevention_commitment_new on netra.prevention_commitment;
create policy prevention_commitment_new on netra.prevention_commitment for insert with check (
  by_body_id = any ((select netra.prevention_bodies())::uuid[]) and exists (
    select 1 from netra.prevention_work w where w.id = work_id and w.body_id = by_body_id));
