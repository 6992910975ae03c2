// What can be wrong with the gateway on purpose.

/** Something that is wrong now, or for a while. Without `until` it lasts until the gateway is restored. */
export type GatewayFault =
  /** GET /gateway/bot answers 503, and connections are cut before they are made. */
  | { readonly kind: 'refuse'; readonly until?: Date }
  /** Connections stay open, and nothing goes over them: no hello, no heartbeat's answer, no event. */
  | { readonly kind: 'vanish'; readonly until?: Date }
  /** All connections are closed with this code once; with `until`, new ones too when they identify or resume. */
  | { readonly kind: 'close'; readonly code: number; readonly until?: Date }
  /** Opcode 9, once: the session is at an end, or may be resumed. */
  | { readonly kind: 'invalidate'; readonly canResume: boolean }
  /** Opcode 7, once: the bot is asked to connect anew and resume. */
  | { readonly kind: 'reconnect' };

/** A fault that lasts. */
export type LastingFault = Extract<GatewayFault, { kind: 'refuse' | 'vanish' | 'close' }>;

/** After these codes there is no session any more: a bot begins a new one, or gives up. */
export const endsSession: ReadonlySet<number> = new Set([4004, 4007, 4009, 4010, 4011, 4012, 4013, 4014]);
