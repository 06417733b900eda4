/** A page in somebody's <iframe>: `x.html?embed`, or `chapter.html?embed=id` for one figure of a page. */

/** Shows what is asked for alone, and tells the page around it, at every change, how high it is. */
export function embed(): void {
  const id = new URLSearchParams(location.search).get("embed");
  if (id === null) return;
  const { body, documentElement: page } = document;
  const figure = id === "" ? null : document.getElementById(id);
  if (figure !== null) {
    body.append(figure);
    figure.style.margin = "0";
    // The rest stays in the page, for scripts of the page that look for it.
    for (const other of body.children) {
      if (other !== figure) (other as HTMLElement).style.setProperty("display", "none", "important");
    }
  }
  // A theme makes its pages as high as the window; then no frame could ever shrink.
  for (const { style } of [page, body]) {
    Object.assign(style, { display: "block", height: "auto", minHeight: "0", margin: "0", padding: "0" });
  }
  // Nobody's secret, so whoever holds the frame may read it; a sandboxed page does not know who that is.
  new ResizeObserver(() => {
    const height = Math.ceil(page.getBoundingClientRect().height);
    parent.postMessage({ mlcalc: "height", height }, "*");
  }).observe(page);
}
