"""What is wrong with ``mkdocs.yml``, in everyday words and at its place.

MkDocs names a key alone and speaks of classes of Python, and some values end it in a traceback.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import yaml

from generator.base.problems import At, Problem, short

_KINDS: Mapping[str, str] = {
    "str": "text",
    "bool": "true or false",
    "int": "a number",
    "float": "a number",
    "null": "nothing",
    "timestamp": "a date",
    "seq": "a list",
    "map": "a group of keys",
}
"""What a value is, by the last part of its tag; one with a tag of its own may become anything."""
_FORMS: Mapping[str, tuple[str, ...]] = {
    "": ("a group of keys",),
} | {
    path: kinds
    for kinds, paths in (
        (("a group of keys",), "extra validation"),
        (("text",), "INHERIT theme/custom_dir theme/static_templates/* hooks/*"),
        (("text",), "extra_css/* extra_templates/* watch/* plugins/*/briefing/protected/*"),
        (("text",), "plugins/*/briefing/image_hosts/* plugins/*/briefing/first_rank/*"),
        (("text", "nothing"), "site_name site_url site_description site_author site_dir docs_dir"),
        (("text", "nothing"), "copyright repo_url repo_name edit_uri edit_uri_template dev_addr"),
        (("text", "nothing"), "remote_branch remote_name exclude_docs draft_docs not_in_nav"),
        (("text", "nothing"), "theme/name theme/logo theme/favicon"),
        (("a list",), "hooks extra_javascript theme/static_templates"),
        (("a list", "nothing"), "nav extra_css extra_templates watch"),
        (("a list", "nothing"), "plugins/*/briefing/protected plugins/*/briefing/image_hosts"),
        (("a list", "nothing"), "plugins/*/briefing/first_rank"),
        (("a list", "a group of keys", "nothing"), "plugins markdown_extensions"),
        (("text", "a group of keys"), "plugins/* markdown_extensions/* extra_javascript/*"),
        (("text", "a group of keys", "nothing"), "theme"),
        (("a group of keys", "nothing"), "plugins/*/briefing plugins/*/briefing/audiences"),
        (("a group of keys", "nothing"), "plugins/*/briefing/bounds"),
        (("true or false", "nothing"), "strict use_directory_urls"),
        (("true or false", "nothing"), "plugins/*/briefing/admin plugins/*/briefing/review"),
    )
    for path in paths.split()
}
"""Path of a value → what it may be; a star is each item of a list, no path is the whole file."""
_HINTS: Mapping[str, str] = {
    "text": "Put straight quotes around it.",
    "a list": "Put square brackets around it, or each item on a line that begins with a hyphen.",
    "a group of keys": "Put keys with values on the lines below it, each further in.",
    "true or false": "Write true or false, without quotes.",
}
_TOLD = re.compile(
    r"Config value '(?P<key>\w+)': (?:Plugin '[^']*' option '(?P<option>\w+)': )?(?P<said>.*)",
    re.DOTALL,
)
"""How MkDocs tells which setting is wrong."""
_TEMPLATE = "edit_uri_template"
"""What MkDocs fills in as Python does: of a slip in it, Python's own words are told."""
_MISSING = "Required configuration not provided."
_CODE = "unusable-setting"
_LONGEST = 400
"""Characters of what MkDocs says that are told: a value of any length stands in it."""


def wrong_settings(path: Path, told: Iterable[str]) -> list[Problem]:
    """Return what is wrong with settings that are YAML.

    Args:
        path: of the file.
        told: what MkDocs says of them, each in a sentence; of values of a wrong kind we say it.
    """
    top, said = _composed(path), [*told]
    found = [*_wrong_kinds(top, path.name, "" if said else "what its tag makes of it")]
    return found or [_placed(each, top, path.name) for each in said]


def _composed(path: Path) -> yaml.Node | None:
    """Return settings as nodes that keep their places; none is made into anything."""
    try:
        return yaml.compose(path.read_text("utf-8-sig"), yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError):
        return None


def _wrong_kinds(top: yaml.Node | None, name: str, tagged: str) -> Iterator[Problem]:
    """Yield a problem for each value of a wrong kind; one with a tag is what ``tagged`` says."""
    for path, kinds in _FORMS.items():
        for node in _at(top, path):
            kind = _KINDS.get(node.tag.rpartition(":")[2], tagged)
            if kind and kind not in kinds:
                what = f"“{path.removesuffix('/*').rpartition('/')[2]}”" if path else "The file"
                allowed = " or ".join(each for each in kinds if each != "nothing")
                found = str(node.value).lower() if kind == "true or false" else kind
                message = f"{what} must be {allowed}, but {found} was found."
                yield Problem(_place(node, name), _CODE, message, _hint(kinds[0], kind))


def _hint(kind: str, found: str) -> str:
    """Say how what was found becomes of a kind."""
    if found == "nothing":
        return "Write a value behind the colon, or take the key out."
    several = found in {"a list", "a group of keys"}
    return "Write a single value." if kind == "text" and several else _HINTS[kind]


def _at(node: yaml.Node | None, path: str) -> Iterator[yaml.Node]:
    """Yield the nodes at a path."""
    if node is None:
        return
    if not path:
        yield node
        return
    step, _, rest = path.partition("/")
    if step == "*" and isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _at(item, rest)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                yield from _at(value, rest)
            elif step == "*" and rest:  # plugins may be keys as well as items
                yield from _at(yaml.MappingNode(node.tag, [(key, value)]), rest)


def _placed(said: str, top: yaml.Node | None, name: str) -> Problem:
    """Return what MkDocs says of a setting, at the place of that."""
    match = _TOLD.fullmatch(said)
    if not match:
        return Problem(At(name), _CODE, short(said, _LONGEST))
    key, option = match["key"], match["option"]
    node = next(_at(top, f"{key}/*/briefing/{option}" if option else key), None)
    at = _place(node, name) if node else At(name)
    if key == _TEMPLATE:
        message = f"“{key}” may have nothing in braces but {{path}}, {{path!q}} or {{path_noext}}."
        return Problem(at, _CODE, message, "Write a brace that belongs to the address twice.")
    if match["said"] == _MISSING:
        return Problem(at, _CODE, f"“{key}” is missing.", f"Write a line “{key}: …”.")
    return Problem(at, _CODE, f"“{option or key}”: {short(match['said'], _LONGEST)}")


def _place(node: yaml.Node, name: str) -> At:
    return At(name, node.start_mark.line + 1, node.start_mark.column + 1)
