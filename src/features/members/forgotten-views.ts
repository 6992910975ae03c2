// What is said to who has somebody forgotten: what becomes of their data, and what is left to be done by hand.
import { type Document, doc, link, list, p, strong } from '../../core/document.ts';

/** So many links are listed; the newest are the ones that are read. */
const mostLinks = 15;

const organiserDoes =
  'An organiser takes out the rest: ask one for `/member forget who:` instead of doing it yourself.';

/** What stays in what others wrote, and how it goes. */
const left = {
  names: `In what others wrote, a name of one word goes where it is marked, as in [name] or @name, or is your user name. ${organiserDoes}`,
  marks: `In what others wrote, a name goes only where it is marked, as in [name] or @name. ${organiserDoes}`,
} as const;

/** The question before it; `extent` is how far names are taken out of what others wrote. */
export function forgettingDocument(name: string, extent: 'words' | 'names' | 'marks'): Document {
  return doc(
    p('Forget everything about ', strong(name), '? It cannot be undone.'),
    list(
      ['Accounts, time zone, hours, RSVPs, reminders and open questions are removed.'],
      ['Answers, minutes and results of votes stay, without the name.'],
      ['What I keep current is corrected, however old; files that I put into repositories by pull request.'],
      [
        'What I said once, such as why a meeting was cancelled, and what I answered in public to commands stays.',
      ],
      ['What people posted by hand stays, and the name in questions and answers of others in AMAs.'],
      ...(extent === 'words' ? [] : [[left[extent]]]),
    ),
  );
}

/** What was done, and what is left: what was said once (`staying`), and answers in the group's places. */
export function forgottenDocument(
  name: string,
  left: {
    readonly staying: readonly string[];
    readonly places: readonly { readonly purpose: string; readonly url: string }[];
  },
): Document {
  const { staying, places } = left;
  const shown = staying.slice(0, mostLinks);
  const byHand = [
    ...shown.map((url) => [link(url, url)]),
    ...(staying.length > shown.length ? [[`… and ${staying.length - shown.length} older ones`]] : []),
  ];
  const where = places.flatMap(({ purpose, url }, at) => [...(at > 0 ? [', '] : []), link(url, purpose)]);
  return doc(
    p('Done: I have forgotten ', strong(name), '.'),
    p`What I keep current is being corrected, in repositories by pull requests. A file that others have changed
      since is told to organisers with its address.`,
    byHand.length > 0 &&
      p`I said these once and cannot take a name out of them. Whoever may delete them does that by hand:`,
    byHand.length > 0 && list(...byHand),
    p`What I said once of other things, such as why a meeting was cancelled, what I answered in public to commands, such
      as ${strong('/celebrate')}, and digests older than 60 days stay too: search for the name${where.length > 0 ? [' in ', ...where] : ''}, and have what is found deleted.`,
  );
}
