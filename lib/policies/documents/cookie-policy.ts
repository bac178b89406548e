/** The cookie policy; the register itself is drawn beneath it from code. */
export const cookiePolicy = `This Cookie Policy says what this website keeps in your browser, why, and how you decide about it.
1. THE API
Our API does not use cookies. No answer of the API sets one, and none is read there.
2. THE WEBSITE AND THE DASHBOARD
Each cookie belongs to one of three groups:
- Necessary: signing in, staying signed in, protecting forms, and remembering what you said to this page
- Analytics: counting how often pages are opened, only if you agree
- Preferences: keeping your choice of colours, only if you agree or where you make that choice yourself
No cookie of another company is set, and nothing is loaded from other companies.
3. YOUR CHOICE
- Nothing but necessary cookies is set before you have chosen
- To refuse takes as many clicks as to agree
- You can change or withdraw your choice at any time through "Cookie settings" at the foot of every page
- You are asked again after six months, and when this policy changes in a way that matters
- Without JavaScript nothing optional is set
4. OPT-OUT SIGNALS
If your browser sends the Global Privacy Control signal, it is honoured: analytics stays off, whatever was chosen, and the website says that the signal was honoured.
5. STATISTICS
Where you agree to analytics, we count that a page was opened on a day. The count holds no address, no identifier and no sequence of pages. Your browser itself remembers which pages it opened today, so that it is counted once; that list stays in it, and goes with the next day or with your choice. Pages that fewer than ten browsers opened on a day are not shown to anybody.
6. CONTACT
Questions about cookies reach us at {contact}.
`;
