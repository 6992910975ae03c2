// Every column that holds a person's id is known to the merging of two people.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { personColumns } from '../../src/storage/people.ts';

it('no column of the schema that points to a person is forgotten', () => {
  const schema = readFileSync(join(import.meta.dirname, '../../prisma/schema.prisma'), 'utf8');
  const found: Record<string, string[]> = {};
  for (const [, model = '', body = ''] of schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gmu)) {
    const columns = [
      ...body.matchAll(
        /^ {2}(personId|ownerId|leadId|askedId|hostId|notesTakerId|askerId|applicantId|takenById|writtenById|heldById|\w+edById)\s+Int/gmu,
      ),
    ];
    if (columns.length > 0) found[model] = columns.map(([, column = '']) => column);
  }
  expect(found).toEqual(personColumns);
});
