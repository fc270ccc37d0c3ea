-- Lessons: what a person with an account answered, for that person alone. Visitors leave nothing here.

create table netra.lesson_run (
  user_id uuid not null references auth.auth_user (id) on delete cascade,
  lesson text not null check (lesson ~ '^[a-z-]{2,40}$'),
  election_id text not null check (length(election_id) between 1 and 60),
  round smallint not null check (round between 0 and 20),
  answers text not null check (answers ~ '^[bfd-]{1,12}$'),
  right_first smallint check (right_first between 0 and 12),
  started_on date not null,
  finished_on date check (finished_on >= started_on),
  check ((finished_on is null) = (right_first is null)),
  primary key (user_id, lesson, election_id, round)
);
comment on table netra.lesson_run is 'One going through of a lesson: round 0 is the lesson, later ones are re-tests. answers holds the first answer to each question (b breach, f fine, d disputed, - none yet). Read by the learner alone; offices get rates of groups.';

alter table netra.lesson_run enable row level security;
create policy lesson_run_own on netra.lesson_run for select using (netra.actor_kind() = 'member' and user_id = (select netra.actor_user()));
create policy lesson_run_new on netra.lesson_run for insert with check (netra.actor_kind() = 'member' and user_id = (select netra.actor_user()));
create policy lesson_run_change on netra.lesson_run for update using (netra.actor_kind() = 'member' and user_id = (select netra.actor_user()));
create policy lesson_run_drop on netra.lesson_run for delete using (netra.actor_kind() = 'member' and user_id = (select netra.actor_user()));
grant select, insert, delete on netra.lesson_run to netra_app;
grant update (answers, right_first, finished_on) on netra.lesson_run to netra_app;
