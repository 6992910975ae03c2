// Values between Prisma and SQLite, of the four types that our tables have: whole numbers, texts, instants, yes or no.
import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';
import { type ArgType, type ColumnType, ColumnTypeEnum } from '@prisma/driver-adapter-utils';

/**
 * A value as SQLite keeps it. Instants are texts such as `2026-12-01T18:00:00.000+00:00`, as they have been since the
 * first version: always of this form, so that their order is that of the texts.
 */
export function toSqlite(value: unknown, type: ArgType | undefined): SQLInputValue {
  if (value instanceof Date) return instantText(value);
  switch (typeof value) {
    case 'boolean':
      return value ? 1n : 0n;
    case 'number':
      // node:sqlite makes floats of numbers.
      return Number.isInteger(value) ? BigInt(value) : value;
    case 'string':
      return fromText(value, type);
  }
  if (value === null) return null;
  throw new TypeError(`SQLite cannot keep a value of the type ${typeof value}.`);
}

function fromText(value: string, type: ArgType | undefined): SQLInputValue {
  switch (type?.scalarType) {
    case 'bigint':
      return BigInt(value);
    case 'datetime':
      return instantText(new Date(value));
    default:
      return value;
  }
}

const instantText = (instant: Date) => instant.toISOString().replace('Z', '+00:00');

/** The types that Prisma declares on SQLite; a column with another, and an expression, has that of its values. */
const declaredTypes: Readonly<Record<string, ColumnType>> = {
  INTEGER: ColumnTypeEnum.Int32,
  BOOLEAN: ColumnTypeEnum.Boolean,
  DATETIME: ColumnTypeEnum.DateTime,
  TEXT: ColumnTypeEnum.Text,
};

/** The type of a column, from what the table declares (null of an expression), else from its first value. */
export function columnType(
  declared: string | null,
  rows: readonly (readonly SQLOutputValue[])[],
  index: number,
): ColumnType {
  const known = declaredTypes[declared?.toUpperCase() ?? ''];
  if (known !== undefined) return known;
  const value = rows.find((row) => row[index] !== null)?.[index];
  switch (typeof value) {
    case 'string':
      return ColumnTypeEnum.Text;
    case 'number':
    case 'bigint':
      return ColumnTypeEnum.UnknownNumber;
    default:
      return ColumnTypeEnum.Int32;
  }
}

/** A value of a column as Prisma takes it; integers come as `bigint`. */
export function fromSqlite(value: SQLOutputValue, type: ColumnType): unknown {
  if (typeof value !== 'bigint') return value;
  return type === ColumnTypeEnum.Boolean ? value !== 0n : Number(value);
}
