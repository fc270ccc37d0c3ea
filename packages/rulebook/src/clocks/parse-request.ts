/** The strict parser of deadline requests that come from outside: the command line and its batches. */
import { fromInstant, isZone, zoneIds } from '../calendar/zones.ts';
import { type InputError, ok, type Result, refuse, shown } from '../result.ts';
import type { DeadlineRequest } from './compute-deadline.ts';
import { allProcedures } from './procedures.ts';

const fields: readonly string[] = ['procedure', 'step', 'from', 'zone'];

/**
 * Reads `{ procedure, step, from, zone }`: `from` is an ISO date-time with any offset, which is first brought to the office's zone; `zone` is
 * WIB when left out. Whether the procedure has the step is for `deadlineFor` to say.
 */
export function parseDeadlineRequest(input: unknown): Result<DeadlineRequest, InputError> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return refuse('batch', `${shown(input)} is not usable; allowed is an object with ${fields.join(', ')}`);
  }
  const entries: ReadonlyMap<string, unknown> = new Map(Object.entries(input));
  const extra = [...entries.keys()].find((key) => !fields.includes(key));
  if (extra !== undefined) {
    const name = /^\w{1,40}$/.test(extra) ? extra : shown(extra);
    return refuse(name, `is not a field; allowed are ${fields.join(', ')}`);
  }
  const procedure = entries.get('procedure');
  if (typeof procedure !== 'string') {
    const ids = allProcedures.map((known) => known.id).join(', ');
    return refuse('procedure', `${missingOr(procedure)}; allowed are ${ids}`);
  }
  const step = entries.get('step');
  if (typeof step !== 'string') {
    const known = allProcedures.find((one) => one.id === procedure)?.steps.map((one) => one.id);
    const allowed = known === undefined || known.length === 0 ? 'the id of a step' : `one of ${known.join(', ')}`;
    return refuse('step', `${missingOr(step)}; allowed is ${allowed}`);
  }
  const given = entries.get('zone');
  const zone = given === undefined ? 'WIB' : given;
  if (!isZone(zone)) return refuse('zone', `${shown(zone)} is not known; allowed are ${zoneIds.join(', ')}`);
  const from = entries.get('from');
  if (from === undefined) {
    return refuse('from', 'is missing; allowed is an ISO date-time such as 2024-10-03T09:00:00+07:00');
  }
  const moment = fromInstant(from, zone);
  if (!moment.ok) return moment;
  return ok({ procedure, step, from: moment.value, zone });
}

function missingOr(value: unknown): string {
  return value === undefined ? 'is missing' : `${shown(value)} is not usable`;
}
