// Smaller words: that a digest is late, a claim's reminder, claims made and released, and whose week it is.

import {
  type Block,
  code,
  type Document,
  doc,
  em,
  heading,
  link,
  list,
  p,
  strong,
  time,
} from '../../../core/document.ts';
import type { Button, LinkButton } from '../../../core/reply.ts';
import { addDays } from '../../../core/time.ts';
import type { Claim, Run, Watch } from '../facts.ts';
import type { Rota } from '../store/people.ts';
import { titled } from './line.ts';

/** That a digest could not be made yet; why, and what to do, is for those alone who can do it. */
export function lateNote(
  watch: Pick<Watch, 'name'>,
  run: Pick<Run, 'dueAt' | 'error'>,
  { zone, isForOrganisers }: { readonly zone: string; readonly isForOrganisers: boolean },
): Document {
  const why = isForOrganisers
    ? (run.error ?? 'GitHub could not be read.')
    : 'it could not be made. Organisers are told why.';
  return doc(
    p`The digest "${watch.name}" of ${time(run.dueAt, zone, 'full')} is late: ${why}`,
    p(em('I go on trying; it comes once, as soon as that is mended.')),
    isForOrganisers &&
      p`To have it read something else: ${code('/prs watch edit')}; to end it: ${code('/prs watch remove')}.`,
  );
}

/** That what somebody asked for cannot be read, after it was tried for them. */
export function unreadNote(about: string, why: string): Document {
  return doc(
    p(`You asked for the open pull requests of ${about}. I could not read them: ${why}`),
    p('I have stopped trying. Ask again with ', code('/prs digest'), '.'),
  );
}

/** So many buttons a message has at most, as far as a reminder goes. */
const mostButtons = 24;

/** The one reminder of somebody's claims, with what can be done. */
export function claimNote(
  claims: readonly [Claim, ...Claim[]],
  { zone, hasButtons }: { readonly zone: string; readonly hasButtons: boolean },
) {
  const [claim, ...others] = claims;
  const typed = hasButtons ? [] : claims.map(claimWords);
  if (others.length === 0)
    return {
      document: doc(
        p`${claim.kind === 'work' ? 'You wanted to work on ' : 'You wanted to review '}${claimed(claim)}. It
          stays yours until ${time(claim.until, zone, 'full')}.`,
        p(
          claim.kind === 'work'
            ? 'How is it going? If you are stuck, ask the group; if time is short, release it, and nobody will mind.'
            : 'If time is short, release it, and somebody else can take it; nobody will mind.',
        ),
        typed,
      ),
      buttons: claimButtons(claim),
    };
  const buttons = claims.flatMap((one) =>
    claimButtons(one).flatMap((button) =>
      'url' in button ? [] : [{ ...button, label: `${button.label}: #${one.number}` }],
    ),
  );
  return {
    document: doc(
      claimsBlocks(claims, zone),
      p('How is it going? If time is short, release what you cannot do, and nobody will mind.'),
      typed,
    ),
    buttons: buttons.slice(0, mostButtons),
  };
}

/** What somebody reads who claimed a pull request. */
export function claimedNote(
  claim: Claim,
  { zone, guide, hasButtons }: { zone: string; guide: string | undefined; hasButtons: boolean },
): Document {
  return doc(
    p('Thank you! ', ...claimed(claim), ' is yours until ', time(claim.until, zone, 'full'), '.'),
    guide !== undefined && p('How to begin: ', link(guide, guide)),
    p(
      claim.kind === 'work'
        ? 'I ask you once before that how it went. After it, the issue is free again by itself.'
        : 'I remind you once before that. After it, the pull request is free again by itself.',
    ),
    !hasButtons && claimWords(claim),
  );
}

/** What the buttons would do, where there are none. */
function claimWords({ kind, repo, number }: Claim) {
  const typed = (command: string) => code(`${command} number:${number} repository:${repo}`);
  return kind === 'work'
    ? p`When it is done: ${typed('/issues done')}. For another week: ${typed('/issues take')}. To give it
      back: ${typed('/issues release')}.`
    : p('For another week: ', typed('/prs review'), '. To give it back: ', typed('/prs release'), '.');
}

/** The buttons of one's own claim. */
export function claimButtons(
  claim: Pick<Claim, 'repo' | 'number' | 'url' | 'kind'>,
): (Button | LinkButton)[] {
  const args = [claim.repo, String(claim.number)];
  const isWork = claim.kind === 'work';
  const again = isWork ? 'digests/work' : 'digests/claim';
  return [
    { label: 'Open it', url: claim.url },
    { label: 'Another week', action: again, args, style: 'primary' },
    ...(isWork ? [{ label: 'It is done', action: 'digests/done', args }] : []),
    { label: 'Release it', action: 'digests/release', args },
  ];
}

/** Somebody's claims, or that there are none. */
export function claimsBlocks(claims: readonly Claim[], zone: string): Block[] {
  if (claims.length === 0)
    return [
      p`You have taken nothing on. ${code('/prs for-me')} finds you something to review,
        ${code('/issues for-me')} something to work on.`,
    ];
  return [
    heading(3, claims.some(({ kind }) => kind === 'work') ? 'What you took on' : 'Reviews that you took on'),
    list(...claims.map((claim) => [...claimed(claim), ' · until ', time(claim.until, zone, 'date')])),
  ];
}

/** Whose week it is, and whose come next. */
export function rotaCard(rota: Rota | undefined, monday: string): Document {
  if (!rota || rota.places.length === 0)
    return doc(
      p('Nobody is on the rota. An organiser puts somebody on it with ', code('/prs wrangler add'), '.'),
    );
  const [now, ...next] = fromNow(rota, monday).places;
  return doc(
    heading(2, 'Who looks after the pull requests'),
    p('This week: ', strong(now?.name ?? ''), '.'),
    next.length > 0 && list(...next.map(({ name }, i) => [`From ${addDays(monday, (i + 1) * 7)}: ${name}`])),
  );
}

/** The same turns, counted from this week on, so that a change moves nobody's week that is near. */
export function fromNow({ startsOn, places }: Rota, monday: string): Rota {
  if (places.length === 0) return { startsOn: monday, places };
  const weeks = Math.round((Date.parse(monday) - Date.parse(startsOn)) / (7 * 86_400_000));
  const first = ((weeks % places.length) + places.length) % places.length;
  return { startsOn: monday, places: [...places.slice(first), ...places.slice(0, first)] };
}

const claimed = (claim: Claim) => titled(claim, { hasRepository: true, longestTitle: 120 });
