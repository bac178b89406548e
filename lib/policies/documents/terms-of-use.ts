/** The API Terms of Use: what is asked of whoever uses the service, and what they may rely on. */
export const termsOfUse = `These API Terms of Use are the agreement between you and the operator of this PrintPal installation ("we"). They cover the API, the portal and everything made with them. The Privacy Policy says what is done with personal data.
1. YOUR ACCOUNT
- You must be old enough to agree to the processing of your data yourself: 13 years, or the age that your country sets
- Keep your password and your API keys to yourself; what is done with them counts as done by you
- Tell us at once when a key or a password may be known to others
2. WHAT YOU SEND
- You keep all rights in your pictures, prompts and models
- You allow us to process them as far as the service needs it, and no further
- Send only what you may use: no picture of a person without a reason in law, nothing unlawful, nothing that infringes the rights of others
- Where you send data of your own customers, you are its controller and we are your processor; the Data Processing Agreement applies
3. WHAT YOU RECEIVE
- The models that are made for you are yours, also for commercial use
- Each model comes with a measured print report; whether a print succeeds also depends on your printer, material and settings
- A generation that fails or that misses its stated print contract costs nothing
4. CREDITS
- Credits are prepaid and are taken when a generation is completed
- A failed or cancelled generation gives back what it had reserved
- The ledger in the portal shows every movement and always adds up to your balance
5. FAIR USE
- Keep to the published limits; do not try to get around them
- Do not probe, overload or disturb the service, and do not try to reach the data of others
- Report weaknesses to {contact} and give us time to close them before you speak about them
6. SUSPENSION
We may suspend an organization that breaks these terms or endangers others. You are told why, and a second person looks at the decision when you ask for it.
7. ENDING
You can close your account at any time. What is kept after that, for how long and why is written in the Privacy Policy and shown in the privacy centre.
8. LIABILITY
We are liable without limit for intent and gross negligence and for harm to life, body or health. Otherwise we are liable only for the breach of essential duties, limited to the damage that is typical and foreseeable. Rights that the law gives you as a consumer stay untouched.
9. CHANGES
Material changes are announced by mail, on this page and in your dashboard before they take effect, and you are asked to accept them. Corrections that change no meaning are not announced.
10. CONTACT
Questions about these terms reach us at {contact}.
`;
