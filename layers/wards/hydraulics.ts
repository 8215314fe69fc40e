export { nothing as hydraulics } from '../hydraulics.ts';
