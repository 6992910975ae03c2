// Prisma's client of this database, as tests use it; see used-again.ts.
import { PrismaClient as Original } from '../../../src/storage/generated/postgresql/client.ts';
import { usedAgain } from './used-again.ts';

export * from '../../../src/storage/generated/postgresql/client.ts';
export const PrismaClient = usedAgain<Original>(Original);
