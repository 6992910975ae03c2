// The query compiler for this database, as tests use it; see kept.ts.
import { QueryCompiler as Original } from '../../../node_modules/@prisma/client/runtime/query_compiler_small_bg.postgresql.mjs';
import { kept } from './kept.ts';

export * from '../../../node_modules/@prisma/client/runtime/query_compiler_small_bg.postgresql.mjs';
export const QueryCompiler = kept(Original);
