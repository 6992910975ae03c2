// The judge itself: it must find what is wrong and let pass what is right.
import { expect, test } from 'vitest';
import { openApiChecker } from './openapi.ts';

const document = {
  paths: {
    '/pets/{id}': {
      get: {
        responses: {
          200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } },
          204: {},
          '4XX': { $ref: '#/components/responses/Fault' },
        },
      },
      put: {
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } },
        },
        responses: {},
      },
    },
    '/pets/mine': {
      get: { responses: { 200: { content: { 'application/json': { schema: { type: 'array' } } } } } },
    },
  },
  components: {
    responses: {
      Fault: { content: { 'application/json': { schema: { type: 'object', required: ['code'] } } } },
    },
    schemas: {
      Pet: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }] },
      Cat: {
        type: 'object',
        properties: { type: { enum: [1] }, lives: { type: 'integer' } },
        required: ['type', 'lives'],
      },
      Dog: {
        type: 'object',
        properties: { type: { enum: [2] }, name: { type: 'string', maxLength: 3 } },
        required: ['type'],
      },
    },
  },
};
const strict = openApiChecker(document);
const lax = openApiChecker(document, { takesNumericStrings: true });

test.each([
  ['a right request', strict.request('PUT', '/pets/7', { type: 1, lives: 9 }), []],
  [
    'of a union only the fitting part speaks',
    strict.request('PUT', '/pets/7', { type: 2, name: 'Rexx' }),
    ['/name must NOT have more than 3 characters'],
  ],
  [
    'an unknown kind',
    strict.request('PUT', '/pets/7', { type: 3 }),
    ['/type must be equal to one of the allowed values (1, 2)'],
  ],
  [
    'digits where numbers are wanted',
    strict.request('PUT', '/pets/7', { type: 1, lives: '9' }),
    ['/lives must be integer'],
  ],
  ['digits where they are taken', lax.request('PUT', '/pets/7', { type: 1, lives: '9' }), []],
  ['a missing body', strict.request('PUT', '/pets/7', undefined), ['the body is missing']],
  ['literal paths before parameters', strict.response('GET', '/pets/mine', 200, []), []],
  [
    'an answer that is wrong',
    strict.response('GET', '/pets/7', 200, { type: 1 }),
    ["/ must have required property 'lives'"],
  ],
  [
    'a refusal by its class',
    strict.response('GET', '/pets/7', 404, {}),
    ["/ must have required property 'code'"],
  ],
  ['a body where none is answered', strict.response('GET', '/pets/7', 204, {}), ['answers no body']],
  [
    'a status nobody named',
    strict.response('GET', '/pets/7', 500, {}),
    ['this status is not in the document'],
  ],
  ['a path nobody named', strict.request('GET', '/birds', {}), ['is not in the document']],
])('%s', (_, faults, wanted) => {
  expect(faults).toEqual(wanted.map((end) => expect.stringContaining(end)));
});
