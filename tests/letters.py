r"""What a letter means in a chapter, and by which words one knows it.

The glossary lists the letters whose meaning changes with the chapter. Here stands, for every meaning in that list, what
a chapter writes where it brings the letter in, and what it writes where it uses the letter so. The second may stand
in a chapter for the listed meaning alone.
"""

# (letter, meaning in the glossary) → what brings it in, by chapter
BROUGHT_IN = {
    ("$N$", "how many examples there are"): {
        6: r"its \$N\$ examples", 7: r"each of \$N\$ examples", 9: r"\$N\$, the number of examples",
    },
    ("$k$", "a width between two matrices"): {3: r"with \$k\$ entries", 4: r"an \$m\\times k\$ matrix"},
    ("$k$", "the neuron that a line comes from"): {
        5: r"runs \*\*to\*\* \$j\$, \*\*from\*\* \$k\$", 7: r"Neuron \$k\$ of layer",
    },
    ("$k$", "an example"): {6: r"Take example \$k\$", 9: r"\\sum_\{k\\in B\}"},
    ("$k$", "a direction that $H$ only stretches"): {10: r"H\\mathbf\{u\}_k = \\lambda_k"},
    ("$n$", "how many variables or inputs there are"): {
        3: r"function of \$n\$ variables", 4: r"\$m\$ results, \$n\$ inputs", 5: r"\$n\$ is the number of inputs",
        8: r"\$n\$ counts the inputs", 9: r"adds up \$n\$ inputs", 10: r"a column of \$n\$ parameters",
    },
    ("$n$", "how many steps have been taken"): {6: r"\$n\$, the number of steps"},
    ("$n$", "how many neurons every layer has"): {7: r"all layers \$n\$ wide"},
    ("$m$", "the slope of a straight line"): {1: r"with the slope \$m\$"},
    ("$m$", "how many results or outputs there are"): {
        4: r"have \$m\$ results", 5: r"and \$m\$ that of outputs", 8: r"and \$m\$ the results",
        9: r"for \$m\$ classes",
    },
    ("$m$", "the place of a minimum"): {6: r"to a minimum \$m\$"},
    ("$h$", "a small step"): {1: r"called \$h\$", 8: r"f\(x \+ h\) - f\(x - h\)"},
    ("$h$", "the output of a hidden neuron"): {5: r"h_1 &= \\tanh"},
    ("$D$", "the cost after one step"): {6: r"\$D\$, is the cost"},
    ("$D$", r"the $\boldsymbol\delta$ of a batch"): {7: r"and \$D\^\{\(l\)\}\$ for the"},
    ("$B$", "the cost of a neuron without a curve"): {6: r"the bowl \$B\$"},
    ("$B$", "a mini-batch"): {9: r"\{term\}`mini-batch` \$B\$"},
    ("$c$", "a curvature"): {6: r"Let \$c\$ be its \*\*curvature", 10: r"with the curvature \$c\$"},
    ("$c$", "the right class"): {9: r"the class \$c\$\. "},
    ("$s$", "how far one has gone"): {
        1: r", after the distance \$s\$", 3: r"where \$s\$ says how far", 10: r"the step \$s\$",
    },
    ("$s$", "the sum of two inputs"): {5: r"the sum \$s = x_1"},
    ("$s$", "the size of random weights"): {9: r"weights of size \$s/"},
    ("$K$", "how many links there are"): {4: r"from \$1\$ to \$K\$"},
    ("$K$", "how many numbers a program computes"): {8: r"Call the numbers \$v_1, \\dots, v_K"},
    (r"$\varphi$", "the angle between two columns"): {3: r"angle \$\\varphi\$ \(phi\)"},
    (r"$\varphi$", "the angle of a place"): {4: r"and its angle \$\\varphi\$"},
    (r"$\varphi$", "the cost along a step"): {10: r"\$\\varphi\(t\) = C\("},
}  # fmt: skip

