// Who hosts an AMA, from what an organiser typed.
import { describe, expect, it } from 'vitest';
import type { PersonFacts } from '../../../src/core/directory.ts';
import { OutsideError } from '../../../src/core/errors.ts';
import { hostsFrom } from '../../../src/features/amas/hosts.ts';

const petr: PersonFacts = {
  id: 1,
  name: 'prague',
  role: 'member',
  accounts: [{ platform: 'forum', id: 'petr', name: 'prague' }],
  never: [],
  prefers: [],
};
const outsider = { platform: 'forum', id: 'prague', name: 'prague' };

describe('a host', () => {
  const hosts = (typed: string, accounts: () => Promise<(typeof outsider)[]>) =>
    hostsFrom(typed, { members: [petr], accounts });
  const found = async () => [outsider];
  const none = async () => [];

  it('is the member of that name, and with an @ whoever has it as a user name', async () => {
    const member = [{ name: 'prague', personId: 1 }];
    expect(await hosts('prague', found)).toEqual(member);
    expect(await hosts('@petr', found)).toEqual(member);
    expect(await hosts('@prague', found)).toEqual([
      { name: 'prague', account: { platform: 'forum', id: 'prague' } },
    ]);
  });

  it('with an @ is the member who is called so where nobody has that user name, or that cannot be told', async () => {
    const member = [{ name: 'prague', personId: 1 }];
    expect(await hosts('@prague', none)).toEqual(member);
    const away = async () => {
      throw new OutsideError('It is away.');
    };
    expect(await hosts('@prague', away)).toEqual(member);
    await expect(hosts('@nobody', away)).rejects.toThrow('It is away.');
  });

  it('is whoever says me where they can answer, and never by an @ or from elsewhere', async () => {
    const [caller] = petr.accounts;
    const known = { members: [petr], ...(caller && { caller }), accounts: found };
    expect(await hostsFrom('me', known)).toEqual([{ name: 'prague', personId: 1 }]);
    const named = [{ name: 'prague', account: { platform: 'forum', id: 'prague' } }];
    expect(await hostsFrom('@me', known)).toEqual(named);
    expect(await hosts('me', found)).toEqual(named);
  });
});
