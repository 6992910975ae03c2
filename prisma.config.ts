// Where Prisma finds the model; the engine it would download is never used, so it is told that Node is it.
import { defineConfig } from 'prisma-cli/config';

process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: 'prisma/schema.prisma' });