# (letter, meaning) → what is written where it means that, in whichever chapter; meanings beyond the glossary's as well
USED = {
    ("$N$", "how many examples there are"): r"\$N\$ examples|\\frac1N",
    ("$N$", "anything else"): r"\$N\$ (?:steps|inputs|neurons|layers|classes|links|parameters|variables|weights)",
    ("$k$", "a width between two matrices"): r"\$k\$ entries|m\s*\\times k|k\s*\\times\s*n",
    ("$k$", "the neuron that a line comes from"): r"w_\{jk\}|[Nn]euron \$k\$|from\W+\$k\$",
    ("$k$", "an example"): r"example \$k\$|C_k\b|\\sum_\{k=1\}\^\{?N|k\s*\\in\s*B",
    ("$k$", "a direction that $H$ only stretches"): r"\\lambda_k|\\mathbf\{u\}_k",
    ("$k$", "the order of a derivative"): r"\^\{\(k\)\}|\bk!|\$k\$-th derivative",
    ("$k$", "how many steps have been taken"): r"(?:After|after) \$k\$ steps",
    ("$k$", "an entry of a matrix"): r"\$k\$ is the entry",
    ("$n$", "how many variables or inputs there are"):
        r"(?<!neurons on )\$n\$ (?:inputs|variables|parameters)|\$n\$ (?:is the number of|counts the) inputs",
    ("$n$", "how many steps have been taken"): r"\$n\$, the number of steps|after \$n\$ steps",
    ("$n$", "how many neurons every layer has"): r"\$n\$ neurons|layers \$n\$ wide",
    ("$n$", "how many examples there are"): r"\$n\$ examples",
    ("$n$", "the order of a polynomial"): r"(?:of order|odd|odd order) \$n\$|\bT_n\b",
    ("$m$", "the slope of a straight line"): r"the slope \$m\$",
    ("$m$", "how many results or outputs there are"):
        r"\$m\$ (?:results|outputs|classes)|\$m\$ (?:that of outputs|the results)",
    ("$m$", "the place of a minimum"): r"minimum \$m\$|\bw - m\b",
    ("$m$", "how many examples there are"): r"\$m\$ examples",
    ("$h$", "a small step"): r"(?:called|small|shrink\*\*|the step) \$h\$|\b[xt] \+ h\b",
    ("$h$", "the output of a hidden neuron"): r"\bh_[12]\b",
    ("$D$", "the cost after one step"): r"\$D\$, is the cost|until \$D\$|where \$D\$",
    ("$D$", r"the $\boldsymbol\delta$ of a batch"): r"\bD\^\{\([lL]\)\}",
    ("$B$", "the cost of a neuron without a curve"): r"bowl \$B\$",
    ("$B$", "a mini-batch"): r"mini-batch`? \$B\$|\\in B\b",
    ("$c$", "a curvature"): r"curvature\W+\$?c\$|\$c\$ be its \*\*curvature|2/c\b",
    ("$c$", "the right class"): r"class \$c\$|\bp_c\b|\bz_c\b",
    ("$s$", "how far one has gone"): r"distance \$s\$|- s\s?\\,?\s?\\nabla|the step \$s\$|\bC\(w \+ s\)",
    ("$s$", "the sum of two inputs"): r"\bs = x_1",
    ("$s$", "the size of random weights"): r"size \$s|\bs/\\sqrt|standard deviation \$s\$",
    ("$K$", "how many links there are"): r"\bJ_K\b",
    ("$K$", "how many numbers a program computes"): r"\bv_K\b",
    (r"$\varphi$", "the angle between two columns"): r"angle \$\\varphi\$ \(phi\)|\\\|\\cos\\varphi",
    (r"$\varphi$", "the angle of a place"): r"\br\\cos\\varphi|its angle \$\\varphi\$",
    (r"$\varphi$", "the cost along a step"): r"\\varphi(?:'{1,2})?\(t\)",
}  # fmt: skip
