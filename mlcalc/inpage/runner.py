"""Runs a reader's program."""
import json


def run(program):
    asked = json.loads(program)
    exec(compile(asked["code"], "program", "exec"), {"__name__": "__main__"})
    return json.dumps({"checked": "", "said": "", "line": 0})
