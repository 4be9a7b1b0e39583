# Compiles what was installed, as pip does, and lists where the functions of the release are. Nothing of it is run.
import ast
import compileall
import json
import sys

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


def units(data):
    """UTF-16 units of a text in UTF-8."""
    return len(data.decode("utf-8", "replace").encode("utf-16-le")) // 2


def functions(file):
    with open(file, "rb") as opened:
        data = opened.read()
    starts = [0]
    for line in data.splitlines(keepends=True):
        starts.append(starts[-1] + units(line))
    lines = data.splitlines(keepends=True)

    def offset(line, column):
        return starts[line - 1] + units(lines[line - 1][:column])

    found = [[1, "<module>", 0, starts[-1]], [0, "<module>", 0, starts[-1]]]
    for node in ast.walk(ast.parse(data)):
        if isinstance(node, FUNCTIONS):
            first = min([node.lineno] + [each.lineno for each in getattr(node, "decorator_list", [])])
            found.append(
                [
                    first,
                    getattr(node, "name", "<lambda>"),
                    offset(node.lineno, node.col_offset),
                    offset(node.end_lineno, node.end_col_offset),
                ]
            )
    return found


index = {}
with open("/kit/own.txt", encoding="utf-8") as names:
    for name in names.read().split("\n"):
        if name.endswith(".py"):
            try:
                index[name] = functions(name)
            except (OSError, SyntaxError, ValueError, RecursionError, IndexError, MemoryError):
                pass
with open("/kit/functions.json", "w", encoding="utf-8") as out:
    json.dump(index, out)
compileall.compile_dir(sys.argv[1], quiet=2, workers=2)
