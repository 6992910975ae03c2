// Where calls may be posted, and in which language: tables.

import { describe, expect, it, test } from 'vitest';
import {
  languageTyped,
  mayPost,
  readLanguage,
  readTranslations,
  spreadTranslations,
  textFor,
  topicTitle,
  translationsText,
  unread,
} from '../../../src/features/outreach/rules.ts';
import fc from '../../property.ts';
import { beginWork, workSince } from '../../work-time.ts';

const place = { platform: 'chat', id: '1' };
const early = new Date('2026-11-01T00:00:00Z');
const late = new Date('2026-11-02T00:00:00Z');

test.each([
  ['nowhere, and nobody was asked', {}, false],
  ['a place, and nobody answered', { place }, false],
  ['agreed, but no place', { agreedAt: early }, false],
  ['agreed', { place, agreedAt: early }, true],
  ['refused', { place, refusedAt: early }, false],
  ['agreed and taken back', { place, agreedAt: early, refusedAt: late }, false],
  ['refused and agreed later', { place, agreedAt: late, refusedAt: early }, true],
])('a partner with %s', (_, partner, isPosted) => {
  expect(mayPost(partner)).toBe(isPosted);
});

test('a call is in the language of the partner, of its nearest kin, or as it was written', () => {
  const call = { text: 'Hello', translations: { pl: 'Cześć', 'pt-br': 'Oi', pt: 'Olá' } };
  const said = ['pl', 'pt-br', 'pt-ao', 'de', 'constructor', '__proto__'].map((language) =>
    textFor(call, { language }),
  );
  expect(said).toEqual(['Cześć', 'Oi', 'Olá', 'Hello', 'Hello', 'Hello']);
  expect(textFor({ text: 'Hello', translations: { 'pt-br': 'Oi' } }, { language: 'pt' })).toBe('Oi');
});

test.each([
  ['EN', 'en'],
  ['pt_BR', 'pt-br'],
  [' zh-hant ', 'zh-hant'],
  ['polish language', undefined],
  ['', undefined],
])('%j is the language %s', (typed, language) => {
  expect(readLanguage(typed)).toBe(language);
});

test.each([
  ['pl: Szukamy. de: Macht mit', { pl: 'Szukamy.', de: 'Macht mit' }],
  ['fr: Venez ; de: Macht mit; am Dienstag', { fr: 'Venez', de: 'Macht mit; am Dienstag' }],
  ['PT-BR: Oi; es-419: Hola | de: Am Mo: 18 Uhr;', { 'pt-br': 'Oi', 'es-419': 'Hola', de: 'Am Mo: 18 Uhr' }],
  ['de: Wir fragen um: 18 Uhr; pl: Tu: my', { de: 'Wir fragen um: 18 Uhr', pl: 'Tu: my' }],
  ['Polish: Szukamy; português: Procuramos', { pl: 'Szukamy', pt: 'Procuramos' }],
  ['Brazilian Portuguese: Oi', { 'pt-br': 'Oi' }],
  ['Polish:\nSzukamy\nUwaga: w Krakowie\nNote:\nx', { pl: 'Szukamy\nUwaga: w Krakowie\nNote:\nx' }],
  ['हिन्दी: नमस्ते', { hi: 'नमस्ते' }],
  [
    'pl: Szukamy osób:\nFrench: 2\nSpanish: 1; de: Wir suchen',
    { pl: 'Szukamy osób:\nFrench: 2\nSpanish: 1', de: 'Wir suchen' },
  ],
  ['pl: Plan na rok:\nto jest de: Hallo', { pl: 'Plan na rok:\nto jest', de: 'Hallo' }],
  ['de: Wir fragen um: 18 Uhr. pl: Tu', { de: 'Wir fragen um: 18 Uhr.', pl: 'Tu' }],
])('typed in one line %j is understood', (typed, texts) => {
  expect(readTranslations(spreadTranslations(typed))).toEqual({ texts, wrong: undefined });
});

test.each([
  ['Polish', 'pl'],
  ['português', 'pt'],
  ['Brazilian Portuguese', 'pt-br'],
])('somebody who types %s means %s', (typed, language) => {
  expect(languageTyped(typed)).toBe(language);
});

test('the languages are named in which nobody gets a call', () => {
  const call = { text: 'Hello', translations: { pl: 'Cześć', so: 'hier', 'pt-br': 'Oi' } };
  expect(unread(call, [{ language: 'pl-pl' }, { language: 'pt' }, { language: 'de' }])).toEqual(['so']);
});

test('a short title of a topic says more, so that a forum takes it', () => {
  expect(topicTitle('Ask us', 'Docs')).toBe('Ask us · call from Docs');
  expect(topicTitle('Members are wanted', 'Docs')).toBe('Members are wanted');
});

describe('translations', () => {
  it('begin each with their language', () => {
    expect(readTranslations('pl:\nCześć\n\nhttps://e.org: x\nde: \nHallo')).toEqual({
      texts: { pl: 'Cześć\n\nhttps://e.org: x', de: 'Hallo' },
      wrong: undefined,
    });
  });

  it('keep a line with the name of a language, also when they are edited', () => {
    const texts = { pl: 'Szukamy osób:\nFrançais:\n2 osoby', de: 'Hallo' };
    expect(readTranslations(translationsText(texts)).texts).toEqual(texts);
  });

  it('of many lines that may name a language are read at once', () => {
    const began = beginWork();
    expect(spreadTranslations(`Polish: Szukamy\n${'Co i gdzie: tu\n'.repeat(220)}`)).toMatch(
      /^pl:\nSzukamy\n/u,
    );
    expect(workSince(began)).toBeLessThan(500);
  });

  it('without one are named', () => {
    expect(readTranslations('Cześć\npl:\nx').wrong).toBe('Cześć');
    expect(readTranslations('  \n')).toEqual({ texts: {}, wrong: undefined });
  });

  it('come back as they were typed', () => {
    const words = fc
      .stringMatching(/^[A-Za-z ,.]{1,40}$/u)
      .map((text) => text.trim())
      .filter((text) => text !== '');
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('pl', 'de', 'pt-br'), words), (texts) => {
        expect(readTranslations(translationsText(texts)).texts).toEqual({ ...texts });
      }),
    );
  });
});
