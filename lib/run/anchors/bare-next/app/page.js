/** The least that a page can be: what the scripts of the portal's pages are measured against. */
export default function Page() {
  return <main>Nothing</main>;
}
