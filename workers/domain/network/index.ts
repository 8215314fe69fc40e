export { type DrainSummary, drainModel } from './drain.ts';
export { networkOf, type TurnedNetwork } from './network.ts';
