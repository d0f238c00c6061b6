# Runs a program as `python main.py` would, each time in a fresh world, and tells a fault in a form that a page can explain.
def _make():
    import ast
    import builtins
    import io
    import json
    import linecache
    import os
    import sys
    import traceback

    home = os.getcwd()

    class Output(io.TextIOBase):
        """What the program prints: to the page at once, and kept for the tests."""

        def __init__(self, real):
            self.real = real
            self.kept = []
            self.size = 0

        def writable(self):
            return True

        def write(self, text):
            if not isinstance(text, str):
                raise TypeError(f"write() argument must be str, not {type(text).__name__}")
            if self.size < 200_000:
                self.kept.append(text)
                self.size += len(text)
            self.real.write(text)
            return len(text)

        def flush(self):
            self.real.flush()

    def place_of(error):
        # the program's own line that is nearest to the fault, then the test's
        lines = [(f.filename, f.lineno) for f in traceback.extract_tb(error.__traceback__)]
        if isinstance(error, SyntaxError) and error.filename in ("main.py", "test.py"):
            return error.filename, error.lineno
        for filename, line in reversed(lines):
            if filename == "main.py":
                return filename, line
        for filename, line in reversed(lines):
            if filename == "test.py":
                return filename, line
        return "main.py", None

    def tell(error, stage):
        filename, line = place_of(error)
        own = [f for f in traceback.extract_tb(error.__traceback__) if f.filename in ("main.py", "test.py")]
        text = "".join(traceback.format_list(own)) + "".join(traceback.format_exception_only(error))
        message = error.msg if isinstance(error, SyntaxError) else str(error)
        return json.dumps(
            {
                "type": type(error).__name__,
                "message": message,
                "line": line,
                "place": "test" if filename == "test.py" or stage == "test" and isinstance(error, AssertionError) else "program",
                "trace": text[-8000:],
            }
        )

    def same(got, wanted):
        # blanks at the ends of lines and empty lines at the end are nobody's mistake
        def lines(text):
            return [line.rstrip() for line in text.replace("\r\n", "\n").rstrip().split("\n")]

        return lines(got) == lines(wanted)

    def run(program, given, after, expected):
        sys.setrecursionlimit(1000)
        os.chdir(home)
        output = Output(sys.__stdout__)
        sys.stdout = output
        sys.stdin = io.StringIO(given)
        sys.argv = ["main.py"]

        def ask(prompt=""):
            # as on a terminal: the prompt is seen, but it is no part of the answer that tests compare
            sys.__stdout__.write(str(prompt))
            line = sys.stdin.readline()
            if line == "":
                raise EOFError("no more input")
            line = line.removesuffix("\n")
            sys.__stdout__.write(line + "\n")
            return line

        room = {"__name__": "__main__", "__builtins__": dict(vars(builtins), input=ask)}
        stage = "program"
        try:
            for name, text in (("main.py", program), ("test.py", after)):
                linecache.cache[name] = (len(text), None, text.splitlines(True), name)
            try:
                exec(compile(program, "main.py", "exec"), room)
            except SystemExit as leaving:
                if leaving.code not in (None, 0):
                    raise
            got = "".join(output.kept)
            if expected is not None and not same(got, expected):
                return json.dumps({"type": "WrongOutput", "message": got[:4000], "line": None, "place": "test", "trace": ""})
            if after.strip():
                stage = "test"
                room["output"] = got
                exec(compile(after, "test.py", "exec"), room)
            return ""
        except BaseException as error:
            return tell(error, stage)
        finally:
            try:
                sys.__stdout__.flush()
                sys.__stderr__.flush()
            except Exception:
                pass
            sys.stdout = sys.__stdout__

    return run


_make()
