// Makes the pictures of the README and the guides from the sandbox, in Chromium: `npm run pictures`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startSandbox } from '../sandbox/index.ts';
import { servePage } from '../sandbox/page/index.ts';
import { parseStory } from '../sandbox/play/parse.ts';
import { play } from '../sandbox/play/player.ts';
import { openChromium } from './sandbox/page/chromium.ts';

const docs = join(import.meta.dirname, '..', 'docs');

/** What has happened when the pictures are taken. */
const story = `
at 2026-11-20T09:00Z
prague@discord #meetings: /meeting series create name:"Monthly meeting" rule:"first tuesday" times:"21:00, 18:00" zone:Europe/Prague confirmed:true
tokyo@discord presses "Going" on "Monthly meeting"
lagos@discord presses "Going" on "Monthly meeting"
natal@discord presses "Maybe" on "Monthly meeting"
new-york@discord presses "Going" on "Monthly meeting"
tokyo@discord #meetings: Five in the morning for me this time, but I will read the minutes.
natal@discord #meetings: I bring the glossary, half of it is written.
prague@discord #pull-requests: /prs watch add repository:docs-group/handbook schedule:"fridays 10:05 Europe/Prague" confirmed:true
at 2026-11-20T09:06Z
prague@discord #ama: /ama create title:"AMA: writing docs" hosts:"prague, new-york" opens:"2026-11-24 17:00" closes:"2026-11-24 19:00" collects:"2026-11-20 10:30" confirmed:true
advance 1h
visitor@discord presses "Ask a question" on "AMA"
visitor@discord fills question:"How do I start, and who reads my first page?" anonymous:yes
newcomer@discord presses "Ask a question" on "AMA"
newcomer@discord fills question:"Which page needs a hand most?"
`;

/** What is shown in which channel; each part is one column of the first picture. */
const columns = [
  { place: '#meetings', title: 'A meeting, in everybody’s own time' },
  { place: '#pull-requests', title: 'The open docs pull requests' },
  { place: '#ama', title: 'Ask me anything' },
] as const;

/** One picture for each page of the guide: a place as one person sees it, after what they typed there. */
const guidePictures = [
  { file: 'sandbox.png', as: 'tokyo', place: '#meetings', isWholePage: true },
  { file: 'using-visitors.png', as: 'newcomer', place: '#ama' },
  { file: 'using-members.png', as: 'lagos', place: 'Monthly meeting:' },
  {
    file: 'using-organisers.png',
    as: 'prague',
    place: '#meetings',
    typed: 'prague@discord #meetings: /meeting move when:"2026-12-03 18:00"',
  },
] as const;

async function take(browser: Browser): Promise<void> {
  const lines = parseStory(story);
  const ground = await startSandbox({ startAt: new Date('2026-11-20T09:00:00Z') });
  const served = await servePage(ground, 0);
  try {
    await play(ground, lines, ({ text }) => process.stderr.write(`${text}\n`));
    await ground.runUntilIdle();
    const page = await browser.newPage({ viewport: { width: 500, height: 900 }, deviceScaleFactor: 1.2 });
    await page.goto(served.url);
    const shots: string[] = [];
    for (const { place } of columns) {
      const link = page.locator('#places a').filter({ hasText: place }).first();
      const address = (await link.getAttribute('href')) ?? '';
      // Somebody who did none of it: what only one person sees is not in the picture.
      await page.goto(`${served.url}${address.replace(/^\/?#[^/]+/u, '#helsinki')}`);
      await page.getByRole('heading', { level: 2, name: place }).waitFor();
      await page.locator('#conversation button').first().waitFor();
      await page.locator('#conversation .private').waitFor({ state: 'detached' });
      await page.locator('#conversation').evaluate((list) => list.scrollTo(0, 0));
      const shot = await page.locator('#conversation').screenshot({ type: 'png' });
      shots.push(`data:image/png;base64,${shot.toString('base64')}`);
    }
    await page.close();
    // A page of its own: the sandbox's takes no styles but its own.
    const sheet = await browser.newPage({ viewport: { width: 1500, height: 660 }, deviceScaleFactor: 1 });
    await sheet.setContent(`<!doctype html><style>
      body { margin: 0; padding: 16px; background: #e8eaf0; font: 600 17px sans-serif; color: #1d2130 }
      main { display: grid; grid-template-columns: repeat(3, 1fr); gap: 16px }
      figure { margin: 0; background: #fff; border-radius: 10px; overflow: hidden; height: 628px }
      figcaption { padding: 12px 16px } img { width: 100%; display: block }
    </style><main>${columns
      .map(({ title }, at) => `<figure><figcaption>${title}</figcaption><img src="${shots[at]}"></figure>`)
      .join('')}</main>`);
    const picture = await sheet.screenshot({ type: 'png' });
    writeFileSync(join(docs, 'docent.png'), picture);
    process.stdout.write(`docs/docent.png: ${Math.round(picture.length / 1_024)} KB\n`);
    await sheet.close();
    for (const picture of guidePictures) {
      if ('typed' in picture) await play(ground, parseStory(picture.typed), () => {});
      const isWhole = 'isWholePage' in picture;
      const one = await browser.newPage({
        viewport: isWhole ? { width: 1200, height: 720 } : { width: 1000, height: 620 },
      });
      await one.goto(`${served.url}/#${picture.as}/`);
      await one.locator('#places a').filter({ hasText: picture.place }).first().click();
      await one.locator('#conversation article').first().waitFor();
      await one.waitForTimeout(500);
      const shot = await (isWhole ? one : one.locator('#conversation')).screenshot({ type: 'png' });
      writeFileSync(join(docs, picture.file), shot);
      process.stdout.write(`docs/${picture.file}: ${Math.round(shot.length / 1_024)} KB\n`);
      await one.close();
    }
  } finally {
    await served.close();
    await ground.close();
  }
}

const browser = await openChromium();
try {
  await take(browser);
} finally {
  await browser.close();
}
