// A database that is only asked for its version: enough for the schema engine to write SQL without a server.
import {
  ColumnTypeEnum,
  mockMigrationAwareAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';

/** An adapter for the engine's `diff`, which needs a dialect but no database; anything else asked of it throws. */
export function offlineAdapter(provider: 'sqlite' | 'postgres'): SqlMigrationAwareDriverAdapterFactory {
  const connect = async () => ({
    provider,
    adapterName: 'offline',
    queryRaw: async () => ({
      columnNames: ['exists', 'version', 'numeric_version'],
      columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
      rows: [[true, 'PostgreSQL 15.0', 150_000]],
    }),
    executeRaw: refuse,
    executeScript: refuse,
    startTransaction: refuse,
    dispose: async () => {},
    getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: false }),
  });
  return {
    ...mockMigrationAwareAdapterFactory(provider),
    adapterName: 'offline',
    connect,
    connectToShadowDb: connect,
  };
}

async function refuse(): Promise<never> {
  throw new Error('Writing SQL must not touch a database.');
}
