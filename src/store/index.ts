export { forgetCheckpoint, keepCheckpoint, listCheckpoints, recallCheckpoint } from './checkpoints.ts';
export type { Kept, StoredCheckpoint, StoredRun, StoredScenarios, StoredSession } from './database.ts';
export { forgetRuns, keepRun, listRuns, recallRun } from './runs.ts';
export { keepPack, keepScenarios, keepSession, recallPack, recallScenarios, recallSession } from './session.ts';
