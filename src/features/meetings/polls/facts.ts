// What is known of polls: the times that are offered, who is asked, and what each of them answered.

export type { Audience, Participant, Poll, PollAnswer } from './store-rows.ts';
