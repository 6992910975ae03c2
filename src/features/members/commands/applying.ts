// `/apply`: the form, which agrees to the group's code of conduct by being sent, and can be changed until the vote.

import type { Form } from '../../../core/command/form.ts';
import { type Command, command, type Request } from '../../../core/command.ts';
import { UserError } from '../../../core/errors.ts';
import { field, openForm, whisper } from '../../../core/reply.ts';
import { beginning } from '../../../core/text/shortened.ts';
import { receivedDocument, unchangeableWords } from '../application-views.ts';
import type { MembershipDeps } from '../member-deps.ts';

const longest = 1_500;

/** Builds the command. */
export function applyingCommand(deps: MembershipDeps): Command {
  return command({
    name: 'apply',
    description: 'Asks to become a member: introduce yourself, why, and what you bring',
    access: 'everyone',
    opensForm: true,
    run: async (request) => await form(deps, request),
  });
}

/** Builds the form. */
export function applyingForm(deps: MembershipDeps): Form {
  return {
    name: 'members/apply',
    args: [],
    access: 'everyone',
    open: async (request, _args, typed) => await form(deps, request, typed),
    async run(request, _args, values) {
      const { groupId, now } = request;
      const { rules } = await mayApply(deps, request);
      const read = (name: string) => beginning((values[name] ?? '').trim(), longest);
      const words = { introduction: read('introduction'), why: read('why'), brings: read('brings') };
      if (Object.values(words).some((part) => part === ''))
        throw new UserError('Please fill in all three: who you are, why, and what you bring.');
      const self = await deps.store.of(groupId, request.caller);
      const came = await deps.store.apply(groupId, self, {
        text: { ...words, conduct: rules.conduct },
        now,
        organisers: (await deps.organisers(groupId)).map(({ id }) => id),
      });
      if (!came) throw new UserError(unchangeableWords(await deps.store.applicationOf(groupId, self.id)));
      return whisper(receivedDocument(came.application, { isNew: came.isNew, rules }));
    },
  };
}

/** The caller, where they are known, and their application that goes on, if they have one. */
export async function applicant({ store }: MembershipDeps, { groupId, caller }: Request) {
  const self = await store.known(groupId, caller);
  return { self, current: self && (await store.applicationOf(groupId, self.id)) };
}

/** The same of whoever may apply, or change what they wrote. Throws a UserError that says why somebody may not. */
async function mayApply(deps: MembershipDeps, request: Request) {
  refusePublic(request);
  const { groupId } = request;
  const { self, current } = await applicant(deps, request);
  if (self && (await deps.store.member(groupId, self.id))?.kind === 'voting')
    throw new UserError('You are a member already. `/member show` shows what I know of you.');
  const rules = await deps.store.rules(groupId);
  if (current && current.state !== 'waiting') throw new UserError(unchangeableWords(current));
  if (!rules.takesApplications && !current)
    throw new UserError('The group takes no applications at the moment. `/member list` says whom to ask.');
  return { current, rules };
}

/** Throws a UserError in public: what an applicant tells of themselves, and whose application is closed, is for the members. */
export function refusePublic({ isPublicPlace }: Request): void {
  if (!isPublicPlace) return;
  throw new UserError(
    'Everybody reads what is written here, and applications are for the members alone: nothing came of it. Please send it to me in a private message.',
  );
}

async function form(deps: MembershipDeps, request: Request, typed: Readonly<Record<string, string>> = {}) {
  const { current, rules } = await mayApply(deps, request);
  const part = (name: 'introduction' | 'why' | 'brings', label: string, hint: string) =>
    field.paragraph(name, label, typed[name] ?? current?.[name], { hint, maxLength: longest });
  return openForm('members/apply', {
    title: current ? 'Change your application' : 'Apply to be a member',
    ...(rules.conduct && { intro: `By sending this you agree to the code of conduct: ${rules.conduct}` }),
    fields: [
      part('introduction', 'Who are you?', 'What you do, and where we may know you from.'),
      part('why', 'Why would you like to be a member?', 'What you would like to change or keep.'),
      part('brings', 'What do you bring?', 'Time, languages, experience, other communities.'),
    ],
  });
}
