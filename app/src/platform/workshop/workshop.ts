/**
 * The door to the workshop process from the web process. Dangerous and heavy work happens in a child with little memory and no rights: it
 * is started when first needed, let go when idle, and when it dies or hangs only the job at hand fails.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { fail, ok, type Result } from '../result.ts';
import { Answer, type ImageType, type Job, type JobError } from './jobs.ts';
import { type TemplateName, type Templates, templateSource } from './templates.ts';

/** `timeout`: took too long and was stopped. `crashed`: the process died over it. `closed`: the product is shutting down. */
export type WorkshopError = JobError | { readonly kind: 'timeout' | 'crashed' | 'closed' };

/** Bytes, or a way to get them once the job's turn has come: many waiting jobs then hold nothing in memory. */
export type Source = Uint8Array | (() => Promise<Uint8Array>);

/** A template of a feature's own: Typst source that reads `sys.inputs.data` and `sys.inputs.qr` as JSON. */
export type OwnTemplate = { readonly source: string };

export type Workshop = {
  /** A copy without metadata, upright, in the same format. */
  stripImage(source: Source, type: ImageType): Promise<Result<Buffer, WorkshopError>>;
  /** A copy without metadata, attachments, scripts and outgoing actions. */
  stripPdf(source: Source): Promise<Result<Buffer, WorkshopError>>;
  /** A PDF/A-2b. @param madeAt epoch seconds, written into the file: same input and time, same bytes */
  renderPdf<N extends TemplateName>(
    template: N,
    data: Templates[N]['data'],
    qr: Templates[N]['qr'],
    madeAt: number,
  ): Promise<Result<Buffer, WorkshopError>>;
  /** The same with a feature's own template. */
  renderOwn(
    template: OwnTemplate,
    data: unknown,
    qr: Readonly<Record<string, string>>,
    madeAt: number,
  ): Promise<Result<Buffer, WorkshopError>>;
  /** One page of a feature's own template as a PNG of so many pixels. */
  drawOwn(
    template: OwnTemplate,
    data: unknown,
    qr: Readonly<Record<string, string>>,
    size: { readonly width: number; readonly height: number },
  ): Promise<Result<Buffer, WorkshopError>>;
  /** Stops the child; waiting jobs end with `closed`. */
  close(): Promise<void>;
};

export type WorkshopOptions = {
  /** The child's entry: `child.ts` beside this file, or the built `workshop-child.js`. */
  readonly childPath?: string;
  readonly execArgv?: readonly string[];
  readonly timeoutMilliseconds?: number;
  /** How long a job waits for its turn before it is given up. */
  readonly patienceMilliseconds?: number;
  readonly idleMilliseconds?: number;
};

/**
 * 384 MB of JavaScript at most, and no right to write files, start processes or reach the network. Native parts (images, typesetting) are
 * not held by these walls, only by their own limits and by being another process.
 */
const WALLS = [
  '--max-old-space-size=384',
  '--permission',
  '--allow-fs-read=*',
  '--allow-addons',
  '--disable-warning=SecurityWarning',
];

type Outcome = Result<Buffer, WorkshopError>;
type Waiting = { readonly id: number; readonly finish: (outcome: Outcome) => void };

