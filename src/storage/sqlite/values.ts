// Values between Prisma and SQLite, which knows integers, floats, texts and bytes only.
import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';
import { type ArgType, type ColumnType, ColumnTypeEnum } from '@prisma/driver-adapter-utils';

/**
 * A value as SQLite keeps it. Instants are texts such as `2026-12-01T18:00:00.000+00:00`, as they have been since the
 * first version: always of this form, so that their order is that of the texts.
 */
export function toSqlite(value: unknown, type: ArgType | undefined): SQLInputValue {
  if (value instanceof Date) return instantText(value);
  if (value instanceof Uint8Array) return value;
  switch (typeof value) {
    case 'boolean':
      return value ? 1n : 0n;
    case 'number':
      // node:sqlite makes floats of numbers.
      return Number.isInteger(value) && type?.scalarType !== 'float' ? BigInt(value) : value;
    case 'bigint':
      return value;
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
    case 'decimal':
      return Number.parseFloat(value);
    case 'datetime':
      return instantText(new Date(value));
    case 'bytes':
      return Buffer.from(value, 'base64');
    default:
      return value;
  }
}

const instantText = (instant: Date) => instant.toISOString().replace('Z', '+00:00');

/** The types that Prisma declares on SQLite; a column with another, and an expression, has that of its values. */
const declaredTypes: Readonly<Record<string, ColumnType>> = {
  INTEGER: ColumnTypeEnum.Int32,
  BIGINT: ColumnTypeEnum.Int64,
  REAL: ColumnTypeEnum.Double,
  DECIMAL: ColumnTypeEnum.Numeric,
  BOOLEAN: ColumnTypeEnum.Boolean,
  DATETIME: ColumnTypeEnum.DateTime,
  TEXT: ColumnTypeEnum.Text,
  JSONB: ColumnTypeEnum.Json,
  BLOB: ColumnTypeEnum.Bytes,
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
      return ColumnTypeEnum.UnknownNumber;
    case 'bigint':
      return isSafe(value) ? ColumnTypeEnum.UnknownNumber : ColumnTypeEnum.Int64;
    case 'object':
      return ColumnTypeEnum.Bytes;
    default:
      return ColumnTypeEnum.Int32;
  }
}

/** A value of a column as Prisma takes it; integers come as `bigint`. */
export function fromSqlite(value: SQLOutputValue, type: ColumnType): unknown {
  if (typeof value === 'bigint') {
    if (type === ColumnTypeEnum.Boolean) return value !== 0n;
    if (type === ColumnTypeEnum.DateTime) return new Date(Number(value)).toISOString();
    return type === ColumnTypeEnum.Int64 || !isSafe(value) ? value.toString() : Number(value);
  }
  if (typeof value === 'number' && (type === ColumnTypeEnum.Int32 || type === ColumnTypeEnum.Int64))
    return Math.trunc(value);
  return value;
}

function isSafe(value: bigint): boolean {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER;
}
