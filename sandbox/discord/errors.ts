// What Discord answers when it refuses: status, code, words, and for forms the fault at each field.
import type { z } from 'zod';

/** A refusal as Discord words it. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: object | undefined;
  /** Of a limit: when to ask again. */
  readonly waitSeconds: number | undefined;

  constructor(status: number, code: number, message: string, errors?: object, waitSeconds?: number) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
    this.waitSeconds = waitSeconds;
  }
}

/** A fault at one field of a form: where, Discord's name for the kind of fault, and its words. */
export interface FieldFault {
  readonly path: readonly PropertyKey[];
  readonly code: string;
  readonly message: string;
}

const known = {
  unauthorized: [401, 0, '401: Unauthorized'],
  notFound: [404, 0, '404: Not Found'],
  unknownApplication: [404, 10002, 'Unknown Application'],
  unknownChannel: [404, 10003, 'Unknown Channel'],
  unknownGuild: [404, 10004, 'Unknown Guild'],
  unknownMember: [404, 10007, 'Unknown Member'],
  unknownMessage: [404, 10008, 'Unknown Message'],
  unknownRole: [404, 10011, 'Unknown Role'],
  unknownUser: [404, 10013, 'Unknown User'],
  unknownWebhook: [404, 10015, 'Unknown Webhook'],
  unknownInteraction: [404, 10062, 'Unknown interaction'],
  unknownCommand: [404, 10063, 'Unknown application command'],
  unknownEvent: [404, 10070, 'Unknown Guild Scheduled Event'],
  tooManyCommands: [400, 30032, 'Maximum number of application commands reached (100)'],
  tooManyCreates: [400, 30034, 'Max number of daily application command creates has been reached (200)'],
  tooManyEvents: [400, 30038, 'Maximum number of uncompleted guild scheduled events reached (100)'],
  tooManyPins: [400, 30003, 'Maximum number of pins reached for the channel (250)'],
  tooLarge: [413, 40005, 'Request entity too large'],
  acknowledged: [400, 40060, 'Interaction has already been acknowledged.'],
  missingAccess: [403, 50001, 'Missing Access'],
  emptyMessage: [400, 50006, 'Cannot send an empty message'],
  cannotMessageUser: [403, 50007, 'Cannot send messages to this user'],
  noMutualGuild: [403, 50278, 'Cannot send messages to this user due to having no mutual guilds'],
  openingTooFast: [403, 40003, 'You are opening direct messages too fast.'],
  tooManyReactions: [400, 30010, 'Maximum number of reactions reached (20)'],
  cannotReply: [403, 160002, 'Cannot reply without permission to read message history'],
  notText: [400, 50008, 'Cannot send messages in a non-text channel'],
  wrongChannelKind: [400, 50024, 'Cannot execute action on this channel type'],
  notTheAuthor: [403, 50005, 'Cannot edit a message authored by another user'],
  missingPermissions: [403, 50013, 'Missing Permissions'],
  expiredToken: [401, 50027, 'Invalid Webhook Token'],
  systemMessage: [403, 50021, 'Cannot execute action on a system message'],
  archived: [400, 50083, 'Thread is archived'],
  hasThread: [400, 160004, 'A thread has already been created for this message'],
  tagRequired: [400, 40067, 'A tag is required to create a forum post in this channel'],
  lockedThread: [403, 160005, 'Thread is locked'],
  eventIsOver: [400, 180000, 'Cannot update a finished event'],
} as const;

/** Builds a refusal that Discord gives for a known reason. */
export function refusal(reason: keyof typeof known): Refusal {
  const [status, code, message] = known[reason];
  return new Refusal(status, code, message);
}

/** The answer 50035 to a form with these faults. */
export function invalidForm(faults: readonly FieldFault[]): Refusal {
  const errors: ErrorTree = {};
  for (const { path, code, message } of faults) {
    let node = errors;
    for (const part of path) {
      const next = node[String(part)];
      const child: ErrorTree = typeof next === 'object' && !Array.isArray(next) ? next : {};
      node[String(part)] = child;
      node = child;
    }
    const list = node._errors;
    node._errors = [...(Array.isArray(list) ? list : []), { code, message }];
  }
  return new Refusal(400, 50035, 'Invalid Form Body', errors);
}

interface ErrorTree {
  [key: string]: ErrorTree | { code: string; message: string }[];
}

/** Parses a body; throws the answer 50035 that names every fault. */
export function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  throw invalidForm(parsed.error.issues.flatMap((issue) => faultOf(issue)));
}

function faultOf(issue: z.core.$ZodIssue): FieldFault[] {
  const at = (code: string, message: string): FieldFault[] => [{ path: issue.path, code, message }];
  switch (issue.code) {
    case 'too_big':
    case 'too_small':
      return [{ path: issue.path, ...sizeFault(issue) }];
    case 'invalid_type':
      return issue.message.includes('received undefined')
        ? at('BASE_TYPE_REQUIRED', 'This field is required')
        : at(typeFaults[issue.expected] ?? 'MODEL_TYPE_CONVERT', `Not a well formed ${issue.expected}.`);
    case 'invalid_value':
      return at('BASE_TYPE_CHOICES', `Value must be one of {${issue.values.map(String).join(', ')}}.`);
    case 'invalid_union': {
      // Of a tagged union only the fitting part speaks.
      const [first = []] = issue.errors;
      if (first.length === 0) return at('UNION_TYPE_CHOICES', 'The type of this is not allowed here.');
      return first.flatMap((inner) => faultOf({ ...inner, path: [...issue.path, ...inner.path] }));
    }
    case 'custom': {
      const code: unknown = issue.params?.code;
      return at(typeof code === 'string' ? code : 'INVALID', issue.message);
    }
    default:
      return at('STRING_TYPE_REGEX', issue.message);
  }
}

const typeFaults: Readonly<Record<string, string>> = {
  number: 'NUMBER_TYPE_COERCE',
  int: 'NUMBER_TYPE_COERCE',
  boolean: 'BOOLEAN_TYPE_CONVERT',
  string: 'STRING_TYPE_CONVERT',
  array: 'LIST_TYPE_CONVERT',
  object: 'MODEL_TYPE_CONVERT',
};

function sizeFault(issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall) {
  const isBig = issue.code === 'too_big';
  const limit = issue.code === 'too_big' ? issue.maximum : issue.minimum;
  if (issue.origin === 'number' || issue.origin === 'int') {
    return {
      code: isBig ? 'NUMBER_TYPE_MAX' : 'NUMBER_TYPE_MIN',
      message: `int value should be ${isBig ? 'less' : 'greater'} than or equal to ${limit}.`,
    };
  }
  if (!isBig && issue.origin === 'string' && limit === 1) {
    return { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' };
  }
  return {
    code: isBig ? 'BASE_TYPE_MAX_LENGTH' : 'BASE_TYPE_MIN_LENGTH',
    message: `Must be ${limit} or ${isBig ? 'fewer' : 'more'} in length.`,
  };
}
