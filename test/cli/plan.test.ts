// The `dates` and `plan` commands print what was promised, and name every fault at once.
import { expect, test } from 'vitest';
import { datesCommand } from '../../src/cli/dates.ts';
import { planCommand } from '../../src/cli/plan.ts';

const PLAN = { rule: 'first tuesday', from: '2027-01', months: '2', slots: '1', duration: '60', json: true };

test('dates prints local and UTC time', () => {
  const times = { rule: 'first tuesday', times: '18:00,21:00', zone: 'Europe/Prague', from: '2026-01' };
  expect(
    JSON.parse(datesCommand({ ...times, months: '1', json: true }, new Date('2026-11-20T09:00Z'))),
  ).toEqual([
    { localDate: '2026-01-06', localTime: '18:00', zone: 'Europe/Prague', startsAt: '2026-01-06T17:00:00Z' },
  ]);
});

test('plan prints slots, months, totals and their price', async () => {
  const printed = await planCommand(PLAN, '[{"name":"Ada","zone":"UTC"}]');
  expect(JSON.parse(printed)).toEqual({
    slots: ['09:00'],
    months: [
      { month: '2027-01', startsAt: '2027-01-05T09:00:00Z', slot: '09:00', pain: { Ada: 0 } },
      { month: '2027-02', startsAt: '2027-02-02T09:00:00Z', slot: '09:00', pain: { Ada: 0 } },
    ],
    totals: { Ada: 0 },
    worst: 0,
    sum: 0,
    optimal: true,
  });
});

test('every fault of the options and the members file is told at once', async () => {
  const members = '[{"name":"Ada","zone":"EST"},{"name":"Bo","zone":"UTC","never":["x"]}]';
  await expect(planCommand({ ...PLAN, rule: 'the 32nd' }, members)).rejects.toThrow(
    /--rule[\s\S]*Ada: [\s\S]*Bo, never: /,
  );
  await expect(planCommand(PLAN, '[]')).rejects.toThrow('nobody is in the file');
  const twice = '[{"name":"Ada","zone":"UTC"},{"name":"Ada","zone":"UTC"}]';
  await expect(planCommand(PLAN, twice)).rejects.toThrow('Ada: the name is in the file twice');
});
