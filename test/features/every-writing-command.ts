// Every command that writes, once, in an order in which each of them has something to do; for tests that walk all of them.
import type { OptionValue } from '../../src/core/command.ts';
import type { Database } from '../../src/storage/client.ts';

/** Somebody or somewhere on Discord. */
const account = (id: string, name: string) => ({ platform: 'discord', id, name });
const place = (id: string, name: string) => ({ platform: 'discord', id, name });

/** The servers of the group and of a partner. */
export const guild = '100000000000000001';
export const partnerGuild = '100000000000000002';
/** Who manages the server; a member; somebody who applies; who manages the partner's server. */
export const prague = account('200000000000000001', 'prague');
export const lagos = account('200000000000000002', 'lagos');
export const kyiv = account('200000000000000003', 'kyiv');
export const lima = account('200000000000000004', 'lima');
export const managers: readonly (typeof prague)[] = [prague, lima];
export const people = [prague, lagos, kyiv, lima];
/** When the first step is done. */
export const beginning = '2026-11-20T09:00:00Z';
/** Watched on GitHub: pull request 1 and issues 2 and 3 are open. */
export const repository = 'docs/guide';

/** Where AMAs are held; Discord is away here, so that nobody knows that everybody reads it. */
const amaPlace = place('2', 'ama');

/** A command with what is typed. */
export interface Step {
  readonly name: string;
  /** Prague unless it says so. */
  readonly as?: typeof prague;
  /** On the server of the partner. */
  readonly isThere?: true;
  /** The place in which it is typed. */
  readonly place?: typeof prague;
  readonly values?: Readonly<Record<string, OptionValue>>;
  /** What only the database knows by then. */
  readonly known?: (database: Database) => Promise<Readonly<Record<string, OptionValue>>>;
  /** Of a form that the command opens. */
  readonly fields?: Readonly<Record<string, string>>;
  /** When it is done; as the step before, if left out. */
  readonly at?: string;
}

