// How people say that something is to be taken away.
import { plainMarks } from './plain-marks.ts';

/** Whether what was typed for an option takes away what it holds: `none`, `no`, `nothing` or a dash, in whatever case. */
export const isNone = (typed: string): boolean =>
  /^(?:none|no|nothing|[-–—])$/iu.test(plainMarks(typed).trim());
