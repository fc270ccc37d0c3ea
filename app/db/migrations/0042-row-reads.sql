-- Rows of a case are asked for by hundreds on one page. What they hang on is looked up row by row in an index, as part of the query, instead of
-- calling a function for each; `offset 0` keeps the planner from gathering first all that may be read, which for a seat of the task force is the
-- whole country; `is true` has it ask the few readers of a case instead of every office of an overseer. Who sees what is as before (0020, 0040).
alter policy case_event_read on netra.case_event using (
  (select netra.actor_kind()) = 'member' and case_id <> all ((select netra.my_lockouts())::uuid[]) and exists (
    select 1 from netra.case_access a where a.case_id = case_event.case_id and (a.body_id = any ((select netra.readable_bodies())::uuid[])) is true offset 0));
alter policy case_accused_read on netra.case_accused using (
  (select netra.actor_kind()) = 'member' and case_id <> all ((select netra.my_lockouts())::uuid[]) and exists (
    select 1 from netra.case_access a where a.case_id = case_accused.case_id and (a.body_id = any ((select netra.readable_bodies())::uuid[])) is true offset 0));
alter policy clock_read on netra.clock using (
  (select netra.actor_kind()) = 'member' and case_id <> all ((select netra.my_lockouts())::uuid[]) and exists (
    select 1 from netra.case_access a where a.case_id = clock.case_id and (a.body_id = any ((select netra.readable_bodies())::uuid[])) is true offset 0));
alter policy accused_token_read on netra.accused_token using (
  (select netra.actor_kind()) = 'member' and case_id <> all ((select netra.my_lockouts())::uuid[]) and exists (
    select 1 from netra.case_access a where a.case_id = accused_token.case_id and (a.body_id = any ((select netra.readable_bodies())::uuid[])) is true offset 0));
alter policy report_words_read on netra.report_words using (
  (select netra.actor_kind()) = 'member' and exists (
    select 1 from netra.report r where r.id = report_words.report_id and r.intake_body_id = any ((select netra.my_bodies())::uuid[])
      and r.case_id <> all ((select netra.my_lockouts())::uuid[]) offset 0));
alter policy report_identity_read on netra.report_identity using (
  (select netra.actor_kind()) = 'member' and not (select netra.is_service()) and exists (
    select 1 from netra.report r where r.id = report_identity.report_id and r.intake_body_id = any ((select netra.my_bodies())::uuid[])
      and r.case_id <> all ((select netra.my_lockouts())::uuid[]) offset 0));
-- What is for one office alone goes the long way (0040); all else is read as far as the case is.
alter policy case_event_content_read on netra.case_event_content using (
  (select netra.actor_kind()) = 'member' and case_id <> all ((select netra.my_lockouts())::uuid[]) and (
    exists (select 1 from netra.case_access a where a.case_id = case_event_content.case_id and (a.body_id = any ((select netra.readable_bodies())::uuid[])) is true
      and (a.reads_to_seq is null or case_event_content.seq <= a.reads_to_seq) offset 0)
    and not exists (select 1 from netra.case_event e where e.case_id = case_event_content.case_id and e.seq = case_event_content.seq
      and netra.own_office_step(e.kind) and e.body_id <> all ((select netra.my_bodies())::uuid[]) offset 0)
    or netra.reads_step(case_id, seq)));

alter policy case_file_read on netra.case_file using (
  (select netra.actor_kind()) = 'member' and id <> all ((select netra.my_lockouts())::uuid[])
  and (holder_body_id = any ((select netra.my_bodies())::uuid[]) or exists (
    select 1 from netra.case_access a where a.case_id = case_file.id and (a.body_id = any ((select netra.readable_bodies())::uuid[])) is true offset 0)));
