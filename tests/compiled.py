"""Small projects made on the spot, for tests of what follows from content as a whole."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from generator.build import Build, build
from generator.model import Settings

AUDIENCES = {"boards": "Boards", "all": "Everyone"}
_BODY = "One thing was said here. Another thing was said there. A third thing was said too."


def compile_content(
    root: Path,
    articles: Mapping[str, Mapping[str, object]],
    themes: Mapping[str, Mapping[str, object]] | None = None,
    terms: Mapping[str, Mapping[str, object]] | None = None,
    events: Sequence[Mapping[str, object]] = (),
    *,
    settings: Settings | None = None,
    drafts: bool = False,
) -> Build:
    """Write content into a folder and compile it; what a test leaves out has a plain value."""
    for folder in ("articles", "themes", "glossary"):
        (root / "content" / folder).mkdir(parents=True, exist_ok=True)
    for name, matter in articles.items():
        _write(root / f"content/articles/{name}.md", article(matter), str(matter.get("body", _BODY)))
    for number, (name, matter) in enumerate((themes or {"money": {}}).items(), start=1):
        _write(root / f"content/themes/{name}.md", theme(name, number, matter), "What it is about.")
    for name, matter in (terms or {}).items():
        _write(root / f"content/glossary/{name}.md", term(name, matter), "")
    if events:
        listed = yaml.safe_dump({"events": list(events)}, allow_unicode=True)
        (root / "content/timeline.yml").write_text(listed, encoding="utf-8")
    return build(root, settings or Settings(title="A site", audiences=AUDIENCES), drafts=drafts)


def article(matter: Mapping[str, object]) -> dict[str, object]:
    """Return an article's front matter."""
    return {
        "title": "An article",
        "source": {"publisher": "A paper"},
        "published": "2018-09-20",
        "kind": "news",
        "summary": "What it says.",
        **{key: value for key, value in matter.items() if key != "body"},
    }


def point(id_: str, passage: str = "One thing", **more: object) -> dict[str, object]:
    """Return a point's front matter."""
    return {
        "id": id_,
        "text": f"The claim {id_}.",
        "kind": "statement",
        "themes": ["money"],
        "passage": passage,
        "standing": "reported",
        **more,
    }


def theme(name: str, order: int, matter: Mapping[str, object]) -> dict[str, object]:
    """Return a theme's front matter."""
    plain = {"title": name.capitalize(), "order": order, "icon": "material/cash"}
    return {**plain, "question": f"What of {name}?", **matter}


def term(name: str, matter: Mapping[str, object]) -> dict[str, object]:
    """Return a term's front matter."""
    sense = {"definition": f"What {name} means.", "source": "A source"}
    return {"term": name.upper(), "kind": "acronym", "senses": [sense], **matter}


def _write(path: Path, matter: Mapping[str, object], body: str) -> None:
    front = yaml.safe_dump(dict(matter), allow_unicode=True, sort_keys=False)
    path.write_text(f"---\n{front}---\n{body}\n", encoding="utf-8")
