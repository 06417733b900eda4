/** Figures that need a later script wait until a reader comes near: who does not get there pays nothing for it. */

/** How far ahead it is fetched, in windows above and below the one that is seen. */
const AHEAD = "150%";

/** Calls back once, as soon as one of these figures is near the window or may be asked for without being seen. */
export function whenNear(figures: readonly HTMLElement[], act: () => void): void {
  const listening = new AbortController();
  const sight = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) begin();
    },
    { rootMargin: `${AHEAD} 0px` },
  );
  const begin = (): void => {
    listening.abort();
    sight.disconnect();
    act();
  };
  // An address may name any figure, or a place below all of them, which must not move once it is in sight.
  if (location.hash !== "") return begin();
  for (const figure of figures) sight.observe(figure);
  // The tab key leads to what is alive, and past what is not; paper has no window.
  for (const event of ["hashchange", "keydown", "beforeprint"])
    window.addEventListener(event, begin, { signal: listening.signal });
}
