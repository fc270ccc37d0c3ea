import { assess, parseFacts } from '@netra/rulebook';
import { describe, expect, it } from 'vitest';
import { demonstrationStart } from '../../platform/clock/legal-clock.ts';
import { offices, places } from './country.ts';
import { backgroundAccounts, demoAccounts } from './demo-accounts.ts';
import { backPath } from './demo-clock-routes.ts';
import { planCases } from './plan.ts';
import { kindShares } from './stories.ts';

const planned = planCases();

describe('the plan of the demonstration', () => {
  it('is the same every time', () => {
    expect(JSON.stringify(planCases())).toBe(JSON.stringify(planned));
    expect(new Set(planned.map((one) => one.id)).size).toBe(planned.length);
  });

  it('holds 120 to 160 cases in the shares of the public record', () => {
    expect(planned.length).toBeGreaterThanOrEqual(120);
    expect(planned.length).toBeLessThanOrEqual(160);
    for (const [kind, share] of Object.entries(kindShares)) {
      const wanted = (share / 160) * planned.length;
      expect(Math.abs(planned.filter((one) => one.kind === kind).length - wanted), kind).toBeLessThanOrEqual(1);
    }
    const verification = ['submitted', 'looked', 'accepted', 'voted'];
    const authority = ['conveyed', 'received-by-authority', 'opened', 'reminded', 'block-proposed'];
    const joint = planned.filter((one) => [...verification, 'verified', 'confirmed', ...authority].includes(one.stop));
    const persons = (cases: typeof joint) => cases.reduce((sum, one) => sum + one.accused.length, 0);
    const share = (...stops: string[]) => persons(joint.filter((one) => stops.includes(one.stop))) / persons(joint);
    // 667 and 436 of 1,158 persons.
    expect(Math.abs(share(...verification) - 0.576)).toBeLessThan(0.02);
    expect(Math.abs(share(...authority) - 0.377)).toBeLessThan(0.02);
  });

  it('has no step before its own deed, out of order, or after the demonstration begins', () => {
    for (const one of planned) {
      const moments = [one.openedAt, ...one.steps.map((step) => step.at)];
      for (const [index, at] of moments.entries()) {
        expect(Temporal.Instant.compare(at, demonstrationStart), one.id).toBeLessThan(0);
        const before = moments[index - 1];
        if (before !== undefined) expect(Temporal.Instant.compare(before, at), `${one.stop} ${at}`).toBeLessThan(0);
      }
      expect(one.happenedOn <= one.knownOn).toBe(true);
      expect(one.openedAt.toString() >= '2024-07-25').toBe(true);
    }
  });

  it('gives the rulebook facts on which it answers with a row of the right phase', () => {
    for (const one of planned) {
      for (const { action } of one.steps) {
        if (action.type !== 'complete-facts') continue;
        const facts = parseFacts(action.facts);
        if (!facts.ok) throw new Error(facts.error.field);
        const answer = assess(facts.value);
        expect(answer.outcome, `${one.kind} ${one.happenedOn}`).toBe('violation');
        expect(answer.phase).toBe(one.happenedOn < '2024-09-22' ? 'bakal_calon' : 'calon');
        const withLevelByPhase = [
          'online-campaign',
          'social-engagement',
          'public-photo',
          'attend-event',
          'display-material',
        ];
        if (withLevelByPhase.includes(one.kind))
          expect(answer.rows[0]?.part).toBe(answer.phase === 'calon' ? 'discipline' : 'ethics');
      }
    }
  });

  it('has one sign-in per role, each at an office that exists, at places that exist', () => {
    expect([...new Set(demoAccounts.map((account) => account.role))].toSorted()).toEqual([
      'admin',
      'asn',
      'authority',
      'conveyor',
      'facility',
      'inspectorate',
      'media',
      'officer',
      'overseer',
      'superior',
      'verifier',
    ]);
    for (const account of [...demoAccounts, ...backgroundAccounts])
      expect(offices.map((office) => office.code)).toContain(account.bodyCode);
    for (const office of offices) expect(places.map((place) => place.code)).toContain(office.place);
    const emails = [...demoAccounts, ...backgroundAccounts].map((account) => account.email);
    expect(new Set(emails).size).toBe(emails.length);
    expect(emails.every((email) => email.endsWith('@netra.contoh'))).toBe(true);
  });
});

describe('the way back from the bar', () => {
  it.each([
    ['/antrean?lewat=1', '/antrean?lewat=1'],
    ['/', '/'],
    ['//lain.contoh', '/'],
    ['/\\lain.contoh', '/'],
    ['https://lain.contoh', '/'],
    ['/en//lain.contoh', '/'],
    [undefined, '/'],
    ['', '/'],
  ])('%s leads to %s', (back, to) => {
    expect(backPath(back)).toBe(to);
  });
});
