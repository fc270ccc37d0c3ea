/**
 * The server is killed in the middle of 200 submissions at once, at three moments; the third time the database goes with it, as in a power
 * cut. Whoever was shown a receipt finds the report again; whoever was not sends the same form again and it is there once.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mostTelling } from '../support/deep.ts';
import { filledDataDir, removeDataDir, type ServerUnderTest, startServer } from '../support/server.ts';
import { addressSettings, Walker } from '../support/walk.ts';
import { behindTheCurtain, cutDatabase, quietAfter } from '../support/walk-process.ts';
import { plainReport, walkToCheck } from '../support/walk-report.ts';

const PEOPLE = 200;

let dataDir: string;
let server: ServerUnderTest;

beforeAll(async () => {
  dataDir = await filledDataDir();
  server = await startServer(dataDir, addressSettings);
});

afterAll(async () => {
  await server?.stop();
  await removeDataDir(dataDir);
});

interface Person {
  readonly walker: Walker;
  /** The last form, filled in: what a browser sends again on a refresh. */
  readonly form: { readonly to: string; readonly body: FormData | URLSearchParams };
  receipt: string;
}

/** So that 200 people at once do not mean 200 half-open connections to a small machine. */
async function inGroups<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const queue = [...all];
  const worker = async (): Promise<void> => {
    for (let one = queue.shift(); one !== undefined; one = queue.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: 20 }, worker));
}

async function peopleAtTheLastPage(): Promise<readonly Person[]> {
  const people: Person[] = [];
  await inGroups(
    Array.from({ length: PEOPLE }, (_, index) => index),
    async (index) => {
      const walker = new Walker(server.url);
      await walkToCheck(walker, { ...plainReport, story: `${plainReport.story} Nomor ${index}.` });
      people.push({ walker, form: walker.prepare({}, { button: 'go=send' }), receipt: '' });
    },
  );
  return people;
}

/** All send at once; when so many have been answered, `strike`. A broken connection is no answer. */
async function sendAll(people: readonly Person[], strikeAfter: number, strike: () => Promise<void>): Promise<void> {
  let answered = 0;
  let struck: Promise<void> | undefined;
  await Promise.all(
    people.map(async (person) => {
      try {
        await person.walker.post(person.form.to, person.form.body);
      } catch {
        return;
      }
      person.receipt = person.walker.receipt;
      answered += 1;
      if (answered >= strikeAfter) struck ??= strike();
    }),
  );
  await struck;
  if (struck === undefined) throw new Error(`only ${answered} were answered: the server was never killed`);
}

interface Stored {
  readonly reports: number;
  readonly keys: number;
  readonly cases: number;
  readonly words: number;
}

async function stored(): Promise<Stored> {
  return behindTheCurtain(dataDir, async (client) => {
    const { rows } = await client.query<Stored>(
      `select (select count(*)::int from report) as reports, (select count(distinct submission_key)::int from report) as keys,
       (select count(distinct case_id)::int from report) as cases, (select count(*)::int from report_words) as words`,
    );
    const [row] = rows;
    if (row === undefined) throw new Error('the counts are missing');
    return row;
  });
}

/** Receipts for which the status page does not show at least the first step. */
async function notFound(people: readonly Person[]): Promise<readonly string[]> {
  const lost: string[] = [];
  // One form is enough for all: it holds nothing of its own.
  const form = new Walker(server.url);
  await form.open('/status');
  await inGroups(people, async ({ walker, receipt }) => {
    const { to, body } = form.prepare({ receipt });
    await walker.post(to, body);
    const shown = walker.heading === 'Langkah informasi Anda' && walker.page.text.includes('Diterima kantor pengawas');
    if (!shown) lost.push(`${receipt}: ${walker.page.status} ${walker.heading}`);
  });
  return lost;
}

const moments = [
  ['with the first receipt', 1, false],
  ['when a third have theirs', 67, false],
  ['when most have theirs, and the database dies too', 150, true],
] as const;

it.each(mostTelling(moments, 2))(
  'killed %s, it loses no report that was answered and stores none twice',
  async (_when, after, powerCut) => {
    const before = await stored();
    const people = await peopleAtTheLastPage();
    expect(await stored(), 'nothing is stored before sending').toEqual(before);

    await sendAll(people, after, async () => {
      await server.kill();
      if (powerCut) await cutDatabase(dataDir);
    });
    expect(await quietAfter(dataDir, 10_000)).toEqual([]);
    server = await startServer(dataDir, addressSettings);
    const survived = await stored();

    const answered = people.filter((person) => person.receipt !== '');
    const unanswered = people.filter((person) => person.receipt === '');
    expect(answered.length).toBeGreaterThanOrEqual(after);
    expect(unanswered.length).toBeGreaterThan(0);
    for (const person of people) person.walker.moveTo(server.url);

    const lost = await notFound(answered);
    expect(lost).toEqual([]);

    // Sent again, the same form finds what is there, or is stored now: once.
    let storedUnanswered = 0;
    await inGroups(people, async (person) => {
      const { walker, form } = person;
      await walker.post(form.to, form.body);
      const again = walker.page.text.includes('sudah terkirim sebelumnya dan disimpan satu kali');
      if (person.receipt === '') {
        person.receipt = walker.receipt;
        if (again) storedUnanswered += 1;
      } else expect(again).toBe(true);
      expect(walker.receipt).toBe(person.receipt);
    });
    await inGroups(unanswered, async (person) => {
      await person.walker.post(person.form.to, person.form.body);
      expect(person.walker.receipt).toBe(person.receipt);
      expect(person.walker.page.text).toContain('disimpan satu kali');
    });
    expect(await notFound(unanswered)).toEqual([]);
    expect(new Set(people.map((person) => person.receipt)).size).toBe(PEOPLE);

    const now = await stored();
    expect(survived.reports - before.reports).toBe(answered.length + storedUnanswered);
    expect(now).toEqual({
      reports: before.reports + PEOPLE,
      keys: before.keys + PEOPLE,
      cases: before.cases + PEOPLE,
      words: before.words + PEOPLE,
    });
    console.log(
      `${PEOPLE} sent at once: ${answered.length} answered before the end, ${lost.length} of them lost; ` +
        `${storedUnanswered} stored without an answer, ${unanswered.length - storedUnanswered} sent anew; ${PEOPLE} stored, each once`,
    );
  },
);
