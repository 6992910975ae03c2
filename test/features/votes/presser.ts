// A process of its own that has some people vote at the same time: database, group, vote, then `person:choice` each.
import { voteStore } from '../../../src/features/votes/store.ts';
import { connect } from '../../../src/storage/client.ts';

const [url = '', groupId = '', id = '', now = '', ...ballots] = process.argv.slice(2);
const database = await connect(url);
const store = voteStore(database);
const came = await Promise.all(
  ballots.map(async (ballot) => {
    const [personId = '', choice = ''] = ballot.split(':');
    const vote = { id: Number(id), groupId: Number(groupId) };
    return await store.cast(vote, { personId: Number(personId), choice, now: new Date(now) });
  }),
);
process.stdout.write(JSON.stringify(came.map((one) => [one.kind, 'isClosed' in one && one.isClosed])));
await database.$disconnect();
