// What people say of whether they come: what is sure is understood, and nothing else is.
import { describe, expect, it, test } from 'vitest';
import { spokenAnswer } from '../../../src/features/meetings/spoken-answer.ts';

const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim());

describe('what people say of whether they come', () => {
  it.each(
    lines(`
    going
    rsvp going
    RSVP: yes, please
    Yes!
    I’ll be there 🎉
    I can come after all
    sure, count me in please
    count me in, please
    I’m coming to the meeting, thanks!
    yep
    I'll be there, can't wait!
    no problem, I'll be there
    I will be late, but going
    I'll be there but 10 minutes late
    I'll be 10 min late
    I might be late
    I'll be there around 18:30
    I have to leave early
    Yes, but I have to leave after 30 minutes
    I can only stay for the first half
    I'll join for the first hour
    Yes I'll be there
    will be there!
    Definitely I'll be there :)
    I'll definitely be there
    of course I'm coming
    See you there
    See you all then!
    I'm coming, see you next week!
    wouldn't miss it for the world
    I'll be there, looking forward to seeing you all
    Yes, looking forward to it!
    yes please
    I'll be there. What's the link?
    I'll be there and I'll bring cake
    I'll be there and I'll take notes
    I'll join online
    I won't miss it
    no, I'll be there
    I'm in!
    Thanks, I'll be there
    hi all, I'll be there
    I'll be there tomorrow
    Yes, I will
    yes yes
    Yeah, sounds good
    I can attend
    I will attend the meeting
    I'll attend the meeting
    I'm running late
    I'm late
    Yes, 10 minutes late
    I'll be there, running a bit late
    yes, for the first half
    I'll be there until 18:30
    yes, works for me
    I'll be there later
    yes I can
    Thanks for the invitation, I will attend!
    I'll join in person
    I'll be there on time
    I can join
    can join
    no problem at all, I will attend
    I'll come later
    `),
  )('comes: %s', (words) => expect(spokenAnswer(words)).toBe('going'));

  it.each(
    lines(`
    not sure yet
    I might join
    maybe, not sure yet
    tentative
    maybe, I will see
    I'll be there if I can
    I'll be there unless something comes up
    If I finish early, I'll be there
    I'll try
    I'll try to make it
    Hopefully!
    I hope to come
    probably
    I'll probably be there
    I'm not sure I can make it
    not sure if I can make it
    don't know yet
    It depends
    maybe, depends on the kids
    I can't promise, but I'll try
    I can't say yet
    I may be able to attend
    I think I can make it
    I may
    Not sure yet, sorry
    Maybe, sorry
    I can come if it is moved to Friday
    I'm not sure yet if I can come
    `),
  )('may come: %s', (words) => expect(spokenAnswer(words)).toBe('maybe'));

  it.each(
    lines(`
    Sorry, I can't make it
    sorry, can't make it after all
    I'm not coming any more
    I can no longer come, something came up
    I cannot come, sorry.
    I cannot come, sorry about that
    I will not come this time
    unfortunately I won’t be able to make it
    no
    Nope
    not coming
    cant make it
    declined
    Regrets from me
    My regrets for this meeting
    no thanks
    I'd love to, but I can't
    I would love to come but can't make it
    I can't make it, I have a dentist's appointment
    Can't make it, I'm sick
    I can't make it because I'm travelling
    I can't attend due to work
    I can't make it. Will it be recorded?
    I can't make it. Could somebody take notes?
    I can't make it this time, but I'll be there next time
    I can't make it, see you next time
    no, maybe next time
    Not going, but I'll read the minutes
    I'm not going to make it
    I won't be there
    I won't be able to attend today's meeting
    I'll have to miss this one
    I will skip this one
    I'm going to miss it
    count me out
    not this time
    I will miss it
    Yes, I can't make it
    Sorry, no
    Sorry I can't
    No, I won't
    Sounds good, but I can't make it
    I’d come, but I can’t
    I am afraid I can't attend
    I can't, sorry everyone
    Can’t, family
    I can’t come today
    I will not attend
    I'll not be there
    Who is going? I can't
    I can't, I can't
    no I can't
    Hi all, sorry, can't make it today, I'm sick :(
    I am unable to attend this meeting
    I'm unable to attend, apologies
    Sadly I can't
    I can not come
    I won't be able to make this one
    I'm afraid I have to miss it
    `),
  )('does not come: %s', (words) => expect(spokenAnswer(words)).toBe('cant'));

  it.each(
    lines(`
    I will come tomorrow and say hi
    going to write the notes
    I'll make this
    I can make this one
    is it going to be recorded?
    Running a bit late
    see you next time
    I'm coming. Something came up
    I'll be there. I'm away
    looking forward to it
    it depends on the docs build
    Maybe if we merge that first
    maybe, unless Ned disagrees
    can't wait
    No, can't wait
    thanks
    ok
    sure
    +1
    👍
    ❌
    me too
    no objections
    no idea
    no worries
    No, no problem
    yes and no
    yes, no
    yes, if you agree I'll add it
    Yes, the agenda is fine
    No, the agenda is fine
    no questions from me
    If I finish early I'll be there
    I can't come if it is at 8
    probably not
    maybe not
    I don't think so
    I don't think I can make it
    I can't say
    Would love to join!
    I can't join, I have no link
    I can't join because the link is broken
    I can't join, the link is broken
    I can't get in
    I can't hear you
    I can't believe it
    I'll be there?
    Can I come?
    I'll be there next time
    maybe next time
    I'll be there in spirit
    Ana can't make it
    we'll be there
    My colleague will come
    I can't make it at 8, I'll join at 9
    I can't make it at the start but I'll join later
    I can't come. Wait, I can come
    I'll be there but I can't speak
    I can make it now
    I can't attend in person
    I can't wait to be there
    I will not be late
    sorry
    I'm out
    what time is it?
    can we move it to Friday?
    could you move it
    I can't make it. Can we move it to Friday instead?
    I could come
    I could come if we start later
    I used to come
    I'm not not coming
    I said I'll be there
    I'll be there, not
    I won't
    I will
    sounds good
    great!
    I won't come unless it is recorded
    may be
    I can't make it to the last one, but I'll be there
    it's late
    later
    Yes, sorry
    I can't join yet
    I can't join again
    a bit late
    10 minutes late
    running late
    for the first half
    try to join
    I don't know
    I can't tell
    I won't be there until 18:30
    I will not be there before 19:00
    I'm not going to be late
    I'm not going to miss it
    I won't come late
    I can't come early
    I can't come alone
    Going?
    Is it ok if I can't make it?
    I'm there in spirit
    I'm in Berlin then
    no, sounds good
    count me in for the next one
    I'm going next week
    no one is coming
    it might be late
    I'd be there
    it's accepted
    I can make it work
    I can attend but I can't speak
    I'm coming from Berlin
    Will you be there?
    can't join online
    I'll let you know
    I have to work
    On holiday
    busy
    hello
    hi all!
    please
    I agree
    I'm going to bed
    I'm going to the shop
    I'm going home
    Are you coming?
    could you add a topic: going
    topic: maybe
    maybe we should move it
    perhaps Friday is better
    I can take notes
    I'll take notes
    Yes, I can take notes
    no, Friday
    no meeting today
    no, cancelled
    better late than never
    too late
    don't be late
    `),
  )('is not counted: %s', (words) => expect(spokenAnswer(words)).toBeUndefined());

  test.each([
    `I cannot come${'. '.repeat(100_000)}`,
    `going${' '.repeat(200_000)}x`,
    `yes${' '.repeat(100)}and more`,
    'a bit '.repeat(33),
    'i will definitely '.repeat(11),
    ', '.repeat(100),
  ])('what is long is read at once: %.20s', (words) => expect(spokenAnswer(words)).toBeUndefined());
});
