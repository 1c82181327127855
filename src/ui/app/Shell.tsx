/** The page's frame; the features go into it as they come. */
export function Shell() {
  return <main>Raft Playground</main>;
}
