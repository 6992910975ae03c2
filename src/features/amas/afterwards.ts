// After an AMA: exporting it, and carrying what stayed open to the next meeting.
import { type Command, command, whisper } from '../../core/command.ts';
import { code, doc, p, strong } from '../../core/document.ts';
import { UserError } from '../../core/errors.ts';
import { exported, exportFormats } from './exporting.ts';
import { type AmaLookup, peopleIn } from './lookup.ts';
import { shortened } from './question-views.ts';

/** `/ama export` and `/ama carry`. */
export function afterwardsCommands(lookup: AmaLookup): Command[] {
  const amaOption = {
    type: 'string',
    description: 'Which AMA; the one that goes on, or the last one, if left out',
    suggest: lookup.suggestAma,
  } as const;
  return [
    command({
      name: 'ama export',
      description: 'Gives you all questions and answers as a file',
      access: 'organiser',
      isReadOnly: true,
      options: {
        format: {
          type: 'string',
          description: 'Markdown if left out',
          choices: exportFormats.map((name) => ({ name, value: name })),
        },
        frontmatter: {
          type: 'boolean',
          description: 'Whether Markdown begins with title, date and hosts, for a blog',
        },
        ama: amaOption,
      },
      async run(request, { format: typed, frontmatter, ama: which }) {
        const format = exportFormats.find((name) => name === (typed ?? 'markdown'));
        if (!format) throw new UserError(`"${typed}" is not a format. Choose markdown, json or csv.`);
        const { ama } = await lookup.meant(request, which);
        const questions = await lookup.store.questions(ama.id);
        const people = await lookup.people.byIds(ama.groupId, peopleIn(questions, ama.hosts));
        const askers = await lookup.store.askers(ama.id);
        const file = exported({ ama, questions, people, askers }, format, frontmatter);
        return whisper(
          doc(p(strong(ama.title), ` has ${questions.length} questions; they are in the file.`)),
          {
            files: [{ name: file.name, content: Buffer.from(file.content) }],
          },
        );
      },
    }),
    command({
      name: 'ama carry',
      description: 'Puts the questions that stayed open on the agenda of the next meeting',
      access: 'organiser',
      options: { ama: amaOption },
      confirm: async () => undefined,
      async run(request, { ama: which }) {
        const { ama } = await lookup.meant(request, which);
        const carry = lookup.topicsForNextMeeting;
        if (!carry)
          throw new UserError('There is no agenda to put them on. Carry them into a new AMA instead.');
        const questions = await lookup.store.questions(ama.id);
        const open = questions.filter(({ state }) => state === 'approved');
        const waiting = questions.filter(({ state }) => state === 'waiting').length;
        if (open.length === 0) throw new UserError(`No question of "${ama.title}" stayed open.`);
        let meeting: string | undefined;
        for (const question of open) {
          meeting = await carry(ama.groupId, {
            key: `ama/${ama.id}/question/${question.id}`,
            text: shortened(`${question.text.replaceAll(/\s+/gu, ' ')} (${ama.title})`, 200),
            now: request.now,
          });
          if (meeting === undefined) {
            throw new UserError(
              'No meeting is planned. Plan one with `/meeting series create`, then try again.',
            );
          }
        }
        return whisper(
          doc(
            p(
              `${open.length} open ${open.length === 1 ? 'question is' : 'questions are'} on the agenda of `,
              strong(meeting ?? ''),
              '. ',
              code('/meeting topic list'),
              ' shows it.',
            ),
            waiting > 0
              ? p(`${waiting} that no moderator has looked at ${waiting === 1 ? 'stays' : 'stay'} behind.`)
              : undefined,
          ),
        );
      },
    }),
  ];
}
