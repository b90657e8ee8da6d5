"""A room for each kind of page, and the table of them.

A new kind of page has a module here with its context and one function that yields its pages, a line
in the table, a template of its name, and a line in the project's navigation.
"""

from collections.abc import Callable, Iterator

from generator.site.pages.kinds.articles import article_pages
from generator.site.pages.kinds.changes import change_pages
from generator.site.pages.kinds.coverage import coverage_pages
from generator.site.pages.kinds.disagreements import disagreement_pages
from generator.site.pages.kinds.examples import example_pages
from generator.site.pages.kinds.figures import figure_pages
from generator.site.pages.kinds.home import home_page
from generator.site.pages.kinds.moved import moved_pages
from generator.site.pages.kinds.plain import plain_pages
from generator.site.pages.kinds.points import point_pages
from generator.site.pages.kinds.questions import question_pages
from generator.site.pages.kinds.review import review_page
from generator.site.pages.kinds.search import search_page
from generator.site.pages.kinds.terms import term_pages
from generator.site.pages.kinds.themes import theme_pages
from generator.site.pages.kinds.timeline import timeline_pages
from generator.site.pages.kinds.voices import voice_pages
from generator.site.pages.views.page import Page
from generator.site.pages.views.presenter import Presenter

KINDS: tuple[Callable[[Presenter], Iterator[Page]], ...] = (
    home_page,
    search_page,
    theme_pages,
    article_pages,
    term_pages,
    voice_pages,
    disagreement_pages,
    figure_pages,
    example_pages,
    question_pages,
    point_pages,
    coverage_pages,
    change_pages,
    review_page,
    timeline_pages,
    moved_pages,
    plain_pages,
)
"""What yields the pages of each kind."""
