// The page in Chromium: a person clicks and types through a meeting, with a mouse, with keys alone, and on a phone.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { type ServedPage, servePage } from '../../../sandbox/page/index.ts';
import { isInFull } from '../../in-full.ts';
import { noBrowser, openChromium } from './chromium.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const desk = { width: 1280, height: 800 };
/** Whatever axe finds, small things too. */
const faultsForPeople = `(async () => { ${axe}; const { violations } = await axe.run(document, { resultTypes: ['violations'] }); return violations.map(({ id, nodes }) => id + ': ' + nodes[0].html); })()`;

describe.skipIf(noBrowser !== undefined)('the page in a browser', () => {
  let browser: Browser;
  let ground: Sandbox;
  let served: ServedPage;
  let page: Page;
  let troubles: string[];

  beforeAll(async () => {
    browser = await openChromium();
  });
  afterAll(() => browser.close());
  const open = async () => {
    ground = await startSandbox({ startAt: new Date('2026-11-20T09:00:00Z') });
    served = await servePage(ground, 0);
    page = await browser.newPage({ viewport: desk });
    troubles = [];
    page.on('pageerror', (error) => troubles.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') troubles.push(message.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(served.url)) troubles.push(`asked ${request.url()}`);
    });
    await begin();
  };
  const close = async () => {
    await page.close();
    await served.close();
    await ground.close();
    expect(troubles).toEqual([]);
  };
  const begin = async () => {
    await page.goto(served.url);
    await title('#meetings');
  };

  const title = (text: string) => page.getByRole('heading', { level: 2, name: text }).waitFor();
  const box = () => page.locator('#text');
  const conversation = () => page.locator('#conversation');
  const see = async (text: string | RegExp) =>
    await conversation().getByText(text).first().waitFor({ timeout: 15_000 });
  const be = async (name: string) => {
    await page.getByLabel('You are').selectOption(name);
    await page.waitForURL(`**/#${name}/**`);
  };
  /** What changes something asks first. */
  const sayYes = async () => {
    await conversation().getByRole('button', { name: 'Leave it' }).first().waitFor();
    await conversation().locator('.private button.primary').first().click();
  };
  const startMeetings = async () => {
    await page.locator('#step button').click();
    await page.locator('#text:not(:placeholder-shown)').waitFor();
    expect(await box().inputValue()).toContain('/meeting series create');
    await box().press('Enter');
    await sayYes();
    await conversation().getByRole('button', { name: 'Going' }).first().waitFor();
  };

  const inFull = it.skipIf(!isInFull);

  describe('with a sandbox of its own for each test', () => {
    beforeEach(open);
    afterEach(close);

    it('a command with completion, a button, a form, a week forward, a reminder', async () => {
      await box().pressSequentially('/meeting ser');
      await page.getByRole('option', { name: '/meeting series create' }).waitFor();
      await box().press('ArrowDown');
      expect(await page.locator('#proposals [aria-selected=true]').textContent()).toContain(
        '/meeting series create',
      );
      await box().press('Enter');
      await page.getByRole('option', { name: 'name:' }).waitFor();
      await box().pressSequentially(
        'name:"Monthly meeting" rule:"first tuesday" times:"21:00, 18:00" zone:Europe/Pra',
      );
      await page.getByRole('option', { name: 'Europe/Prague' }).waitFor();
      await box().press('Tab');
      await box().pressSequentially('voice:');
      await page.getByRole('option', { name: 'Meeting room' }).click();
      expect(await box().inputValue()).toBe(
        '/meeting series create name:"Monthly meeting" rule:"first tuesday" times:"21:00, 18:00" zone:Europe/Prague voice:"#Meeting room" ',
      );
      await box().press('Enter');
      await see('Only you can see this');
      await sayYes();
      await see('Nobody has answered yet');
      expect(await box().inputValue()).toBe('');

      await be('tokyo');
      await see('Wednesday, 2 December 2026 05:00');
      expect(await conversation().getByText('Only you can see this').count()).toBe(0);
      await conversation().getByRole('button', { name: 'Going' }).click();
      await see('Going (1)');
      await see('Good to know that you come');

      await box().fill('/meeting topic add');
      await box().press('Enter');
      const dialog = page.getByRole('dialog', { name: 'A topic for the agenda' });
      await dialog.getByLabel('Details').fill('For beginners');
      await dialog.getByRole('button', { name: 'Send' }).click();
      await dialog.getByText('"Title" must be filled in').waitFor();
      expect(await dialog.getByLabel('Details').inputValue()).toBe('For beginners');
      await dialog.getByLabel('Title').fill('Dark mode');
      await dialog.getByRole('button', { name: 'Send' }).click();
      await dialog.waitFor({ state: 'hidden' });
      await see(/On the agenda/u);

      await page.getByRole('button', { name: '+1 week' }).click();
      await see('Monthly meeting starts in 7 days');
      await page.locator('#now', { hasText: 'Fri 27 Nov 2026, 18:00' }).waitFor();
      await expect.poll(() => page.getByRole('button', { name: '+1 week' }).isEnabled()).toBe(true);
    });

    inFull('what others do appears by itself, here and as a mark on other places', async () => {
      ground.discord.people.message('tokyo', '#meetings', 'Good **morning**');
      await see('morning');
      ground.discord.people.message('tokyo', '#general', 'Hello');
      await page.locator('nav a.unread', { hasText: '#general' }).waitFor();
      await page.getByRole('link', { name: '#general' }).click();
      await see('Hello');
      expect(await page.locator('nav a.unread').count()).toBe(0);
    });

    inFull('an error is told in words, and the typed text stays', async () => {
      await box().fill('/nothing like this');
      await box().press('Enter');
      await page.getByRole('alert').getByText('There is no command /nothing').waitFor();
      expect(await box().inputValue()).toBe('/nothing like this');
      await be('tokyo');
      await expect.poll(() => box().inputValue()).toBe('');
      await be('prague');
      await expect.poll(() => box().inputValue()).toBe('/nothing like this');
    });

    inFull('hostile text stays text', async () => {
      await box().fill('<img src=x onerror="document.title=1"> <script>document.title=2</script>');
      await box().press('Enter');
      await see('<img src=x onerror="document.title=1">');
      expect(await page.title()).toContain('#meetings');
    });

    inFull('a topic is written, answered and liked; events are followed', async () => {
      await startMeetings();
      await page.getByRole('link', { name: 'Events (', exact: false }).click();
      await title('Events');
      await conversation().getByRole('button', { name: 'Interested (0)' }).first().click();
      await conversation().getByRole('button', { name: 'Interested (1)' }).waitFor();

      await be('tokyo');
      await page.getByRole('link', { name: 'All topics' }).click();
      await page.getByRole('button', { name: 'New topic…' }).click();
      const dialog = page.getByRole('dialog', { name: 'New topic' });
      await dialog.getByLabel('Where').selectOption('Documentation');
      await dialog.getByLabel('Title').fill('Short');
      await dialog.getByLabel('Text').fill('Which pages should we write first this year?');
      await dialog.getByRole('button', { name: 'Send' }).click();
      await dialog.getByText('Title is too short').waitFor();
      await dialog.getByLabel('Title').fill('Which pages come first?');
      await dialog.getByRole('button', { name: 'Send' }).click();
      await title('Which pages come first?');
      await box().fill('I think the tutorial needs it most of all.');
      await page.getByRole('button', { name: 'Send' }).click();
      await see('the tutorial needs it');
      await be('prague');
      await title('Which pages come first?');
      await conversation().getByRole('button', { name: 'Like post 2' }).click();
      await conversation().getByRole('button', { name: 'Take back your like of post 2' }).waitFor();
    });

    inFull('the bot is restarted, and works on', async () => {
      await startMeetings();
      await page.getByRole('button', { name: 'Restart bot' }).click();
      await page.getByRole('status').getByText('has started again').waitFor();
      await box().fill('/meeting next');
      await box().press('Enter');
      await see('prague used /meeting next');
    });

    inFull('without a connection it says so, keeps what is there, and goes on when it is back', async () => {
      ground.discord.people.message('tokyo', '#general', 'Still here');
      await page.getByRole('link', { name: '#general' }).click();
      await see('Still here');
      const { port } = new URL(served.url);
      await served.close();
      await page.getByRole('alert').getByText('No connection to the sandbox').waitFor();
      await box().fill('/meeting next');
      await box().press('Enter');
      await page.getByRole('alert').getByText('does not answer').waitFor();
      expect(await box().inputValue()).toBe('/meeting next');
      expect(await conversation().getByText('Still here').count()).toBe(1);
      served = await servePage(ground, Number(port));
      await page.locator('#lost').waitFor({ state: 'hidden' });
      await box().press('Enter');
      await see('prague used /meeting next');
      troubles = troubles.filter(
        (one) => !one.includes('ERR_CONNECTION_REFUSED') && !one.includes('ERR_INCOMPLETE'),
      );
    });

    inFull('keys alone are enough, and the focus is not lost', async () => {
      const holdsFocus = async (selector: string) =>
        await page.evaluate(`document.activeElement.closest(${JSON.stringify(selector)}) !== null`);
      await page.getByRole('button', { name: '+1 hour' }).focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => page.locator('[data-hours="1"]').isEnabled()).toBe(true);
      expect(await page.evaluate('document.activeElement.dataset.hours')).toBe('1');
      await box().fill(
        '/meeting series create name:"Call" rule:"first tuesday" times:18:00 zone:Europe/Prague',
      );
      await box().press('Enter');
      await conversation().locator('.private button.primary').first().focus();
      await page.keyboard.press('Enter');
      // The question has become the answer, without buttons: whoever pressed one is still there.
      await conversation().getByRole('button', { name: 'Going' }).first().waitFor();
      expect(await holdsFocus('#conversation')).toBe(true);
      await box().fill('/meeting schedule');
      await box().press('Enter');
      await page.locator('#dialog[open]').waitFor();
      await page.locator('#dialog [type=submit]').press('Enter');
      await page.locator('#dialog-error').waitFor();
      await expect.poll(() => holdsFocus('#dialog-fields')).toBe(true);
      await page.keyboard.press('Escape');
      await conversation().getByRole('button', { name: 'Going' }).first().focus();
      await page.keyboard.press('Enter');
      await see('Going (1)');
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Going');
      await page.getByRole('link', { name: '#ama' }).focus();
      await page.keyboard.press('Enter');
      await title('#ama');
      expect(await page.evaluate('document.activeElement.id')).toBe('place-title');
    });

    inFull('the first control that a newcomer is shown keeps the focus while things happen', async () => {
      await page.locator('#step button').focus();
      for (const words of ['One', 'Two']) {
        ground.discord.people.message('tokyo', '#meetings', words);
        await see(words);
      }
      expect(await page.evaluate('document.activeElement.closest("#step") !== null')).toBe(true);
      await page.locator('nav a', { hasText: '#general' }).focus();
      ground.discord.people.message('tokyo', '#meetings', 'Three');
      await see('Three');
      expect(await page.evaluate('document.activeElement.textContent')).toBe('#general');
    });

    inFull('on a phone Escape closes the menu, and choosing where one is closes it too', async () => {
      await page.setViewportSize({ width: 390, height: 780 });
      const menu = page.getByRole('button', { name: 'Places' });
      await menu.click();
      await page.locator('nav a', { hasText: '#meetings' }).waitFor();
      await page.keyboard.press('Escape');
      expect(await menu.getAttribute('aria-expanded')).toBe('false');
      expect(await page.evaluate('document.activeElement.id')).toBe('menu');
      await menu.click();
      await page.locator('nav a', { hasText: '#meetings' }).click();
      await expect.poll(() => menu.getAttribute('aria-expanded')).toBe('false');
    });

    inFull('somebody who is chosen while something loads stays chosen', async () => {
      await box().fill('/meeting next');
      await box().press('Enter');
      await be('tokyo');
      await see(/./u);
      await page.waitForTimeout(300);
      expect(await page.getByLabel('You are').inputValue()).toBe('tokyo');
      expect(page.url()).toContain('#tokyo/');
    });

    inFull(
      'a crowd of guests does not fill the list of people, and each can be reached by address',
      async () => {
        expect(await page.getByLabel('You are').locator('option').count()).toBeLessThan(60);
        await page.goto(`${served.url}/#guest-400/`);
        await expect.poll(() => page.getByLabel('You are').inputValue()).toBe('guest-400');
      },
    );
  });

  describe('with the meetings of one sandbox', () => {
    beforeAll(async () => {
      await open();
      await startMeetings();
    });
    afterAll(close);
    beforeEach(async () => {
      await page.setViewportSize(desk);
      await page.emulateMedia({ colorScheme: null });
      await begin();
      await conversation().getByRole('button', { name: 'Going' }).first().waitFor();
      await see('Only you can see this');
    });
    afterEach(() => expect(troubles).toEqual([]));

    it('has names, landmarks and contrasts that people without a mouse or good eyes need, in the dark too', async () => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await page.evaluate(faultsForPeople), colorScheme).toEqual([]);
      }
    });

    it('fits a phone', async () => {
      await page.setViewportSize({ width: 390, height: 780 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
      await page.getByRole('button', { name: 'Places' }).click();
      await page.getByRole('link', { name: 'Events (', exact: false }).click();
      await title('Events');
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
      for (const name of ['+1 hour', '+1 day', '+1 week']) {
        expect(await page.getByRole('button', { name }).isVisible()).toBe(true);
      }
    });

    it('messages of one minute have names that differ, and buttons say what they belong to', async () => {
      ground.discord.people.message('tokyo', '#meetings', 'Good morning');
      ground.discord.people.message('tokyo', '#meetings', 'Good evening');
      await see('Good evening');
      const names = await conversation()
        .getByRole('article')
        .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
      expect(new Set(names).size).toBe(names.length);
      const going = conversation().getByRole('button', { name: 'Going' }).first();
      expect(await going.getAttribute('aria-description')).toContain('Monthly meeting');
    });

    it.each([
      ['a phone held sideways', { width: 667, height: 375 }],
      ['400 %', { width: 320, height: 256 }],
    ])('the conversation stays readable: %s', async (_, size) => {
      await page.setViewportSize(size);
      const seen = await conversation().boundingBox();
      expect(seen?.height).toBeGreaterThan(size.height * 0.4);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(size.width);
    });

    it.each(['dark', 'light'] as const)(
      'words stand out from what is behind them: %s',
      async (colorScheme) => {
        await page.emulateMedia({ colorScheme });
        ground.discord.people.message('tokyo', '#general', 'Hello');
        await page.locator('nav a.unread').first().waitFor();
        const faint: unknown = await page.evaluate(faintWords);
        expect(faint).toEqual([]);
      },
    );
  });
});

/** In the page: texts whose contrast with their background is below 4.5 (3 for large ones), by WCAG 2.2. */
const faintWords = `(() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const color = rgba(getComputedStyle(one).backgroundColor);
      if (color[3] === 255) return color;
    }
    return [255, 255, 255, 255];
  };
  const light = (color) => {
    const [r, g, b] = color.slice(0, 3).map((part) => part / 255).map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const found = [];
  for (const element of document.querySelectorAll('body *')) {
    const words = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join('');
    const style = getComputedStyle(element);
    if (words === '' || !element.checkVisibility() || element.closest('.unseen, .skip, :disabled, script, style')) continue;
    const [one, other] = [light(rgba(style.color)), light(behind(element))].sort((a, b) => b - a);
    const contrast = (one + 0.05) / (other + 0.05);
    const isLarge = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
    if (contrast < (isLarge ? 3 : 4.5)) found.push(words.slice(0, 40) + ' ' + contrast.toFixed(2));
  }
  return found;
})()`;
