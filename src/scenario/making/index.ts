export * from './make.ts';
export { costOf, type Extent, extentOf, quantityOf } from './quantity.ts';
export * from './tools.ts';