export function createWorkshop(options: WorkshopOptions = {}): Workshop {
  const childPath = options.childPath ?? fileURLToPath(new URL('./child.ts', import.meta.url));
  const timeoutMilliseconds = options.timeoutMilliseconds ?? 30_000;
  const patienceMilliseconds = options.patienceMilliseconds ?? 90_000;
  const idleMilliseconds = options.idleMilliseconds ?? 10_000;
  let idle: NodeJS.Timeout | undefined;
  let child: ChildProcess | undefined;
  let current: Waiting | undefined;
  let queue = Promise.resolve();
  let lastId = 0;
  let closed = false;

  function startChild(): ChildProcess {
    const started = fork(childPath, [], {
      execArgv: [...(options.execArgv ?? WALLS)],
      serialization: 'advanced',
      env: {}, // no secrets, no NODE_OPTIONS
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    started.on('message', (message) => {
      const answer = Answer.safeParse(message);
      if (!answer.success || answer.data.id !== current?.id) return;
      current.finish(answer.data.ok ? ok(Buffer.from(answer.data.bytes)) : fail(answer.data.error));
    });
    const gone = () => {
      if (child !== started) return;
      child = undefined;
      current?.finish(fail({ kind: closed ? 'closed' : 'crashed' }));
    };
    started.once('exit', gone);
    started.once('error', gone);
    return started;
  }

  /** The child alone must not keep the web process alive; a job at hand must. */
  function hold(process: ChildProcess, yes: boolean): void {
    if (yes) process.ref();
    else process.unref();
    if (yes) process.channel?.ref();
    else process.channel?.unref();
  }

  async function runNow(makeJob: () => Promise<Job>): Promise<Result<Buffer, WorkshopError>> {
    const job = await makeJob();
    return ask(job);
  }

  /** Forgotten before it is told to go: no job can be given to a child that is leaving. */
  function letGo(): void {
    const leaving = child;
    child = undefined;
    if (leaving?.connected === true) leaving.disconnect();
  }

  async function ask(job: Job): Promise<Outcome> {
    if (closed) return fail({ kind: 'closed' });
    clearTimeout(idle);
    if (child?.connected !== true) child = startChild();
    const working = child;
    hold(working, true);
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    lastId += 1;
    current = { id: lastId, finish: resolve };
    const timer = setTimeout(() => {
      resolve(fail({ kind: 'timeout' }));
      if (child === working) child = undefined;
      working.kill('SIGKILL');
    }, timeoutMilliseconds);
    working.send({ id: lastId, job }, (error) => {
      if (error !== null) resolve(fail({ kind: 'crashed' }));
    });
    const result = await promise;
    clearTimeout(timer);
    current = undefined;
    hold(working, false);
    if (child === working) idle = setTimeout(letGo, idleMilliseconds).unref();
    return result;
  }

  /**
   * One job at a time: two strangers' photos never share the child's memory. A job whose turn does not come is given up, so that whoever
   * sends the heaviest files there are does not hold up everybody behind them.
   */
  function run(makeJob: () => Promise<Job>): Promise<Result<Buffer, WorkshopError>> {
    const { promise: givenUp, resolve: giveUp } = Promise.withResolvers<Result<Buffer, WorkshopError>>();
    let waiting = true;
    const patience = setTimeout(() => {
      waiting = false;
      giveUp(fail({ kind: 'timeout' }));
    }, patienceMilliseconds);
    const result = queue.then((): Promise<Result<Buffer, WorkshopError>> | Result<Buffer, WorkshopError> => {
      clearTimeout(patience);
      if (!waiting) return fail({ kind: 'timeout' });
      return closed ? fail({ kind: 'closed' }) : runNow(makeJob);
    });
    const answer = Promise.race([result, givenUp]);
    queue = Promise.all([result, answer]).then(
      () => {},
      () => {},
    );
    return answer;
  }

  const render = (
    source: string,
    data: unknown,
    qr: Readonly<Record<string, string>>,
    madeAt: number,
  ): Promise<Result<Buffer, WorkshopError>> =>
    run(async () => ({ kind: 'render-pdf', source, data: JSON.stringify(data), qr, madeAt }));

  return {
    stripImage: (source, type) => run(async () => ({ kind: 'strip-image', bytes: await bytesOf(source), type })),
    stripPdf: (source) => run(async () => ({ kind: 'strip-pdf', bytes: await bytesOf(source) })),
    renderPdf: (template, data, qr, madeAt) => render(templateSource(template), data, qr, madeAt),
    renderOwn: (template, data, qr, madeAt) => render(template.source, data, qr, madeAt),
    drawOwn: (template, data, qr, size) =>
      run(async () => ({ kind: 'render-png', source: template.source, data: JSON.stringify(data), qr, ...size })),
    async close() {
      closed = true;
      clearTimeout(idle);
      const last = child;
      if (last !== undefined && last.exitCode === null && last.signalCode === null) {
        const exited = new Promise<void>((resolve) => last.once('exit', () => resolve()));
        hold(last, true);
        last.kill('SIGKILL');
        await exited;
      }
      await queue;
    },
  };
}

async function bytesOf(source: Source): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = typeof source === 'function' ? await source() : source;
  return new Uint8Array(bytes);
}
