"""Python in colours where no script runs; front/kinds/code/colors.ts has the same rules."""

from __future__ import annotations

import html
import re

KEYWORDS = (
    "and|as|assert|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|"
    "None|nonlocal|not|or|pass|raise|return|True|False|try|while|with|yield"
)
PARTS = re.compile(
    r"(?P<comment>#.*)"
    r"|(?P<text>[rbfRBF]{0,2}(?:\"\"\"[\s\S]*?(?:\"\"\"|\Z)|'''[\s\S]*?(?:'''|\Z)"
    r"|\"(?:\\.|[^\"\\\n])*\"?|'(?:\\.|[^'\\\n])*'?))"
    r"|(?P<number>\b(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\b)"
    rf"|(?P<keyword>\b(?:{KEYWORDS})\b)"
    r"|(?P<name>(?<=\bdef\s)\w+|(?<=\bclass\s)\w+)"
    r"|[^\W\d]\w*"
)


def colored(code: str) -> str:
    """The program as HTML.

    >>> colored("return 2  # x < y")
    '<span class="mlcalc-py-keyword">return</span> <span class="mlcalc-py-number">2</span>  \
<span class="mlcalc-py-comment"># x &lt; y</span>'
    """
    done, end = [], 0
    for found in PARTS.finditer(code):
        if found.lastgroup is None:
            continue
        done.append(html.escape(code[end : found.start()], quote=False))
        text = html.escape(found[0], quote=False)
        done.append(f'<span class="mlcalc-py-{found.lastgroup}">{text}</span>')
        end = found.end()
    return "".join([*done, html.escape(code[end:], quote=False)])