export const steps: readonly Step[] = [
  {
    name: 'docent setup',
    values: {
      ...{ meetings: place('1', 'meetings'), ama: amaPlace, moderators: place('3', 'moderators') },
      ...{ decisions: place('4', 'decisions'), 'pull-requests': place('5', 'prs'), zone: 'Europe/Prague' },
      repositories: repository,
    },
  },
  { name: 'member role', values: { who: lagos, role: 'member' } },
  { name: 'member role', values: { who: prague, role: 'organiser' } },
  { name: 'member settings', values: { seats: 5, applications: true, yearly: true } },
  { name: 'member add', values: { who: lagos, tags: 'translator', since: '2026-01-31' } },
  { name: 'member add', values: { who: prague } },
  { name: 'member add', values: { who: lima, kind: 'observer' } },
  { as: lagos, name: 'member zone', values: { zone: 'Africa/Lagos' } },
  { as: lagos, name: 'member link', values: { username: 'lagos' } },
  {
    as: lagos,
    name: 'member confirm',
    known: async ({ accountClaim }) => ({ code: (await accountClaim.findFirstOrThrow()).code }),
  },
  { as: lagos, name: 'member github', values: { name: 'lagos-docs' } },
  { as: lagos, name: 'member renew' },
  { as: lagos, name: 'availability set', values: { never: '00:00-06:00' } },
  { name: 'availability set', values: { zone: 'Europe/Prague' } },
  {
    name: 'meeting series create',
    values: {
      name: 'Monthly',
      rule: 'first tuesday',
      times: '18:00',
      zone: 'Europe/Prague',
      starts: '2027-06-01',
    },
  },
  {
    name: 'meeting series edit',
    values: {
      series: 'Monthly',
      times: '19:00',
      minutes: 'docs/guide/minutes',
      place: 'https://meet.example',
    },
  },
  { name: 'meeting series skip', values: { series: 'Monthly', from: '2027-08-01', to: '2027-08-10' } },
  { name: 'meeting calendar-renew' },
  { name: 'meeting plan', values: { series: 'Monthly' } },
  { name: 'meeting schedule', values: { name: 'Sprint', when: '2027-12-01 20:00' } },
  { name: 'meeting move', values: { meeting: 'Sprint', when: '2027-12-02 20:00' } },
  { as: lagos, name: 'meeting rsvp', values: { meeting: 'Sprint', answer: 'going' } },
  { as: lagos, name: 'meeting remind-me', values: { meeting: 'Sprint', before: '2h' } },
  { name: 'meeting edit', values: { meeting: 'Sprint', duration: '2h' } },
  { name: 'meeting cancel', values: { meeting: 'Sprint', reason: 'ill' } },
  { name: 'meeting restore', values: { meeting: 'Sprint' } },
  { name: 'meeting series pause', values: { series: 'Monthly' } },
  { name: 'meeting series resume', values: { series: 'Monthly' } },
  { name: 'meeting topic add', values: { meeting: 'Sprint' }, fields: { topic: 'Style', title: 'Style' } },
  { name: 'meeting topic add', values: { meeting: 'Sprint' }, fields: { topic: 'Tone', title: 'Tone' } },
  { name: 'meeting topic remove', values: { meeting: 'Sprint', topic: 'Tone' } },
  { name: 'meeting notes-taker', values: { meeting: 'Sprint', who: lagos } },
  {
    name: 'ama create',
    values: {
      title: 'Ask us',
      hosts: 'prague',
      opens: '2027-12-01 18:00',
      closes: '2027-12-01 20:00',
      draft: true,
    },
  },
  { name: 'ama announce', values: { ama: 'Ask us' } },
  { as: lagos, name: 'ama remind', values: { ama: 'Ask us' } },
  { name: 'ama edit', values: { ama: 'Ask us', title: 'Ask us anything', limit: 5 } },
  { name: 'ama host add', values: { ama: 'Ask us anything', hosts: 'lagos, lima' } },
  { name: 'ama host remove', values: { ama: 'Ask us anything', hosts: 'lima' } },
  { name: 'ama open', values: { ama: 'Ask us anything' } },
  {
    as: kyiv,
    place: amaPlace,
    name: 'ama ask',
    values: { ama: 'Ask us anything', question: 'Which theme is used?' },
  },
  {
    as: kyiv,
    place: amaPlace,
    name: 'ama ask',
    values: { ama: 'Ask us anything', question: 'Who pays for it?' },
  },
  { name: 'ama live', values: { ama: 'Ask us anything' } },
  { as: lagos, name: 'ama take', values: { ama: 'Ask us anything', question: '1' } },
  { as: lagos, name: 'ama draft', values: { ama: 'Ask us anything', question: '1', text: 'Our own.' } },
  { as: lagos, name: 'ama answer', values: { ama: 'Ask us anything', question: '1', text: 'Our own.' } },
  {
    as: lagos,
    name: 'ama edit-answer',
    values: { ama: 'Ask us anything', question: '1', text: 'Our **own**.' },
  },
  { name: 'ama remark', values: { ama: 'Ask us anything', question: '2' } },
  { name: 'ama question', values: { ama: 'Ask us anything', question: '2' } },
  { as: lagos, name: 'ama host leave', values: { ama: 'Ask us anything' } },
  { name: 'ama wrap', values: { ama: 'Ask us anything' } },
  { name: 'ama reopen', values: { ama: 'Ask us anything' } },
  {
    name: 'ama unmute',
    // Which a moderator's button does.
    known: async ({ amaMute, question }) => {
      const { amaId, askerId } = await question.findFirstOrThrow({ where: { number: 2 } });
      await amaMute.create({ data: { amaId, personId: askerId ?? 0 } });
      return { ama: 'Ask us anything', question: '2' };
    },
  },
  { name: 'ama close', values: { ama: 'Ask us anything' } },
  { name: 'ama carry', values: { ama: 'Ask us anything' } },
  { name: 'ama export', values: { ama: 'Ask us anything', folder: 'docs/guide/amas' } },
  { name: 'vote settings', values: { quorum: 50, seconding: true, folder: 'docs/guide/decisions' } },
  { name: 'vote open', values: { question: 'Use Markdown?', rule: 'majority', days: 5 } },
  { as: lagos, name: 'vote second', values: { vote: '1' } },
  { name: 'vote remind', values: { vote: '1' } },
  { as: lagos, name: 'vote cast', values: { choice: 'yes', vote: '1' } },
  { name: 'vote amend', values: { vote: '1', question: 'Use CommonMark?' } },
  { name: 'vote withdraw', values: { reason: 'too early' } },
  { name: 'vote open', values: { question: 'Meet twice?', rule: 'majority' } },
  { as: lagos, name: 'vote second', values: { vote: '3' } },
  { name: 'decision record', values: { title: 'We use Markdown', text: 'As agreed.' } },
  { name: 'decision amend', values: { decision: '1', text: 'As all agreed.' } },
  { name: 'decision record', values: { title: 'We use CommonMark' } },
  { name: 'decision supersede', values: { decision: '1', by: '2' } },
  { name: 'celebrate', values: { what: 'The guide is done' } },
  { name: 'project propose', values: { name: 'Videos', summary: 'Short ones' } },
  { name: 'project propose', values: { name: 'Podcast', summary: 'Long ones' } },
  { name: 'project edit', values: { project: 'Videos', why: 'People like them' } },
  { as: kyiv, name: 'project propose', values: { name: 'Slides', summary: 'For talks' } },
  { name: 'project accept', values: { project: 'Slides' } },
  { name: 'project priorities' },
  { as: lagos, name: 'project lead', values: { project: 'Videos' } },
  { name: 'project status', values: { project: 'Videos', status: 'done', why: 'All are made' } },
  { name: 'project update', values: { project: 'Videos', text: 'Two are done.' } },
  { name: 'project export', values: { to: 'docs/guide/projects.md' } },
  { name: 'project withdraw', values: { project: 'Podcast' } },
  { name: 'prs watch add', values: { repository, schedule: 'mondays 09:00 Europe/Prague', name: 'Weekly' } },
  { name: 'prs watch edit', values: { watch: 'Weekly', label: 'docs' } },
  { name: 'prs watch skip', values: { watch: 'Weekly', until: '2027-01-04' } },
  { name: 'prs watch pause', values: { watch: 'Weekly' } },
  { name: 'prs watch resume', values: { watch: 'Weekly' } },
  { name: 'prs wrangler add', values: { person: lagos } },
  { name: 'prs wrangler remove', values: { person: lagos } },
  { name: 'prs digest', values: { repository } },
  { name: 'prs stale', values: { repository } },
  { as: lagos, name: 'prs review', values: { number: 1, repository } },
  { as: lagos, name: 'prs release', values: { number: 1, repository } },
  { as: lagos, name: 'prs for-me', values: { about: 'docs', login: 'lagos-docs' } },
  { as: lagos, name: 'issues for-me', values: { about: 'docs, easy', login: 'lagos-docs' } },
  { name: 'issues digest', values: { repository, labels: 'docs' } },
  { name: 'issues guide', values: { url: 'https://docs.example/start' } },
  { as: lagos, name: 'issues take', values: { number: 2, repository } },
  { as: lagos, name: 'issues release', values: { number: 2, repository } },
  { as: lagos, name: 'issues take', values: { number: 3, repository } },
  { as: lagos, name: 'issues done', values: { number: 3, repository } },
  { name: 'issues triage', values: { repository, number: 2, outcome: 'do' } },
  { name: 'prs labels', values: { label: 'needs docs', means: 'author' } },
  { name: 'prs watch remove', values: { watch: 'Weekly' } },
  { as: lima, isThere: true, name: 'docent setup', values: { meetings: place('9', 'friends'), zone: 'UTC' } },
  {
    name: 'partner add',
    values: { name: 'PyLima', language: 'es', place: place('9', 'friends'), organiser: lima },
  },
  {
    as: lima,
    isThere: true,
    name: 'partner agree',
    place: place('9', 'friends'),
    known: async ({ partner }) => ({ code: (await partner.findFirstOrThrow()).code ?? '' }),
  },
  { name: 'partner add', values: { name: 'Friends', contact: 'friends@example.org' } },
  { name: 'partner edit', values: { partner: 'Friends', language: 'fr', contact: 'ami@example.org' } },
  { name: 'partner call', values: { title: 'Translators wanted', text: 'Come and help.' } },
  { name: 'partner call', values: { publish: 1 } },
  { name: 'partner told', values: { partner: 'Friends', call: 1 } },
  { name: 'partner answer', values: { partner: 'Friends', text: 'Two will come', call: 1 } },
  {
    as: lima,
    isThere: true,
    name: 'partner stop',
    place: place('9', 'friends'),
    known: async ({ partner }) => ({ code: (await partner.findFirstOrThrow()).code ?? '' }),
  },
  { name: 'partner remove', values: { partner: 'Friends' } },
  {
    name: 'meeting poll',
    values: { name: 'Retrospective', times: '2026-12-05 18:00; 2026-12-06 18:00', until: '2026-12-04 18:00' },
  },
  { name: 'poll settings', values: { openers: 'organiser' } },
  { name: 'poll edit', values: { poll: '1', times: '2026-12-07 18:00' } },
  { as: lagos, name: 'poll answer', values: { answers: '1 yes, 2 no' } },
  { as: lagos, name: 'poll answer', values: { answers: 'all yes' } },
  { name: 'poll remind', values: { poll: '1' } },
  { name: 'poll close', values: { poll: '1' } },
  { name: 'poll schedule', values: { poll: '1' } },
  { name: 'meeting poll', values: { name: 'Party', times: '2026-12-05 18:00; 2026-12-06 18:00' } },
  { name: 'poll withdraw', values: { poll: '2', reason: 'too early' } },
  {
    as: kyiv,
    name: 'apply',
    fields: { introduction: 'I write.', why: 'To help.', brings: 'Time.', conduct: 'yes' },
  },
  { as: kyiv, name: 'member withdraw' },
  {
    as: kyiv,
    name: 'apply',
    fields: { introduction: 'I write.', why: 'To help.', brings: 'Time.', conduct: 'yes' },
  },
  { name: 'member decline' },
  {
    as: kyiv,
    name: 'apply',
    fields: { introduction: 'I write.', why: 'To help.', brings: 'Time.', conduct: 'yes' },
  },
  { name: 'member vote' },
  { name: 'meeting start', values: { meeting: 'Sprint' }, at: '2027-12-02T19:05:00Z' },
  { name: 'meeting next-topic', values: { meeting: 'Sprint' } },
  { name: 'meeting present add', values: { meeting: 'Sprint', who: lagos } },
  { name: 'meeting present remove', values: { meeting: 'Sprint', who: lagos } },
  { name: 'meeting action add', values: { meeting: 'Sprint', text: 'Write it down', due: '2027-12-15' } },
  { name: 'meeting action done', values: { action: 'Write it down' } },
  { name: 'meeting minutes edit', values: { meeting: 'Sprint' }, fields: { notes: 'All went well.' } },
  { name: 'meeting minutes publish', values: { meeting: 'Sprint' } },
  { name: 'member replace', values: { who: lagos } },
  { name: 'vote close', values: { vote: '3' } },
  {
    as: kyiv,
    name: 'member seat',
    // As the vote and the next free seat leave it.
    known: async ({ application }) => {
      await application.updateMany({
        where: { state: 'voting' },
        data: { state: 'offered', offeredAt: new Date('2027-12-01') },
      });
      return { take: true };
    },
  },
  { name: 'docent retry' },

  { name: 'meeting series end', values: { series: 'Monthly' } },
  { as: lagos, name: 'member leave' },
  { as: lagos, name: 'member forget' },
];
