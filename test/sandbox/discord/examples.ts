// Bodies that are right and use every field that the sandbox's Discord knows.

const names = { name_localizations: { de: 'los' }, description_localizations: { de: 'Los' } };
const option = (type: number, more: object = {}) => ({
  type,
  name: `option-${type}`,
  description: 'An option',
  required: false,
  ...more,
});
const choices = (value: string | number) => [{ name: 'One', name_localizations: { de: 'Eins' }, value }];
const leaves = [
  option(3, { ...names, min_length: 1, max_length: 10 }),
  option(4, { min_value: 1, max_value: 10, autocomplete: true }),
  option(5),
  option(6),
  option(7, { channel_types: [0, 5] }),
  option(8),
  option(9),
  option(10, { choices: choices(1.5) }),
  option(11),
];
/** A slash command with every kind of option. */
export const command = {
  type: 1,
  name: 'go',
  description: 'Goes',
  ...names,
  contexts: [0, 1],
  integration_types: [0, 1],
  default_member_permissions: 32,
  dm_permission: true,
  options: [
    option(1, { ...names, options: leaves }),
    option(2, { ...names, options: [option(1, { options: [option(3, { choices: choices('a') })] })] }),
  ],
};

const emoji = { name: '👍' };
const selectOption = { label: 'A', value: 'a', description: 'The first', default: false, emoji };
/** A select of each kind. */
export const selects = [
  {
    type: 3,
    custom_id: 's3',
    placeholder: 'Choose',
    min_values: 1,
    max_values: 1,
    disabled: false,
    options: [selectOption],
  },
  ...[5, 6, 7, 8].map((type) => ({
    type,
    custom_id: `s${type}`,
    placeholder: 'Choose',
    min_values: 1,
    max_values: 2,
    disabled: false,
    default_values: [{ id: '1', type: type === 6 ? 'role' : type === 8 ? 'channel' : 'user' }],
    ...(type === 8 && { channel_types: [0] }),
  })),
];
/** Rows of a message: buttons, then selects. */
export const rows = [
  {
    type: 1,
    id: 1,
    components: [
      { type: 2, style: 1, custom_id: 'go', label: 'Going', emoji, disabled: false },
      { type: 2, style: 5, url: 'https://example.org', label: 'Site' },
    ],
  },
  ...selects.slice(0, 4).map((one) => ({ type: 1, components: [one] })),
];
const url = 'https://example.org/a.png';
/** An embed with everything. */
export const embed = {
  title: 'Title',
  description: 'Words',
  url,
  timestamp: '2026-11-20T09:00:00Z',
  color: 5,
  footer: { text: 'Foot', icon_url: url },
  author: { name: 'Author', url, icon_url: url },
  image: { url },
  thumbnail: { url },
  fields: [{ name: 'Name', value: 'Value', inline: true }],
};
/** A message with everything. */
export const message = {
  content: 'Hello',
  embeds: [embed],
  allowed_mentions: { parse: ['roles'], users: ['1'], replied_user: true },
  components: rows,
  nonce: 'a',
  enforce_nonce: false,
  tts: false,
  flags: 4,
};
const text = { type: 10, content: 'Words' };
/** A message of components alone. */
export const laidOut = {
  flags: 1 << 15,
  components: [
    {
      type: 17,
      accent_color: 5,
      spoiler: false,
      components: [
        { type: 9, components: [text], accessory: { type: 11, media: { url }, description: 'A picture' } },
        { type: 12, items: [{ media: { url }, description: 'A picture', spoiler: false }] },
        { type: 14, divider: true, spacing: 1 },
        { type: 1, components: [{ type: 8, custom_id: 'c', channel_types: [0] }] },
      ],
    },
  ],
};

/** A field of a form with its label. */
export const label = (component: object) => ({
  type: 18,
  label: 'Label',
  description: 'About it',
  component,
});
/** The answer that opens a form. */
export const form = (components: readonly object[]) => ({
  type: 9,
  data: { custom_id: 'form', title: 'Form', components },
});
/** A text input. */
export const input = {
  type: 4,
  custom_id: 'words',
  style: 1,
  min_length: 1,
  max_length: 100,
  required: true,
  value: 'Words',
  placeholder: 'Some words',
};
/** A field of each kind. */
export const fields = [
  input,
  { ...selects[0], disabled: undefined, required: true },
  { type: 19, custom_id: 'files', min_values: 1, max_values: 2, required: true },
  {
    type: 21,
    custom_id: 'radio',
    required: true,
    options: [
      { label: 'A', value: 'a', description: 'The first', default: false },
      { label: 'B', value: 'b' },
    ],
  },
  {
    type: 22,
    custom_id: 'boxes',
    min_values: 1,
    max_values: 1,
    required: true,
    options: [{ label: 'A', value: 'a', description: 'The first', default: false }],
  },
  { type: 23, custom_id: 'box', default: false },
].map((one) => JSON.parse(JSON.stringify(one)));

/** A scheduled event outside of Discord. */
export const event = {
  name: 'Meeting',
  description: 'We meet',
  privacy_level: 2,
  scheduled_start_time: '2026-12-01T20:00:00Z',
  scheduled_end_time: '2026-12-01T21:00:00Z',
  entity_type: 3,
  entity_metadata: { location: 'Here' },
};
