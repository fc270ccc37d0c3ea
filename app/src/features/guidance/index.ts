/** The door of guidance: what the law says, for the command line (pages come with the self-check). */
export { assessCommand, type CommandResult, deadlineBatch, deadlineCommand, ruleCommand } from './cli-law.ts';
