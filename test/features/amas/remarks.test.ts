// What counts as a question in a topic, by one rule: thanks, welcomes and talk are left in peace.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isAgreement } from '../../../src/features/amas/topic/agreement.ts';
import { isMisplaced, plainlyUnnamed } from '../../../src/features/amas/topic/no-name.ts';
import { questionIn, questionsIn, turnedTo } from '../../../src/features/amas/topic/question-words.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { beginWork, workSince } from '../../work-time.ts';
import { type Bot, openOffline, words } from './bot.ts';

describe('a question', () => {
  test.each([
    'How do I start?',
    'Ποια σελίδα πρέπει να διαβάσω πρώτα;',
    'Ποια σελίδα;',
    'Πώς λειτουργεί το asyncio;',
    'Did you see [the page](https://example.org/a)?',
    '[is this right?]',
    'I wonder <is it so?>',
    '1. I did this\n\n    and what now?',
    'كيف أبدأ؟',
    'どのページを読めばいいですか？',
    'Ինչպե՞ս սկսել',
    'እንዴት ልጀምር፧',
    'ꕉꕜꕮ꘏',
    'ꚠꚡ꛷',
    '¿Por dónde empiezo',
    'Really⁉',
    'Is that so‽',
    'Really ⸮',
    'ｗｈａｔ﹖',
    'Question: tell me how you began.',
    '**question:** tell me how you began.',
    'QUESTION： tell me how you began.',
    'Hello!\n\nI use `a ? b : c` a lot. Is that fine?',
    '[quote="lagos, post:2, topic:50"]\nx\n[/quote]\n\nWhat does that mean?',
    'Thanks! One more: how do I begin?',
    'I was not asked for my name. Why do you need it?',
    'My name was not posted. Why?',
    'I was asked to hide my name. Why?',
    'I like that this was asked anonymously. How do you run it?',
    'Thanks for the link, but does it work on Windows?',
    'Thanks. My question is: "How do I begin?"',
    'qUeStIoN : tell me how you began',
    '- question: tell me how you began',
    '> Which page?\n\nquestion: tell me about the tutorial',
    '> Which page?\n\nThe tutorial; or is there a better one?',
    'Have you read https://docs.python.org/3/?',
    'https://example.org/を読みましたか？',
    'Did you mean https://docs.python.org/search?q=x?',
    '`a ? b : c` or `if`, which one?',
    'How do I begin :question:',
    'This one?',
    'Really? And/or maybe.',
    'Which page comes first?\n\n-- \nAnna',
    '[Is this page up to date?](https://docs.example/a)',
    'I read [Why docs matter?](https://docs.example/b). Is it still so?',
    '[what]? (no link)',
    'Πότε βγαίνει η 3.15;',
    'Docs: πού βρίσκω τον οδηγό;',
    'Jsou hlasy anonymní? Kdo je vidí?',
    'Where do I change my name, please?',
    'Les votes sont-ils anonymes ? Qui les voit ?',
    'Je préfère les fonctions anonymes. Et vous ?',
    'Was ist eine anonyme Funktion?',
    '匿名用户能投票吗？',
    'Is the survey anonymous, please?',
    'Why do guests post anonymously, please?',
    'How do I keep my name private? I see it in the log.',
    'Should contributors who prefer not to be named still sign it?',
    'I was not named in the notes. Why?',
    'I was not mentioned. Why?',
    "You don't credit me. Why?",
    'My name is hidden. How do I show it?',
    'My name does not appear. Why?',
    'The page is private. Can I see it?',
    'We keep it private. Why?',
    'Can I ask this privately? Where?',
    'Please keep me out of the mailing list. Where do I unsubscribe?',
    'Incognito: does the site work there?',
    'Which variables should not be named? I never know.',
    'Unnamed arguments: how do I document them?',
    'Nobody should know the password. Where do you keep it?',
    'Does the bot say who asked?',
    'How do I start? I keep it private.',
    'Can guests post anonymously, please?',
    'How do I commit without my name, please?',
    'Is there an option for hiding my name, please?',
    'My patch does not mention my name. Why?',
    'I forgot to remove my name from the file. How do I fix it?',
    "I don't see my name in the list. Why?",
    'Variables should not be named l. Why?',
    'Please document anonymous functions. Why are they missing?',
    'If I want to stay anonymous, what do I do?',
    'My name is Bo, I am not a developer, please be patient. Where do I begin?',
    'Please tell me why my name is not shown. Who can?',
    'I want to log in anonymously. How?',
    'The changelog does not mention me. Why?',
    "Please don't tag me in every pull request. Where do I set that?",
    'The bot should not tag me on weekends. Where do I set that?',
    'Please remove my name from the mailing list. Who can?',
    'Please anonymize it before you publish the survey. Who does that?',
    '匿名问题怎么处理？谢谢。',
    'ログインの種類（匿名）は？',
    '「匿名」とは何ですか？',
    '익명 사용자가 투표할 수 있나요?',
    'How do I vote? Anonymously.',
    'Who hacked the site? Anonymous!',
    'How should users report? Anonymously, or by name?',
    'Can I ask a question anonymously?',
    'Hello! Can I ask anonymously? Thanks.',
    'How can I stay anonymous? Who sees my name?',
    'Is it anonymous? Who sees it?',
    'Is this anonymous?\nWho sees it?',
    'No name: what does that error mean?',
    'In Python, are lambdas anonymous? And can I name them?',
    'Anonymous functions: what are they?',
    'Which logins are there? Basic (anonymous).',
    'Is this anonymous, and who can see it?',
    'Is it anonymous, or do you see my name?',
    'Can I post anonymously, or must I log in?',
    'Anonymity: what do we promise?',
    'Anonymization: who does it?',
    "I'd like to ask anonymous contributors: why do you hide?",
    "Can it be changed? That's not my name.",
    'How do I change my username? It is not my name.',
    'Should the survey be named or anonymous? Anonymous, please.',
    'Which auth types are there? anonymous.',
    'Which logins are there?\n- basic\n- anonymous',
    'I posted anonymously. Why is my name shown?',
    'The survey was anonymous. Who read it?',
  ])('is %j', (raw) => {
    expect(questionIn(raw)).toBeDefined();
  });

  test.each([
    'Thanks!',
    'Welcome to everybody; we begin at six.',
    'See you there.\n\n-- \nAnna\nWhy not?',
    'I wrote `a ? b : c` for it.',
    '```js\nconst a = b ? c : d;\n```\nThat is how I do it.',
    'See https://docs.python.org/search?q=x for it',
    'www.example.org/?page=2 has it',
    '[quote="lagos, post:2, topic:50"]\nWhich page?\n[/quote]\n\nThe tutorial, I think.',
    '> Which page?\n\nThe tutorial, I think.',
    'The question: it is hard; but good.',
    'Thanks for answering "Which page should I read?"!',
    'Thank you for taking up “Which page?”',
    '+1?',
    '+1?!',
    'Same here?',
    '👍?',
    'Wo fange ich am besten an',
    '> question: which page\n\nThe tutorial.',
    '[quote="a, post:2, topic:50"]\n[quote="b, post:1, topic:50"]\nHow?\n[/quote]\nWhy?\n[/quote]\n\nThanks, both of you.',
    'docs.python.org/3/search.html?q=dict shows it',
    'See [the list](https://example.org/list?open=1).',
    'search.html?q=x has it',
    '<code>a ? b : c</code> does it',
    '<!-- is this shown? -->Thanks!',
    'Thanks! ![what is this?](upload://abc.png)',
    '```js\nconst a = b ? c : d;',
    'question:',
    'Anonymous question: who decides?',
    'Ask anonymously: who decides?',
    'Question (anonymous): who decides?',
    'Who decides? (anonymous, please)',
    'Who decides? Please post this anonymously.',
    'Who decides? Please ask anonymously!',
    'Who decides? Please keep me anonymous.',
    'Who decides? Anonymous, please.',
    'Who sees my name here? (anonymous)',
    'Are votes anonymous? (anonymous, please)',
    'Can I stay anonymous? Please keep me anonymous.',
    'Is this anonymous? Ask anonymously.',
    'Anonymous: will this be anonymous? My boss reads along.',
    'Who decides? anon pls',
    'Who decides?\n\nAnonymous',
    'Who decides? - anonymous',
    'Who decides? Please keep me anonymous. Ok?',
    'Who decides, please? (anonymous)',
    'Who decides? Thanks! (anonymous)',
    'Who decides? Please keep it anonymous.',
    'Who decides? I would rather stay anonymous.',
    "Who decides? Please don't use my name.",
    'Who decides? Can you post this anonymously?',
    "I'd like to ask anonymously: who decides?",
    'I want to ask this anonymously. Who decides?',
    'I’d like to ask anonymously why reviews take so long?',
    "I'm asking anonymously because I am new: who decides?",
    'I have a question and want to stay anonymous: who decides?',
    'Can I ask this anonymously? Who decides?',
    'Hi from Berlin! Please ask this without my name. Who decides?',
    'anon: who decides?',
    'Hi team! Anonymous question: who decides?',
    'Hello Anna, and thanks! Anonymous question: who decides?',
    'Who decides? Also, please keep me anonymous.',
    'Who decides? This was asked for a friend, please keep me anonymous.',
    "Who decides? I asked this for a friend, so please don't use my name.",
    'Who decides? I posted this under my name, please keep me anonymous',
    'Who decides? I would prefer if this was anonymous.',
    'Two things:\n- Who pays\n- Who decides\n- Please keep me anonymous\n\nWhy so?',
    'Was it ok to ask this for me anonymously? Our lead reads along. I want to remain anonymous.',
    'Can I ask this anonymously? The build fails on arm. I want to stay anonymous.',
    'Ich möchte anonym bleiben. Wer entscheidet?',
    'Anonymous. Can I be a host?',
    '[anonymous] who decides?',
    'question: tell me how you began. Anonymous, please.',
    'Anonym bitte: wer entscheidet?',
    "Qui décide ? Anonyme s'il vous plaît.",
    '¿Quién decide? Anónimo, por favor.',
    'Анонимно: кто решает?',
    'Who decides? Anonymous please?',
    'Who decides, anonymous please?',
    'Can you keep this anonymous, please?',
    'Who decides? Can this be anonymous, please?',
    'Who decides, can I stay anonymous, please?',
    'Who decides, make it anonymous please?',
    'Who decides? *Anonymous, please?*',
    'Who decides anonymously please?',
    "Who decides? My name is private. Please don't use my name.",
    'My name was posted, please hide it. Who decides?',
    'Who decides? My name is not to be posted.',
    'Who decides? My name is not something I want to share.',
    'Who decides? My name is put here, I want it out.',
    'Who decides? Can this be anonymous, please? I would rather not be named.',
    'Who decides? Keep my name out, please? It is private.',
    "This was asked in private. Don't use my name. Who decides?",
    'Who decides? Can you post this anonymously? This was private.',
    'Who decides, without naming me, please?',
    'Who decides? I would rather not be named.',
    "I don't want to be named. Who decides?",
    "Who decides? Please don't name me.",
    "Who decides? Please don't mention me by name.",
    'Who decides? Please keep my name private.',
    'Who decides? (keep my identity private)',
    'Who decides? My name should not appear, please.',
    'Who decides? Please leave my name off.',
    "Who decides? Please don't say who asked.",
    "Who decides? I don't want my name on this.",
    'Who decides? Nobody should know that I asked.',
    'Who decides? Please leave me out of it.',
    'Who decides? Please keep this confidential.',
    'Who decides? I wish to remain unnamed.',
    'Who decides? Could you leave my name out?',
    'Wer entscheidet? Ich möchte nicht genannt werden.',
    "My employer reads this, so please don't use my name. Who decides?",
    'Who decides? I work for the vendor, please keep me anonymous.',
    'Because of my job I would rather stay anonymous. Who decides?',
    "Who decides? When you pass this on, don't mention me.",
    'Who decides? Posting this anonymously because my team lead is here.',
    "Please don't use my name, who decides?",
    "My boss reads along, please don't name me, who decides?",
    'Off the record: who decides?',
    "Who decides? Don't tag me.",
    'Who decides? No attribution, please.',
    'Drop my name. Who decides?',
    "My name is Ada, but please don't use my name. Who decides?",
    'My name is secret. Who decides?',
    'Please anonymize me. Who decides?',
    'Who decides? Please respect my anonymity.',
    'This is an anonymous question. Why was it so?',
    'Why was it so? I need to stay anonymous.',
    "I'm anonymous. Who decides?",
    'Ich will anonym bleiben. Wer entscheidet?',
    'Hi all, anonymous question here: who decides?',
    'I must remain anonymous. Who decides?',
    'Une question anonyme : qui décide ?',
    'Sin mi nombre: ¿quién decide?',
    'Treat this as confidential. Who decides?',
    'Anonyme, stp : qui décide ?',
    'Who decides, without my name, please?',
    'Анонимный вопрос: кто решает?',
    'Хочу остаться анонимным. Кто решает?',
    'Анонімне питання: хто вирішує?',
    'Anonymní dotaz: kdo rozhoduje?',
    'Kdo rozhoduje? (anonymně, prosím)',
    'Chci zůstat anonymní. Kdo rozhoduje?',
    'Anonieme vraag: wie beslist?',
    'Wie beslist? Graag anoniem.',
    'Domanda anonima: chi decide?',
    'Vorrei restare anonimo. Chi decide?',
    'Pergunta anônima: quem decide?',
    'Quem decide? Prefiro ser anônimo.',
    'Pytanie anonimowe: kto decyduje?',
    'Anonim soru: kim karar veriyor?',
    'Anonym fråga: vem bestämmer?',
    'Anonyymi kysymys: kuka päättää?',
    'Névtelen kérdés: ki dönt?',
    'Ανώνυμη ερώτηση: ποιος αποφασίζει;',
    'Ποιος αποφασίζει; Ανώνυμα, παρακαλώ.',
    'Întrebare anonimă: cine decide?',
    'Pertanyaan anonim: siapa yang memutuskan?',
    'Je voudrais rester anonyme. Qui décide ?',
    'Qui décide ? Je préfère rester anonyme.',
    'Qui décide ? Sans mon nom, svp.',
    'Wer entscheidet? Bitte ohne meinen Namen.',
    'Quiero ser anónimo. ¿Quién decide?',
    '匿名提问：谁来决定？',
    '谁来决定？（匿名）',
    '我想匿名提问。谁来决定？',
    '匿名質問：誰が決めますか？',
    '誰が決めますか？（匿名希望）',
    '【匿名】誰が決めますか？',
    '익명 질문: 누가 결정하나요?',
    '익명으로 질문합니다. 누가 결정하나요?',
    'שאלה אנונימית: מי מחליט?',
    '**Anonymous question:** who decides?',
    'Anonymous question - who decides?',
    'Use this:\n\n    a = b ? c : d\n\nThat is all.',
    '[code]a ? b : c[/code] does it',
    '[poll type=regular]\n* Tabs?\n* Spaces?\n[/poll]',
    '[details="Which one?"]\nThe tutorial.\n[/details]',
    '<img src="a?b" alt="c">',
    'I use GNU; it works',
    'The word λόγος means reason; it is Greek.',
    'Διάβασα την 3.14. Thanks; bye',
    'I liked [Why docs matter?](https://docs.example/b) very much.',
    '',
  ])('is not %j', (raw) => {
    expect(questionIn(raw)).toBeUndefined();
  });

  test('that begins with its word is written down without it', () => {
    expect(questionIn('Question: Tell me how.')).toBe('Tell me how.');
  });

  test.each([
    '+1',
    '+1!',
    '👍',
    '👍🏽',
    'Same here.',
    'me too',
    'Same question :)',
    'I should like to know that too.',
    'I’d like to know that as well',
    'Seconded.',
    '+1 👍',
    '+1, I would like to know this as well!',
    '+1 same question here, please',
    'Same here: I wanted to ask that too.',
    '+1 +1 +1 +1 +1 +1 +1',
    'I have the same question.',
    'I was about to ask the same thing!',
    'Good question, I am interested in the answer too.',
    'this',
    '+1?',
    'Same question??',
    '+1 '.repeat(39),
    '＋1',
    '+100',
    '+1 from Berlin',
    '+1 (also on Windows)',
    '+1 to this question',
    '1+',
    ':+1: :+1: from Cairo!',
    ':raised_hand:t3:',
    '🙋🏽‍♀️ ❤️',
    '➕',
    'Plus one!',
    'ditto',
    'Same here, thanks! 🙂',
    'Yes, same here',
    '*Same here*',
    'Following this.',
    'Moi aussi, la même question !',
    'Ich auch, bitte',
    'yo también, gracias',
    'Я тоже',
    '我也想知道。',
    '私も知りたいです！',
    '저도 궁금합니다',
    'أنا أيضاً، نفس السؤال',
    '+1, thanks for asking',
    '@guest-1 +1',
    '+1 from the Prague user group',
    'I also have this question',
    'I have exactly the same question',
    'Same issue here',
    'My question exactly',
    'Came here to ask this',
    '+1, would love an answer',
    'Likewise!',
    'Yo tengo la misma duda',
    'Mesma dúvida aqui',
    'Da schließe ich mich an',
    '+1 aus Berlin',
    'Yes, please.',
    'yes please!',
    'Also here',
    'گل',
    '+1 to that',
    '+1 this is a really good question',
    'Nice question, +1',
    'Great question, seconded by me.',
    'I need to know this too',
    'Wondering the same',
    'I agree, this would be nice to know',
    'You took the words out of my mouth!',
    'I’d also love an answer to this one',
    'I also want to know this, please answer!',
    'Same q here',
    'So much this!',
    'me 2',
    'Up!',
    'That’s exactly what I was going to ask',
    'This is what I wanted to know.',
    'Couldn’t agree more!',
    'I’d vote for this one',
    '+1 to Anna’s question',
    'I second @anna’s question',
    'I have this problem too',
    'I’m wondering about this too',
    'Looking forward to the answer!',
    'Das frage ich mich auch',
    'Würde ich auch gerne wissen',
    '+1 aussi',
    'A mí también me gustaría saberlo',
    'Eu também gostaria de saber',
    'Тоже хотел спросить',
    'У меня такой же вопрос',
    '同感です',
  ])('is agreed with by %j', (raw) => expect(isAgreement(raw)).toBe(true));
  test.each([
    '+1 but on Windows?',
    'Thanks',
    'me too, and I also wonder how',
    'this is wrong',
    '',
    'Yes.',
    '10 + 1',
    '+1. Also, the sidebar is too long.',
    'I agree with the answer above.',
    'This one?',
    'Good question?',
    '+1? But how?',
    '+1 '.repeat(41),
    '+1.5',
    '+1 to whoever fixes it',
    '+1 to Anna',
    '+1 for whoever writes it',
    'Yes, but later please.',
    'Also here is a link: e.org',
    'too',
    '👎',
    '+1 from Berlin, where it rains',
    'Same as before: read the tutorial.',
    'moi aussi je pense que non',
    '(thanks)',
    'Came here to ask something else',
    'Same issue here, but only on Windows',
    '@guest-1 I disagree',
    'This would be nice to have in the sidebar',
    'I need a break',
    'It is a good point of departure',
    'up to you',
    'I have this answer printed',
    'This is what I wanted to say.',
    'Anna’s answer is fine',
  ])('is not agreed with by %j', (raw) => expect(isAgreement(raw)).toBe(false));
  test.each([
    ['remark', 'remark'],
    ['Not a question.', 'remark'],
    ['That is a question!', 'question'],
    ['Question', 'question'],
    ['A good question.', undefined],
    ['It isn’t a question, sorry.', 'remark'],
    ['**Not really a question** :)', 'remark'],
    ['I think that is a question.', 'question'],
    ['It is not the question.', undefined],
    ['Question: how?', undefined],
  ])('or not, says %j: %j', (raw, to) => expect(turnedTo(raw)).toBe(to));
  test('among others in one post is told apart', () => {
    expect(questionsIn('Hi! How do I start? And, on Windows, with what? Thanks.')).toEqual([
      'Hi! How do I start?',
      'And, on Windows, with what? Thanks.',
    ]);
    expect(questionsIn('Is https://a.org/?q=1 it? Or `a ? b : c`? Thanks.')).toEqual([
      'Is https://a.org/?q=1 it?',
      'Or `a ? b : c`? Thanks.',
    ]);
    expect(questionsIn('如何开始？为什么？')).toEqual(['如何开始？', '为什么？']);
    expect(questionsIn('Ποια σελίδα; Και πότε;')).toEqual(['Ποια σελίδα;', 'Και πότε;']);
    expect(questionsIn('Πότε βγαίνει η 3.15; Και η 3.16;')).toEqual(['Πότε βγαίνει η 3.15;', 'Και η 3.16;']);
    expect(questionsIn('Η σελίδα (which?) one; or two? Three.')).toEqual([
      'Η σελίδα (which?)',
      'one; or two? Three.',
    ]);
    expect(questionsIn('(Why?) And how?!')).toEqual(['(Why?)', 'And how?!']);
    expect(questionsIn('Just one?')).toEqual(['Just one?']);
    expect(questionsIn('None.')).toEqual(['None.']);
  });

  test.each([
    '?',
    '? ',
    'A? ',
    'Α; ',
    'a.',
    '`',
    '<code',
    '<!--',
    '"',
    'thanks "',
    '![',
    'https:',
    'x?a=',
    '~~~\n',
    '> ',
    '+1 ',
    '**',
  ])('is found at once in a long text of %j', (piece) => {
    const text = piece.repeat(32_000 / piece.length);
    const from = beginWork();
    questionIn(text);
    questionsIn(text);
    isAgreement(text);
    expect(workSince(from)).toBeLessThan(2000);
  });

  test.each([
    `Why?${'\n'.repeat(31_000)}z. ${'anonymously. x! '.repeat(30)}`,
    `my name is not${'\t'.repeat(31_000)}\n(please)${' '.repeat(500)}Who?`,
  ])('is told from a wish at once behind many blanks', (text) => {
    const from = beginWork();
    isMisplaced(text);
    expect(workSince(from)).toBeLessThan(2000);
  });

  test('is found at once among quotes that do not end', () => {
    const from = beginWork();
    questionIn(`α${'[quote'.repeat(5333)}`);
    expect(workSince(from)).toBeLessThan(1000);
  });
});

