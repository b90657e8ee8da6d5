"""What a list is, in a sentence for search engines and for those who share its address."""

from generator.site.pages.views.records import Page

_SENTENCES = {
    "articles": "The articles that the briefings rest on, the newest first, with kind and date.",
    "coverage": "Which theme, year or voice has how many points, and which has none.",
    "disagreements": "Points that dispute or qualify one another, side by side.",
    "evidence": "Each claim with who made it, when, and the passage it rests on.",
    "examples": "Places and schemes that the articles name, each with the points about it.",
    "figures": "What each figure measures, of whom and when, and what it must not be read as.",
    "mentions": "Each sentence that uses the term, with its source and date.",
    "points": "Each claim with who made it, when, and the passage it rests on.",
    "questions": "Questions to take into a meeting, by audience and theme, each with its sources.",
    "themes": "The themes with their questions, and what the labels of messages and points mean.",
    "timeline": "Articles, events, and the years in which terms were in use.",
    "voices": "Who said what, in the role held at the time, and in whose name.",
}


def described(page: Page) -> str:
    """Return the description of a page, with its title where several are of its kind."""
    return page.description or f"{page.title}. {_SENTENCES.get(page.template, '')}".strip()
