/** Errors of the domain meet HTTP in one table; the error page reads the same one. */
export const problems = {
  'not-found': 404,
  /** Never reveal that something exists outside the scope. */
  'access-denied': 404,
  forged: 403,
  'too-many': 429,
  'too-large': 413,
  conflict: 409,
  'bad-request': 400,
  internal: 500,
  'not-available': 503,
} as const satisfies Record<string, 400 | 403 | 404 | 409 | 413 | 429 | 500 | 503>;

export type ProblemKind = keyof typeof problems;
