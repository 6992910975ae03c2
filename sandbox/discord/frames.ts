// What clients send over the gateway, and the codes with which it closes.
import { GatewayIntentBits } from 'discord.js';
import { z } from 'zod';

const frame = z.discriminatedUnion('op', [
  z.object({ op: z.literal(1), d: z.number().nullish() }),
  z.object({
    op: z.literal(2),
    d: z.object({ token: z.string(), intents: z.int(), properties: z.record(z.string(), z.unknown()) }),
  }),
  z.object({ op: z.literal(3), d: z.unknown() }),
  z.object({ op: z.literal(4), d: z.unknown() }),
  z.object({ op: z.literal(6), d: z.object({ token: z.string(), session_id: z.string(), seq: z.int() }) }),
  z.object({
    op: z.literal(8),
    d: z.object({
      guild_id: z.string(),
      query: z.string().optional(),
      limit: z.int().optional(),
      user_ids: z.union([z.string().transform((one) => [one]), z.array(z.string())]).optional(),
      nonce: z.string().optional(),
    }),
  }),
  z.object({ op: z.literal(31), d: z.unknown() }),
]);
/** What a client sends. */
export type Frame = z.infer<typeof frame>;

/** All intents that there are. */
export const allIntents = Object.values(GatewayIntentBits).reduce<number>(
  (sum, bit) => (typeof bit === 'number' ? sum | bit : sum),
  0,
);

/** Why the gateway closes a connection. */
export const closing = {
  unknown: [4000, 'Unknown error.'],
  opcode: [4001, 'Unknown opcode.'],
  decode: [4002, 'Error while decoding payload.'],
  stranger: [4003, 'Not authenticated.'],
  token: [4004, 'Authentication failed.'],
  again: [4005, 'Already authenticated.'],
  sequence: [4007, 'Invalid seq.'],
  hasty: [4008, 'Rate limited.'],
  timeout: [4009, 'Session timed out.'],
  shard: [4010, 'Invalid shard.'],
  sharding: [4011, 'Sharding required.'],
  version: [4012, 'Invalid API version.'],
  intents: [4013, 'Invalid intent(s).'],
  disallowed: [4014, 'Disallowed intent(s).'],
} as const;

/** Reads a frame; undefined for what is none. */
export function readFrame(text: string): Frame | undefined {
  try {
    return frame.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
