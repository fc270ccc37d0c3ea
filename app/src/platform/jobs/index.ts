export { createJobs, type Jobs, type JobsOptions, type QueueOptions, type SendOptions, type Work } from './jobs.ts';
export type { DeadLetter, JobsOverview, QueueState } from './overview.ts';
