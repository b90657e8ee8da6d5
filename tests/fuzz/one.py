"""One fuzzing process: the compiler instrumented, and one target called for ever new inputs."""

import sys

import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]

with atheris.instrument_imports(
    include=["generator", "markdown_it", "frontmatter"], enable_loader_override=False
):
    from tests.fuzz.targets import TARGETS


def main() -> None:
    """Fuzz the target named first; the other arguments are libFuzzer's."""
    target = TARGETS[sys.argv.pop(1)]
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
