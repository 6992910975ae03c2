// Answering an interaction: at once when the work is quick, else with a "thinking" first; privately or for all.
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  DiscordAPIError,
  type InteractionReplyOptions,
  MessageFlags,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { Reply, Said } from '../../core/command.ts';
import { type Document, doc, p } from '../../core/document.ts';
import { modalOf } from './forms.ts';
import type { Log } from './log.ts';
import { type Body, bodiesOf } from './message.ts';
import { isPassing } from './outside.ts';
import { render } from './render.ts';

/** What can be answered with words or a form. */
export type Answerable = ChatInputCommandInteraction | ButtonInteraction | ModalSubmitInteraction;
/** Shows how far a job is. */
export type Progress = (document: Document) => Promise<void>;

/** Discord waits three seconds for the first answer; half of that is left for the way there and for a busy computer. */
const patienceMilliseconds = 1_500;
/** Longer answers come as a file. */
const mostParts = 5;

/**
 * Does the work and gives its reply, if this bot is the one to do it. `isForm` says that a form will come, which allows
 * no "thinking" before it; `isBusy` that many wait, so that it is said at once that an answer will come.
 */
export async function answering(
  interaction: Answerable,
  {
    isForm,
    isFirst,
    isBusy,
    log,
  }: { isForm: boolean; isFirst: () => Promise<boolean>; isBusy: boolean; log: Log },
  work: (progress: Progress) => Promise<Reply>,
): Promise<void> {
  let deferring: Promise<unknown> | undefined;
  const defer = (): Promise<unknown> => {
    deferring ??= firstly(interaction, 'deferred', () =>
      interaction.isButton()
        ? // Shows nothing, and leaves it open whether the message is replaced or answered.
          interaction.deferUpdate()
        : interaction.deferReply({ flags: MessageFlags.Ephemeral }),
    );
    return deferring;
  };
  let shown: string | undefined;
  const progress: Progress = async (document) => {
    await defer();
    const [body] = bodiesOf({ document });
    if (!body) return;
    if (!interaction.isButton()) await interaction.editReply(edit(body));
    else if (shown === undefined) shown = (await interaction.followUp(whole(body, true))).id;
    else await interaction.editReply({ ...edit(body), message: shown });
  };

  if (isBusy && !isForm) await defer();
  const working = isFirst().then((isMine) => (isMine ? work(progress) : undefined));
  // When no answer can be given any more, the work still ends by itself.
  working.catch(() => {});
  const patience = new AbortController();
  if (!isForm) {
    const isDone = await Promise.race([
      working.then(() => true),
      sleep(patienceMilliseconds, false, { signal: patience.signal }).catch(() => false),
    ]);
    patience.abort();
    if (!isDone) await defer();
  }
  const reply = await working;
  await deferring;
  if (!reply) return;
  if (reply.kind === 'said') return await deliver(interaction, reply, shown);
  if (interaction.isModalSubmit() || deferring) {
    log.error(
      { form: reply.form },
      'A form cannot be opened here: the answer was too late, or followed a form',
    );
    return await deliver(interaction, tooLate, shown);
  }
  await firstly(interaction, 'replied', () => interaction.showModal(modalOf(reply)));
}

const tooLate: Said = {
  kind: 'said',
  isPrivate: true,
  document: doc(p('I was too slow to open the form. Please try once more.')),
};

async function deliver(interaction: Answerable, said: Said, shown: string | undefined): Promise<void> {
  const [first, ...more] = bodiesOfReply(said);
  if (!first) return;
  const isButton = interaction.isButton();
  if (!interaction.deferred) {
    if (said.replaces && (isButton || (interaction.isModalSubmit() && interaction.isFromMessage()))) {
      await firstly(interaction, 'replied', () => interaction.update(edit(first)));
    } else {
      await firstly(interaction, 'replied', () => interaction.reply(whole(first, said.isPrivate)));
    }
  } else if (isButton) {
    if (said.replaces) await twice(() => interaction.editReply(edit(first)));
    else if (shown !== undefined && said.isPrivate) {
      await twice(() => interaction.editReply({ ...edit(first), message: shown }));
    } else await twice(() => interaction.followUp(whole(first, said.isPrivate)));
  } else if (said.isPrivate) {
    await twice(() => interaction.editReply(edit(first)));
  } else {
    // What was begun in private stays private, so the answer for all comes after it.
    await twice(() => interaction.editReply({ content: 'Done: see below.', embeds: [], components: [] }));
    await twice(() => interaction.followUp(whole(first, false)));
  }
  for (const body of more) await twice(() => interaction.followUp(whole(body, said.isPrivate)));
}

function bodiesOfReply(said: Said): Body[] {
  const bodies = bodiesOf(said);
  if (bodies.length <= mostParts) return bodies;
  const { title, parts } = render(said.document);
  const text = [...(title === undefined ? [] : [`# ${title}`]), ...parts].join('\n\n');
  const file = { name: 'answer.md', content: Buffer.from(text), description: 'The whole answer' };
  return bodiesOf({ ...said, files: [...(said.files ?? []), file] }).slice(0, 1);
}

function edit(body: Body) {
  return {
    content: body.content,
    embeds: [...body.embeds],
    components: [...body.components],
    files: body.files.map(({ name, content, description }) => ({
      name,
      attachment: content,
      ...(description !== undefined && { description }),
    })),
    allowedMentions: { parse: [] },
  };
}

function whole(body: Body, isPrivate: boolean): InteractionReplyOptions {
  return { ...edit(body), ...(isPrivate && { flags: MessageFlags.Ephemeral }) };
}

/** The first answer. It counts as given when Discord has it, even if its own answer to us was lost on the way. */
async function firstly(
  interaction: Answerable,
  state: 'replied' | 'deferred',
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    await twice(work);
  } catch (error) {
    // Another bot with this token was quicker to say that an answer will come; whoever has it writes it there.
    if (state !== 'deferred' || !isTaken(error)) throw error;
  }
  interaction[state] = true;
}

/** Whether Discord says that the interaction has been acknowledged already. */
function isTaken(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.code === 40060;
}

/** Tries once more after a failure of the network or of Discord; an answer that had arrived is not given twice. */
async function twice(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isPassing(error)) throw error;
    await sleep(300);
    try {
      await work();
    } catch (again) {
      if (!isTaken(again)) throw again;
    }
  }
}
