// Finding people, channels, messages and their components by the names that people use.
import { flat } from './check/components.ts';
import { findUser } from './command-text.ts';
import type { Channel, Message, Raw, User } from './model.ts';
import { bits, can } from './permissions.ts';
import { TypingError } from './registered.ts';
import { readableText, textOf, words } from './text.ts';
import type { World } from './world.ts';

/** Finds things; throws `TypingError` for what is not there. */
export class Finding {
  readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  /** The newest message that contains a text and that this person can see, with the component if one is named. */
  findFor(userName: string, text: string, component?: string): Message | undefined {
    const user = this.user(userName);
    const all = [...this.world.channels.values()].flatMap((channel) =>
      can(channel, user, bits.ViewChannel) ? [...channel.messages.values()] : [],
    );
    return all
      .filter(
        (one) =>
          (!one.onlyFor || one.onlyFor === user) && `${readableText(one)}\n${textOf(one)}`.includes(text),
      )
      .filter((one) => component === undefined || componentOf(one, component) !== undefined)
      .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
      .at(-1);
  }

  /** A message by id anywhere. */
  findMessage(id: string): Message {
    for (const channel of this.world.channels.values()) {
      const found = channel.messages.get(id);
      if (found) return found;
    }
    throw new TypingError(`There is no message ${id}`);
  }

  /** A user by name or id. */
  user(name: string): User {
    const found = findUser(this.world, name);
    if (!found) throw new TypingError(`There is nobody called "${name}" on Discord`);
    return found;
  }

  /** A channel by name or id; `dm` is the conversation of that person with the bot. */
  channel(name: string, user?: User): Channel {
    if (name === 'dm' && user) return this.world.conversation(user);
    const bare = name.replace(/^(?:#|thread )/u, '');
    const found =
      this.world.channels.get(bare) ??
      [...this.world.channels.values()].findLast((one) => one.guild && one.name === bare);
    if (!found) throw new TypingError(`There is no channel "${name}" on Discord`);
    return found;
  }
}

/** A component of a message by custom id, label or placeholder. */
export function componentOf(message: Message, wanted: string): Raw | undefined {
  const all = flat(message.components, []).map(({ component }) => component);
  const bare = (one: Raw): string[] => [words(one.custom_id), words(one.label), words(one.placeholder)];
  return all.find((one) => words(one.custom_id) !== '' && bare(one).includes(wanted));
}
