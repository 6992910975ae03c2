// Interactions as the gateway brings them: who, where, and the data of commands, components and forms.
import { attachmentShape } from './attachments.ts';
import type { CommandOption } from './check/commands.ts';
import { flat } from './check/components.ts';
import type { OptionValue, TypedCommand } from './command-text.ts';
import type { Interaction } from './interactions.ts';
import { messageShape } from './message-shapes.ts';
import type { Raw } from './model.ts';
import { guildPermissions, permissionsIn } from './permissions.ts';
import { bareMemberShape, channelShape, memberShape, roleShape, userShape } from './shapes.ts';
import type { World } from './world.ts';

/** The whole payload; `data` is what is particular to the type. */
export function interactionPayload(world: World, interaction: Interaction, data: object): object {
  const { channel, user, source } = interaction;
  const { guild } = channel;
  const member = guild?.members.get(user.id);
  return {
    id: interaction.id,
    application_id: world.application.id,
    type: interaction.type,
    token: interaction.token,
    version: 1,
    data,
    channel_id: channel.id,
    channel: { ...channelShape(channel), permissions: String(permissionsIn(channel, user)) },
    ...(guild && {
      guild_id: guild.id,
      guild: { id: guild.id, locale: 'en-US', features: [] },
      guild_locale: 'en-US',
    }),
    ...(member
      ? { member: { ...memberShape(member), permissions: String(permissionsIn(channel, user)) } }
      : { user: userShape(user) }),
    locale: 'en-US',
    app_permissions: String(permissionsIn(channel, world.bot)),
    entitlements: [],
    entitlement_sku_ids: [],
    authorizing_integration_owners: { 0: guild?.id ?? '0' },
    context: guild ? 0 : 1,
    attachment_size_limit: 10 * 1024 * 1024,
    ...(source && { message: messageShape(world, source, true) }),
  };
}

/** The data of a command or completion; `focused` names the option that is being typed. */
export function commandData(
  world: World,
  { command, path, definitions, values }: TypedCommand,
  interaction: Interaction,
  focused?: string,
): object {
  const leaves = definitions.flatMap((definition) => {
    const value = values[definition.name];
    if (value === undefined) return [];
    const { name, type } = definition;
    return [{ name, type, value, ...(name === focused && { focused: true }) }];
  });
  const [name = '', ...nested] = path;
  const types = nested.length === 2 ? [2, 1] : [1];
  const options = nested.reduceRight<object[]>(
    (inner, part, i) => [{ name: part, type: types[i], options: inner }],
    leaves,
  );
  return {
    id: command.id,
    name,
    type: 1,
    ...(command.guildId !== undefined && { guild_id: command.guildId }),
    ...(options.length > 0 && { options }),
    resolved: resolved(world, interaction, idsIn(definitions, values)),
  };
}

function idsIn(
  definitions: readonly CommandOption[],
  values: Readonly<Record<string, OptionValue>>,
): string[] {
  return definitions
    .filter(({ type }) => (type >= 6 && type <= 9) || type === 11)
    .map(({ name }) => String(values[name] ?? ''));
}

/** What ids stand for, in Discord's lists. */
function resolved(world: World, { channel, user }: Interaction, ids: readonly string[]): object {
  const { guild } = channel;
  const users = ids.flatMap((id) => world.users.get(id) ?? []);
  const members = users.flatMap((one) => guild?.members.get(one.id) ?? []);
  const roles = ids.flatMap((id) => guild?.roles.get(id) ?? []);
  const channels = ids.flatMap((id) => world.channels.get(id) ?? []);
  const files = ids.flatMap((id) => world.given.get(id) ?? []);
  const memberOf = (one: (typeof members)[number]) => ({
    ...bareMemberShape(one),
    permissions: String(guild ? guildPermissions(guild, one) : 0n),
  });
  const channelOf = (one: (typeof channels)[number]) => ({
    ...channelShape(one),
    permissions: String(permissionsIn(one, user)),
  });
  return {
    ...(users.length > 0 && { users: byId(users, ({ id }) => id, userShape) }),
    ...(members.length > 0 && { members: byId(members, (one) => one.user.id, memberOf) }),
    ...(roles.length > 0 && { roles: byId(roles, ({ id }) => id, roleShape) }),
    ...(channels.length > 0 && { channels: byId(channels, ({ id }) => id, channelOf) }),
    ...(files.length > 0 && {
      attachments: byId(
        files,
        ({ id }) => id,
        (file) => attachmentShape(world, channel.id, file),
      ),
    }),
  };
}

function byId<T>(list: readonly T[], id: (one: T) => string, shape: (one: T) => object): object {
  return Object.fromEntries(list.map((one) => [id(one), shape(one)]));
}

/** The data of a pressed button or a used select. */
export function componentData(
  world: World,
  interaction: Interaction,
  component: Raw,
  values: readonly string[] | undefined,
): object {
  return {
    custom_id: component.custom_id,
    component_type: component.type,
    id: component.id,
    ...(values && { values }),
    ...(values && component.type !== 3 && { resolved: resolved(world, interaction, values) }),
  };
}

/** What a person filled in, by the fields' custom ids. */
export type Filled = Readonly<Record<string, string | readonly string[] | boolean>>;

/** The data of a submitted form. */
export function formData(
  world: World,
  interaction: Interaction,
  form: { readonly custom_id: string; readonly components: readonly Raw[] },
  filled: Filled,
): object {
  const answered = (field: Raw): object => {
    const value = filled[String(field.custom_id)];
    const common = { type: field.type, custom_id: field.custom_id, id: field.id ?? 0 };
    if (field.type === 4) return { ...common, value: typeof value === 'string' ? value : '' };
    if (field.type === 23) return { ...common, value: value === true || value === 'yes' };
    if (field.type === 21) return { ...common, value: typeof value === 'string' ? value : null };
    const list = Array.isArray(value) ? value : value === undefined || value === '' ? [] : [String(value)];
    return { ...common, values: list };
  };
  const components = form.components.map((holder, i) => {
    const [field] = flat([holder], []).slice(1);
    if (!field) return { type: holder.type, id: i + 1 };
    const inner = answered(field.component);
    return holder.type === 18
      ? { type: 18, id: i + 1, component: inner }
      : { type: 1, id: i + 1, components: [inner] };
  });
  const lists = Object.values(filled).flatMap((value) => (Array.isArray(value) ? value : []));
  return { custom_id: form.custom_id, components, resolved: resolved(world, interaction, lists) };
}
