/** The least that a page can stand in. */
export default function Layout({ children }) {
  return (
    <html lang="en">
      <head>
        <title>Nothing</title>
        <meta name="description" content="The least that a page can be." />
      </head>
      <body>{children}</body>
    </html>
  );
}
