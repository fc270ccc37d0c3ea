/** Which duties the claims of a provider give, by the rules that administrators wrote. Pure: no clock, no database. */
import { isRole, type Role } from '../../../platform/http/env.ts';

export interface SignOnRule {
  readonly id: string;
  /** Where in the claims: names with dots between them; a dot within a name is written `\.`. Lists are looked through. */
  readonly claim: string;
  readonly test: 'equals' | 'prefix';
  readonly value: string;
  readonly role: Role;
  /** The office, or null: the one whose code stands in `bodyClaim`. */
  readonly bodyId: string | null;
  readonly bodyClaim: string | null;
  /** First and last day (ISO) on which the rule counts; null: no last day. */
  readonly validFrom: string;
  readonly validUntil: string | null;
}

/** A duty that a rule gives; the office is known by its id or by its code. */
export interface MappedDuty {
  readonly ruleId: string;
  readonly role: Role;
  readonly office: { readonly id: string } | { readonly code: string };
  /** Last day of the rule, or null. */
  readonly until: string | null;
}

/** @param day the day (ISO) on which the rules are asked */
export function dutiesOf(claims: unknown, rules: readonly SignOnRule[], day: string): MappedDuty[] {
  const duties: MappedDuty[] = [];
  for (const rule of rules) {
    if (rule.validFrom > day || (rule.validUntil !== null && rule.validUntil < day)) continue;
    if (!valuesAt(claims, rule.claim).some((value) => fits(rule, value))) continue;
    const office = { ruleId: rule.id, role: rule.role, until: rule.validUntil };
    if (rule.bodyId !== null) duties.push({ ...office, office: { id: rule.bodyId } });
    else if (rule.bodyClaim !== null && rule.role !== 'admin')
      for (const code of valuesAt(claims, rule.bodyClaim)) duties.push({ ...office, office: { code } });
  }
  return duties;
}

function fits(rule: SignOnRule, value: string): boolean {
  return rule.test === 'equals' ? value === rule.value : value.startsWith(rule.value);
}

/** Names between the dots of a path; null when the path is not one. */
export function namesIn(path: string): readonly string[] | null {
  const names = [...path.matchAll(/((?:[^.\\]|\\.)+)(?:\.|$)/g)].map(([, name = '']) =>
    name.replaceAll(/\\(.)/g, '$1'),
  );
  const whole = names.map((name) => name.replaceAll(/[.\\]/g, '\\$&')).join('.');
  return names.length > 0 && whole === path ? names : null;
}

/** The texts, numbers and yes-or-nos that stand at a path; lists give each of theirs. Only own names count, so that no claim is called `constructor`. */
export function valuesAt(claims: unknown, path: string): string[] {
  let found: readonly unknown[] = [claims];
  for (const name of namesIn(path) ?? []) {
    found = found.flatMap((one) => {
      const inside: readonly unknown[] = Array.isArray(one) ? one : [one];
      return inside.flatMap((object) =>
        typeof object === 'object' && object !== null && Object.hasOwn(object, name) ? [Reflect.get(object, name)] : [],
      );
    });
  }
  return found
    .flatMap((one): readonly unknown[] => (Array.isArray(one) ? one : [one]))
    .flatMap((one) => (['string', 'number', 'boolean'].includes(typeof one) ? [String(one)] : []));
}

/** A rule as it is stored, or null when the row names a role that does not exist. */
export function ruleOf(row: {
  readonly id: string;
  readonly claim: string;
  readonly test: string;
  readonly value: string;
  readonly role: string;
  readonly body_id: string | null;
  readonly body_claim: string | null;
  readonly valid_from: string;
  readonly valid_until: string | null;
}): SignOnRule | null {
  if (!isRole(row.role)) return null;
  return {
    id: row.id,
    claim: row.claim,
    test: row.test === 'prefix' ? 'prefix' : 'equals',
    value: row.value,
    role: row.role,
    bodyId: row.body_id,
    bodyClaim: row.body_claim,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
  };
}