describe.each(freshDatabases('SQLite'))('remarks in the topic of an AMA on $name', (kind) => {
  let fresh: Fresh;
  let bot: Bot;

  beforeEach(async () => {
    fresh = await kind.open();
    bot = await openOffline(fresh.database);
    const vancouver = await bot.roster.of(bot.groupId, {
      platform: 'discourse',
      id: 'vancouver',
      name: 'vancouver',
    });
    await bot.roster.changePerson(bot.groupId, vancouver.id, { role: 'organiser' });
  });
  afterEach(() => fresh.close());

  const create = async (more: Record<string, string | boolean> = {}) => {
    await bot.run('prague', 'ama create', {
      title: 'AMA with the docs team',
      hosts: 'london, helsinki',
      opens: '2026-11-24 18:00',
      closes: '2026-11-24 20:00',
      ...more,
    });
    await bot.runUntilIdle();
  };
  const settle = async () => {
    for (let i = 0; i < 3; i++) {
      await bot.poll();
      await bot.runUntilIdle();
    }
  };
  const rows = () => fresh.database.question.findMany({ orderBy: [{ number: 'asc' }, { part: 'asc' }] });
  const numbered = async () =>
    (await rows())
      .filter(({ state }) => state !== 'remark')
      .map(({ number, part, text }) => `${number}${part > 0 ? `.${part}` : ''} ${text}`);
  const hints = () => [...bot.shown].filter(([key]) => key.includes('hint'));

  test('exactly the questions are numbered, and each author of something else is told once how to ask', async () => {
    await create();
    const welcome = bot.forum.reply('vancouver', 'Welcome everybody! Who wants to begin?');
    const first = bot.forum.reply('lagos', 'Which page should a newcomer read first?');
    const second = bot.forum.reply('tokyo', 'どのページですか？', welcome);
    bot.forum.reply('natal', 'Thanks for doing this!');
    bot.forum.reply('natal', 'Really, thanks a lot.');
    bot.forum.reply('oslo', '+1', first);
    bot.forum.reply('lagos', 'Same here', second);
    bot.forum.reply('quito', 'Do you mean the sidebar?', first);
    bot.forum.reply('cairo', '+1, and also: does it work on Windows?', first);
    bot.forum.reply('accra', 'How long does a review take? And who does it?');
    await settle();
    const answer = bot.forum.reply('london', 'The tutorial.', first);
    await settle();
    bot.forum.reply('natal', 'Thank you!', answer);
    bot.forum.reply('lagos', 'On Windows too?', answer);
    bot.forum.reply('vancouver', 'Thanks to everybody. Was it not great?');
    await settle();
    expect(await numbered()).toEqual([
      '1 Which page should a newcomer read first?',
      '1.1 On Windows too?',
      '2 どのページですか？',
      '3 +1, and also: does it work on Windows?',
      '4 How long does a review take? And who does it?',
    ]);
    expect(hints()).toHaveLength(2);
    expect(hints().map(([, { texts }]) => texts.join())[1]).toContain('In reply to somebody who is no host');
    expect(hints().map(([, { texts }]) => texts.length)).toEqual([1, 1]);
    // Places are written to beside each other, in no certain order.
    const hinted = hints().map(([, { order }]) => ('id' in order.place ? order.place.id : ''));
    expect(hinted.toSorted()).toEqual(['natal', 'quito']);
    expect(bot.texts('ama/1/question/1/discord').join()).toContain('2 votes');
    expect(bot.texts('ama/1/question/2/discord').join()).toContain('どのページですか');
  });

  test('a follow-up crosses under its question’s number, and is answered like any other', async () => {
    await create();
    const first = bot.forum.reply('lagos', 'Which page first?');
    await settle();
    const answer = bot.forum.reply('london', 'The tutorial.', first);
    await settle();
    const follow = bot.forum.reply('oslo', 'And then?', answer);
    await settle();
    expect(bot.texts('ama/1/question/2/discord')[0]).toContain('Question 1.1');
    bot.forum.reply('helsinki', 'The how-tos.', follow);
    await settle();
    expect(bot.texts('ama/1/answer/2/discord')[0]).toContain('answers question 1.1');
    expect(bot.texts('ama/1/notice/2/answered')).toHaveLength(1);
    const again = bot.forum.reply('oslo', 'And after that?', follow + 1);
    await settle();
    expect(again).toBeGreaterThan(follow);
    expect((await numbered()).at(-1)).toBe('1.2 And after that?');
  });

  test('an answer in chat has a button to ask about it', async () => {
    await create({ collects: '2026-11-20 09:00' });
    await bot.fill('tokyo', 'amas/question', ['1'], { question: 'Which page first?' });
    expect(words(await bot.press('natal', 'amas/follow', '1'))).toContain('has no answer');
    await bot.run('prague', 'ama answer', { question: '1', text: 'The tutorial.' });
    await bot.runUntilIdle();
    expect(bot.texts('ama/1/answer/1/discord')[0]).toContain('[Ask about this]');
    expect(words(await bot.press('natal', 'amas/follow', '1'))).toBe('form amas/follow');
    expect(words(await bot.fill('natal', 'amas/follow', ['1'], { question: 'And then?' }))).toContain(
      'number 1.1',
    );
    await bot.runUntilIdle();
    expect(bot.texts('ama/1/question/2/discourse')[0]).toContain('Question 1.1');
    await bot.run('prague', 'ama wrap');
    expect(words(await bot.press('natal', 'amas/follow', '1'))).toContain('wrapping up');
  });

  test('what is read late, all at once, is understood as if it had been read in time', async () => {
    await create();
    const first = bot.forum.reply('lagos', 'Which page first?');
    bot.forum.reply('oslo', '+1', first);
    const answer = bot.forum.reply('london', 'The tutorial.', first);
    const follow = bot.forum.reply('oslo', 'And then?', answer);
    bot.forum.reply('helsinki', 'The how-tos.', follow);
    bot.forum.reply('natal', 'Thanks!', answer);
    await bot.poll();
    expect(await numbered()).toEqual(['1 Which page first?', '1.1 And then?']);
    expect((await rows()).map((row) => row.answer)).toEqual(['The tutorial.', 'The how-tos.']);
    await bot.runUntilIdle();
    expect(hints()).toHaveLength(1);
  });

  test('agreeing in words is a vote, once each, gone with its post; a host who agrees does not answer', async () => {
    await create();
    const first = bot.forum.reply('lagos', 'Which page first?');
    await settle();
    const post = bot.forum.reply('oslo', '+1', first);
    bot.forum.reply('oslo', 'same here!', first);
    bot.forum.reply('lagos', '+1', first);
    bot.forum.reply('london', '+1', first);
    await settle();
    expect(bot.texts('ama/1/question/1/discord')[0]).toContain('2 votes');
    bot.forum.remove(post);
    bot.forum.remove(post + 1);
    await settle();
    expect(bot.texts('ama/1/question/1/discord')[0]).toContain('1 vote');
    expect((await rows())[0]?.state).toBe('approved');
  });

  test('agreeing is a vote too with words after it, and asks nothing; a host who goes on so answers', async () => {
    await create();
    const first = bot.forum.reply('lagos', 'Which page first?');
    const second = bot.forum.reply('lagos', 'Which page second?');
    await settle();
    bot.forum.reply('oslo', '+1, especially on Windows.', first);
    bot.forum.reply('quito', 'Same here - no idea how to start', first);
    bot.forum.reply('natal', '+1 on this question because the docs are large', first);
    bot.forum.reply('accra', 'Same as before: read the tutorial.', first);
    bot.forum.reply('cairo', '+1. The sidebar is too long.');
    await settle();
    expect(bot.texts('ama/1/question/1/discord')[0]).toContain('3 votes');
    expect(await numbered()).toHaveLength(2);
    const hinted = hints().map(([, { order }]) => ('id' in order.place ? order.place.id : ''));
    expect(hinted.toSorted()).toEqual(['accra', 'cairo']);
    bot.forum.reply('london', '+1, that is a gap: we write it in May.', second);
    await settle();
    expect((await rows())[1]).toMatchObject({
      state: 'answered',
      answer: '+1, that is a gap: we write it in May.',
    });
  });

  test('a host or an organiser turns one into the other by a word, and others do not', async () => {
    await create();
    const thanks = bot.forum.reply('natal', 'Tell us how you began.');
    const joke = bot.forum.reply('oslo', 'Is it not a lovely day?');
    await settle();
    bot.forum.reply('tokyo', 'question', thanks);
    bot.forum.reply('tokyo', 'remark', joke);
    await settle();
    expect(await numbered()).toEqual(['1 Is it not a lovely day?']);
    bot.forum.reply('london', 'Question.', thanks);
    bot.forum.reply('vancouver', 'Not a question.', joke);
    await settle();
    expect(await numbered()).toEqual(['2 Tell us how you began.']);
    expect(bot.texts('ama/1/question/1/discord')[0]).toContain('was a remark');
    bot.forum.reply('helsinki', 'question', joke);
    await settle();
    expect(await numbered()).toEqual(['1 Is it not a lovely day?', '2 Tell us how you began.']);
    // What is pressed afterwards is not undone by what was written before.
    expect(words(await bot.press('prague', 'amas/remark', '1'))).toContain('is a remark now');
    await settle();
    expect(await numbered()).toEqual(['2 Tell us how you began.']);
    // Whoever only talked is told nothing.
    expect(bot.texts('ama/1/notice').join()).not.toContain('taken for a remark');
    expect(words(await bot.run('prague', 'ama question', { question: '1' }))).toContain(
      'is a question again',
    );
    expect(words(await bot.press('visitor', 'amas/remark', '1'))).toContain('Only organisers');
  });

  test.each([
    ['whoever asked does not wait for an answer that nobody gives', 'lagos', 1],
    ['whoever says so of their own knows it', 'prague', 0],
  ])('%s: %s is told %i times', async (_, asker, times) => {
    await create();
    await bot.run(asker, 'ama ask', { question: 'Is it not a lovely day?' });
    await settle();
    await bot.press('prague', 'amas/remark', '1');
    await settle();
    const told = bot
      .texts('ama/1/notice')
      .filter((one) =>
        /this was taken for a remark\. If it is a question, tell a host or a moderator so/u.test(one),
      );
    expect(told).toHaveLength(times);
  });

  test.each([
    ['lagos', 1],
    ['vancouver@discourse', 0],
  ])(
    'who asked elsewhere is told of a host’s word in the topic, if it is not their own: %s %i times',
    async (asker, times) => {
      await create();
      await bot.run(asker, 'ama ask', { question: 'Is it not a lovely day?' });
      await settle();
      const shown = bot.forum.posts().find(({ isOurs, raw }) => isOurs && raw.includes('lovely day'));
      bot.forum.reply('vancouver', 'Not a question.', shown?.number);
      await settle();
      const told = bot.texts('ama/1/notice').filter((one) => one.includes('was taken for a remark'));
      expect(told).toHaveLength(times);
      expect(await numbered()).toEqual([]);
    },
  );

  test('a post becomes a question when its author makes it one', async () => {
    await create();
    const post = bot.forum.reply('natal', 'Tell us how you began.');
    await settle();
    expect(await numbered()).toEqual([]);
    bot.forum.edit(post, 'question: Tell us how you began.');
    await settle();
    expect(await numbered()).toEqual(['1 Tell us how you began.']);
  });

  test('a question that its author turns into thanks is a remark, until it asks again; a host’s word stands', async () => {
    await create();
    const post = bot.forum.reply('natal', 'Which page first?');
    const other = bot.forum.reply('oslo', 'Tell us how you began.');
    await settle();
    bot.forum.reply('london', 'question', other);
    await settle();
    bot.forum.edit(post, 'Never mind, I found it. Thanks!');
    bot.forum.edit(other, 'Tell us, please, how you began.');
    await settle();
    expect(await numbered()).toEqual(['2 Tell us, please, how you began.']);
    expect(bot.texts('ama/1/question/1/discord')[0]).toContain('was a remark');
    bot.forum.edit(post, 'Never mind. Which page second?');
    await settle();
    expect(await numbered()).toEqual([
      '1 Never mind. Which page second?',
      '2 Tell us, please, how you began.',
    ]);
    // What was answered is a question, whatever it says afterwards.
    bot.now = new Date(bot.now.getTime() + 600_000);
    bot.forum.reply('london', 'The tutorial.', post);
    await settle();
    bot.forum.edit(post, 'Thanks!');
    await settle();
    expect((await rows())[0]?.state).toBe('answered');
  });

  test('what a host asks back, and what an organiser asks everybody, is no question to the hosts', async () => {
    await create();
    const asked = bot.forum.reply('natal', 'Why does the build fail?');
    bot.forum.reply('vancouver', 'Is it not great to have so many people here?');
    bot.forum.reply('helsinki', 'Who else is here from the far north?');
    await settle();
    const back = bot.forum.reply('london', 'Which version is it?', asked);
    await settle();
    bot.forum.reply('natal', 'It is 3.14.', back);
    await settle();
    expect(await numbered()).toEqual(['1 Why does the build fail?']);
    expect(hints()).toHaveLength(1);
  });

  test('a moderator splits a post with two questions, each with a number of its own', async () => {
    await create({ moderated: true });
    bot.forum.reply('accra', 'How long does a review take? And who does it?');
    await settle();
    const form = await bot.press('prague', 'amas/split', '1');
    expect(JSON.stringify(form)).toContain('How long does a review take?\\nAnd who does it?');
    const reply = await bot.fill('prague', 'amas/split', ['1', '1'], {
      questions: 'How long does a review take?\nWho reviews?',
    });
    expect(words(reply)).toContain('1, 2');
    await settle();
    expect(await numbered()).toEqual(['1 How long does a review take?', '2 Who reviews?']);
    expect((await rows()).map(({ state }) => state)).toEqual(['waiting', 'waiting']);
    expect(bot.texts('ama/1/card/2')[0]).toContain('Who reviews?');
  });

  test('a question is split as a whole: what a form does not hold is shortened first, and nothing is lost', async () => {
    await create({ moderated: true });
    const long = `${'How long does a review of a page take? '.repeat(100)}And who does it?`;
    bot.forum.reply('accra', long);
    bot.forum.reply('lagos', `${long} ${long}`);
    await settle();
    expect(JSON.stringify(await bot.press('prague', 'amas/split', '1'))).toContain('And who does it?');
    expect(words(await bot.press('prague', 'amas/split', '2'))).toContain('Press "Shorten" first');
  });

  test('an answer to what no moderator has looked at waits with it', async () => {
    await create({ moderated: true });
    const asked = bot.forum.reply('accra', 'Something rude?');
    await settle();
    bot.forum.reply('london', 'No.', asked);
    await settle();
    const others = () =>
      [...bot.shown.keys()].filter((key) => !key.includes('/card/')).flatMap((key) => bot.texts(key));
    expect(others().join('\n')).not.toContain('rude');
    expect(bot.texts('ama/1/card/1')[0]).toContain('has answered it already');
    await bot.press('prague', 'amas/approve', '1', '1');
    await settle();
    expect(bot.texts('ama/1/answer/1/discord')[0]).toContain('No.');
    expect(bot.texts('ama/1/notice/1/answered')).toHaveLength(1);
  });
});

test.each([
  ['Anonymous: Hi! I am new. Why so?', 'Hi! I am new. Why so?'],
  ['Anonymous: We do: a, b; c. Why?', 'We do: a, b; c. Why?'],
  ['Who decides? Please ask this anonymously.', 'Who decides?'],
])('of %j nothing but the wish is left out', (words, question) => {
  expect(plainlyUnnamed(words)).toBe(question);
});

test.each(['—', ' ', '\n', '(', '.', ': '])(
  'who wishes again and again between %j is read at once',
  (mark) => {
    const post = `${'anonymous? x? '.repeat(1_000)}${mark.repeat(15_000)}x`;
    const began = beginWork();
    isMisplaced(post);
    expect(workSince(began)).toBeLessThan(1_000);
  },
);
