"""Tables with everything that is hard to write."""

import numpy as np
import pandas as pd

ODD = [
    pd.DataFrame(
        {
            "words": [
                "=1+1",
                "+41",
                "-",
                "-5",
                "@x",
                "\tq",
                'say "no", twice',
                "line\nbreak",
                "",
                "ﬁn – “q” \u2028",
                None,
            ],
            "numbers": [1.0, float("nan"), 2.5, 1e-7, 1e300, -0.0, 3, 4, 5, 6, 7],
            "whole": range(11),
            "yes": [True, False] * 5 + [True],
            "lists": [[], ["=a"], ["b", "ü"], [{"source": "a\n.txt", "start": 0, "end": 3, "text": 'q"'}]] + [[]] * 7,
            "some": [["a"], None, "=x", float("nan"), ["b"], [], "c", "d", None, 1, 2.5],
            "numpy": [np.float64("nan"), *(["t"] * 10)],
        }
    ),
    pd.DataFrame({"a": pd.Series([], dtype=object), "b": pd.Series([], dtype=float)}),
]
