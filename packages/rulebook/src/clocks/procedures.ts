/** All procedures of the rulebook, and the lookups over them. */
import type { Procedure, Step } from './procedure.ts';
import { personnelProcedures } from './procedures-personnel.ts';
import { supervisorProcedures } from './procedures-supervisor.ts';

type Known = (typeof supervisorProcedures)[number] | (typeof personnelProcedures)[number];
export type ProcedureId = Known['id'];
/** `procedure/step`, for example `bawaslu-pilkada/file-report`. */
export type StepRef = { [P in Known as P['id']]: `${P['id']}/${P['steps'][number]['id']}` }[ProcedureId];

export const allProcedures: readonly Procedure[] = [...supervisorProcedures, ...personnelProcedures];

const byId: ReadonlyMap<string, Procedure> = new Map(allProcedures.map((procedure) => [procedure.id, procedure]));

export function findProcedure(id: string): Procedure | undefined {
  return byId.get(id);
}

export function findStep(procedureId: string, stepId: string): Step | undefined {
  return byId.get(procedureId)?.steps.find((step) => step.id === stepId);
}
