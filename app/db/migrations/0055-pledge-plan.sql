-- A group of pledges comes as one long value. Planned anew for each group, the planner copied that value into each of its forty expressions, and
-- that took a third of the time; the plan is the same whatever is in it (indexes by code, person and election, one row each).
alter function netra.sign_pledges(bytea, timestamptz) set plan_cache_mode = force_generic_plan;
