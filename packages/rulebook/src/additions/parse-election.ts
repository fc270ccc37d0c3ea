/** The strict parser of an added election: the same shape as those that are built in, with its days in a possible order. */
import { allProcedures } from '../clocks/procedures.ts';
import type { Contest, Election, Span } from '../elections/elections.ts';
import { type InputError, ok, type Result } from '../result.ts';
import { type FieldReader, readFields } from './field-reader.ts';

const slug = /^[a-z0-9][a-z0-9-]{0,59}$/;
const slugAllowed = 'an id of small letters, digits and hyphens, such as pemilu-2029';
const fields = [
  'id',
  'kind',
  'name',
  'law',
  'procedure',
  'regions',
  'transferBanFrom',
  'contests',
  'campaign',
  'quietDays',
  'votingOn',
];

/** @param path how the caller wrote its place, for example `elections[0]` */
export function parseElection(input: unknown, path: string): Result<Election, InputError> {
  const read = readFields(input, path, fields);
  const kind = read.word('kind', ['pemilu', 'pilkada']);
  const law = read.word('law', ['uu7_2017', 'uu_pilkada']);
  const lawOfKind = kind === 'pemilu' ? 'uu7_2017' : 'uu_pilkada';
  if (law !== lawOfKind) read.refuse('law', `${law} is not usable for a ${kind}; allowed is ${lawOfKind}`);
  const transferBanFrom = read.optionalDay('transferBanFrom');
  const regions = read.has('regions') ? regionsOf(read) : undefined;
  const election: Election = {
    id: read.matching('id', slug, slugAllowed),
    kind,
    name: read.bilingual('name'),
    law,
    procedure: procedureOf(read, kind),
    ...(regions === undefined ? {} : { regions }),
    ...(transferBanFrom === undefined ? {} : { transferBanFrom }),
    contests: contestsOf(read, path),
    campaign: spanOf(read, 'campaign'),
    quietDays: spanOf(read, 'quietDays'),
    votingOn: read.day('votingOn'),
  };
  checkOrder(read, election);
  return read.refused() ?? ok(election);
}

function procedureOf(read: FieldReader, kind: Election['kind']): string {
  const ids = allProcedures.filter(({ id, steps }) => id.startsWith(`bawaslu-${kind}`) && steps.length > 0);
  const [first = '', ...rest] = ids.map(({ id }) => id);
  return read.word('procedure', [first, ...rest]);
}

function regionsOf(read: FieldReader): readonly string[] {
  const regions: string[] = [];
  for (const [index, region] of read.list('regions', 600).entries()) {
    if (typeof region === 'string' && region.trim() !== '' && region.length <= 120) regions.push(region);
    else read.refuse(`regions[${index}]`, 'is not usable; allowed is the name of a region');
  }
  if (regions.length === 0) read.refuse('regions', 'is empty; allowed is at least one region, or leave it out');
  return regions;
}

function contestsOf(read: FieldReader, path: string): readonly Contest[] {
  const list = read.list('contests', 50);
  if (list.length === 0) read.refuse('contests', 'is empty; allowed is at least one contest');
  const ids: string[] = [];
  return list.map((input, index) => {
    const place = `contests[${index}]`;
    const one = readFields(input, `${path}.${place}`, ['id', 'name', 'determinedOn', 'confidence']);
    const contest: Contest = {
      id: one.matching('id', slug, 'an id of small letters, digits and hyphens, such as kepala-daerah'),
      name: one.bilingual('name'),
      determinedOn: one.day('determinedOn'),
      confidence: one.confidence('confidence'),
    };
    if (ids.includes(contest.id)) one.refuse('id', `${contest.id} stands there twice; allowed is once`);
    ids.push(contest.id);
    const refused = one.refused();
    if (refused !== undefined) read.keep(refused);
    return contest;
  });
}

function spanOf(read: FieldReader, field: string): Span {
  const span = read.inside(field, ['from', 'to', 'confidence']);
  const [from, to] = [span.day('from'), span.day('to')];
  if (to < from) span.refuse('to', `${to} lies before from; allowed is ${from} or later`);
  return { from, to, confidence: span.confidence('confidence') };
}

/** Determination, campaign, quiet days, voting: an election that mixes them up would give wrong phases without anybody seeing it. */
function checkOrder(read: FieldReader, { contests, campaign, quietDays, votingOn, transferBanFrom }: Election): void {
  if (quietDays.from <= campaign.to) {
    read.refuse(
      'quietDays.from',
      `${quietDays.from} is not usable; allowed is a day after the campaign, which ends ${campaign.to}`,
    );
  }
  if (votingOn <= quietDays.to) {
    read.refuse(
      'votingOn',
      `${votingOn} is not usable; allowed is a day after the quiet days, which end ${quietDays.to}`,
    );
  }
  for (const [index, { determinedOn }] of contests.entries()) {
    if (determinedOn > campaign.from) {
      read.refuse(
        `contests[${index}].determinedOn`,
        `${determinedOn} is not usable; allowed is a day up to the start of the campaign, ${campaign.from}`,
      );
    }
    if (transferBanFrom !== undefined && transferBanFrom > determinedOn) {
      read.refuse(
        'transferBanFrom',
        `${transferBanFrom} is not usable; allowed is a day before determination, ${determinedOn}`,
      );
    }
  }
}
