/** Structured logs with an allow-list: a field that is not named here never reaches the log, however deep it lies. */
import pino from 'pino';

const allowed = new Set([
  'event',
  'errorId',
  'requestId',
  'status',
  'method',
  'route',
  'ms',
  'name',
  'message',
  'stack',
  'code',
  'count',
  'version',
  'port',
  'limit',
]);

/** Fields of a log line. `route` is the pattern (`/perkara/:nomor`), never the address that was asked for. */
export type LogFields = {
  readonly event: string;
  readonly errorId?: string;
  readonly requestId?: string;
  readonly status?: number;
  readonly method?: string;
  readonly route?: string;
  readonly ms?: number;
  readonly name?: string;
  readonly message?: string;
  readonly stack?: string;
  readonly code?: string;
  readonly count?: number;
  readonly version?: string;
  readonly port?: number;
  readonly limit?: string;
};

export interface Log {
  info(fields: LogFields): void;
  warn(fields: LogFields): void;
  error(fields: LogFields): void;
}

export function makeLog(level: string, destination?: pino.DestinationStream): Log {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label) => ({ level: label }),
      log: (fields) =>
        Object.fromEntries(Object.entries(fields).filter(([key, value]) => allowed.has(key) && isPlain(value))),
    },
  };
  const logger = destination === undefined ? pino(options) : pino(options, destination);
  return {
    info: (fields) => logger.info(fields),
    warn: (fields) => logger.warn(fields),
    error: (fields) => logger.error(fields),
  };
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/**
 * What a log may say of an error: its class, code and where in our code it happened. Not its message, unless it is ours: messages of the
 * database repeat values of rows.
 */
export function describeError(error: unknown): Pick<LogFields, 'name' | 'stack' | 'code'> {
  if (!(error instanceof Error)) return { name: typeof error };
  // The message stands in front of the frames, and a line of it may look like a frame: it is cut off, not looked through.
  const stack = error.stack ?? '';
  const told = stack.indexOf(error.message);
  const frames = (told < 0 ? '' : stack.slice(told + error.message.length))
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim())
    .join(' | ');
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const cause = error.cause instanceof Error ? ` < ${error.cause.name}` : '';
  return { name: `${error.name}${cause}`, stack: frames, ...code };
}
