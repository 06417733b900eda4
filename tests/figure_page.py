"""A page of its own for some figures, with the front end as it is built: for what no chapter shows yet."""

from mlcalc.make import node

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Figures</title><link rel="stylesheet" href="{static}/figures.css">
<script defer src="{static}/figures.js"></script>
<style>html {{ color-scheme: light dark }} body {{ max-width: 760px; margin: 0 auto; padding: 0 16px }}</style>
<h1>Figures</h1>{figures}<p style="height: 1200px">The rest of the page.</p>"""


def write_page(folder, *figures):
    """The path of a page with these figures."""
    html = "".join(figure._repr_mimebundle_()[0]["text/html"] for figure in figures)
    path = folder / "figures.html"
    path.write_text(PAGE.format(static=node.STATIC.as_uri(), figures=html), encoding="utf-8")
    return path
