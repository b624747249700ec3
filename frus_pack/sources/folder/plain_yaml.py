"""YAML without its traps: every value is text, nothing is resolved and nothing expands.

``no`` is not false, ``1964-11-05`` not a date, ``341`` not a number. Tags, anchors, aliases, keys
that are there twice and text that XML cannot hold are refused.
"""

from __future__ import annotations

import contextlib
from typing import Any, NoReturn

import yaml

from frus_pack.document.characters import UNFIT
from frus_pack.document.schemas import Pointer
from frus_pack.document.strict_json import MOST_LEVELS
from frus_pack.errors import Problem, SourceError

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NOTHING = {"", "~", "null"}
_QUOTES = {"'", '"'}
_UNEXPECTED = ("did not find expected", "expected ")
"""How the loaders in C and in Python begin a fault of a text whose tokens are good."""
_ADVICE_ON_ANCHORS = "write the value out, or put it in quotes"
_ADVICE = {
    "tab": "indent with blanks, not with tabs",
    "mapping values are not allowed": "begin all keys in one column, and put a value that has a"
    " colon and a blank in it into quotes",
    "could not find expected ':'": "write a blank behind the colon of a key, as in title: Minutes,"
    " and behind the - of an entry",
    "did not find expected key": "begin all keys of one level in one column",
    "did not find expected '-'": "begin all entries of a list in one column, each with - and a"
    " blank",
    "cannot start any token": "put a value that begins with @, %, ` or | into quotes",
    "',' or '}'": "close the { above this line with a }",
    "',' or ']'": "close the [ above this line with a ]",
}
"""What to do about a fault that the loader names with these words."""
_ADVICE_ON_QUOTATIONS = "close it; inside the marks write '' or \\\""


class PlainYaml:
    """The values of a YAML text, and the line (from 1) of each key and list entry."""

    def __init__(self, text: str, file: str) -> None:
        self.lines: dict[Pointer, int] = {}
        self._text = text.lstrip("\ufeff")  # as the loader does, so that its places are ours
        self._file = file

    def parse(self) -> Any:
        """Return the dictionaries, lists and texts; None for an empty text.

        Raises:
            SourceError: the text is not YAML, or has what is refused.
        """
        try:
            root = yaml.compose(self._text, Loader=_LOADER)
        except yaml.MarkedYAMLError as error:
            raise SourceError(self._explained(error)) from error
        except yaml.reader.ReaderError as error:
            place = f"line {self._text.count(chr(10), 0, error.position) + 1}"
            raise SourceError(Problem(self._file, f"is not YAML: {error.reason}", place)) from error
        except RecursionError as error:  # by the loader in Python; the one in C counts the levels
            raise SourceError(Problem(self._file, "is nested too deep")) from error
        if root is None:
            return None
        self.lines[()] = _line(root)
        return self._value(root, ())

    def _value(self, node: yaml.Node, pointer: Pointer) -> Any:
        if isinstance(node, yaml.ScalarNode):
            written = self._words(node)
            return None if not node.style and written in _NOTHING else written
        self._refuse_properties(node)
        if len(pointer) == MOST_LEVELS:
            self._refuse(node, f"is nested more than {MOST_LEVELS} levels deep", "")
        if isinstance(node, yaml.MappingNode):
            return self._members(node, pointer)
        return [self._entry(item, (*pointer, place)) for place, item in enumerate(node.value)]

    def _members(self, node: yaml.MappingNode, pointer: Pointer) -> dict[str, Any]:
        """Return the members that have a value."""
        found = {}
        for name, member in node.value:
            if not isinstance(name, yaml.ScalarNode):
                self._refuse(name, "has a key that is not text", "keys are plain words")
            key = self._words(name)
            inner = (*pointer, key)
            if inner in self.lines:
                self._refuse(name, f"has the key {key!r} twice", "keep one of them")
            self.lines[inner] = _line(name)
            found[key] = self._value(member, inner)
        return {key: value for key, value in found.items() if value is not None}

    def _entry(self, node: yaml.Node, pointer: Pointer) -> Any:
        self.lines[pointer] = _line(node)
        return self._value(node, pointer)

    def _words(self, node: yaml.ScalarNode) -> str:
        self._refuse_properties(node)
        words: str = node.value
        if unfit := UNFIT.search(words):
            self._refuse(node, f"holds the character U+{ord(unfit[0]):04X}", "take it out")
        return words

    def _refuse_properties(self, node: yaml.Node) -> None:
        """An anchor has to be before its alias; the words behind either would be lost."""
        first = self._text[node.start_mark.index : node.start_mark.index + 1]
        if first == "&":
            self._refuse(node, "has an anchor or alias", _ADVICE_ON_ANCHORS)
        if first == "!":
            self._refuse(node, f"has the tag {node.tag}", "leave it out; all is text")

    def _refuse(self, node: yaml.Node, message: str, advice: str) -> NoReturn:
        raise SourceError(Problem(self._file, message, f"line {_line(node)}", advice))

    def _explained(self, error: yaml.MarkedYAMLError) -> Problem:
        mark = error.problem_mark or error.context_mark
        if error.context == "while scanning a simple key":
            mark = error.context_mark  # the fault is noticed only on a later line
        place = _place(mark) if mark else ""
        if quotation := self._open_quotation(error):
            message = "a quotation opens here and is not closed where it ends"
            return Problem(self._file, message, _place(quotation), _ADVICE_ON_QUOTATIONS)
        for anchor in (error.context_mark, mark):
            if anchor and self._text[anchor.index : anchor.index + 1] in {"&", "*"}:
                message = "has an anchor or alias"
                return Problem(self._file, message, _place(anchor), _ADVICE_ON_ANCHORS)
        if isinstance(error, yaml.composer.ComposerError):
            return Problem(self._file, "holds a second YAML document", place, "leave out the ---")
        tabbed = mark is not None and self._text[mark.index : mark.index + 1] == "\t"
        said = "a tab" if tabbed else error.problem or ""
        advice = next((advice for part, advice in _ADVICE.items() if part in said), "")
        return Problem(self._file, f"is not YAML: {error.problem}", place, advice)

    def _open_quotation(self, error: yaml.MarkedYAMLError) -> Any:
        """Return where the quotation opens that never ends, or ends right before the fault."""
        if error.context == "while scanning a quoted scalar":
            return error.context_mark
        fault = error.problem_mark
        if fault is None or not (error.problem or "").startswith(_UNEXPECTED):
            return None
        with contextlib.suppress(yaml.YAMLError):
            for token in yaml.scan(self._text, Loader=_LOADER):
                if token.end_mark.index == fault.index and getattr(token, "style", "") in _QUOTES:
                    return token.start_mark
        return None


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _place(mark: yaml.Mark) -> str:
    return f"line {mark.line + 1}, column {mark.column + 1}"
