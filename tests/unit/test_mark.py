"""Marks on pages: what is marked, with which words, and what stays as it was."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring, tostring

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator.glossary import Glossary
from generator.mark import MarkError
from generator.mark.definitions import definitions
from generator.mark.marking import Marker
from generator.mark.page import Page
from generator.mark.runs import Reader
from tests.cases import case_files, check, sections
from tests.glossaries import glossary

EXTENSIONS = ["attr_list", "tables", "toc", "generator.mark"]


def converted(page: str, library: object, **options: object) -> str:
    """Return the HTML of a page."""
    configuration = {"generator.mark": {"library": library, **options}}
    return Markdown(extensions=EXTENSIONS, extension_configs=configuration).convert(page)


@case_files("mark")
def test_marking(path: Path) -> None:
    """The page of the case becomes its HTML."""
    case = sections(path)
    check(path, {"html": converted(case["page"], glossary(case["glossary"]).dump())})
