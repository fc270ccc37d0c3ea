-- The daily round of the job library also clears what is left of jobs that waited for others. There are none here, but without the right to look for
-- them the round ended with an error, once a day and queue, and what comes after it in the round was left out.
grant delete on jobs.job_dependency to netra_app;
create policy job_dependency_clear on jobs.job_dependency for delete using (netra.actor_kind() = 'system');
