"""Where lists split into parts with pages of their own, and where lists and texts are shortened.

A list splits where it has more items than a page may hold, or where these would take more bytes.
"""

OWN_BYTES = 180_000
"""Bytes of what we write on a page; publisher, theme and marked terms add to it."""
EVIDENCE_BYTES = 160_000
"""Bytes of points on a page that lists them."""
THEME_BYTES = 120_000
"""Bytes of a theme's key messages and questions, which stand on one page with its evidence."""

ARTICLES_ON_A_PAGE = 60
"""Articles in the list of articles, and in the table of what is missing."""
CITING_ON_A_PAGE = 200
"""Pages that refer to an article, on a page of all of them."""
DISPUTED_POINTS_ON_A_PAGE = 60
"""Points that dispute or qualify one another."""
CHANGES_ON_A_PAGE = 150
"""Changes, with what was and what is."""
EVENTS_ON_A_PAGE = 150
"""Events of the timeline; with articles among them where there is room."""
EVIDENCE_ON_A_PAGE = 150
"""Lines of evidence, on a theme's page or one of its parts."""
FIGURES_DRAWN = 12
"""Key figures drawn above the register, the newest."""
FIGURES_ON_A_PAGE = 150
"""Figures of the register."""
MENTIONS_ON_A_PAGE = 60
"""Uses of a term, on its own page or one of its parts."""
PARAGRAPHS_ON_A_PAGE = 60
"""Paragraphs that no point cites."""
QUESTIONS_ON_A_PAGE = 150
"""Questions to ask."""
SCHEMES_ON_A_PAGE = 120
"""Examples without a place."""
TERMS_ON_A_PAGE = 200
"""Terms of the glossary."""

ARTICLES_ON_HOME = 5
"""Latest articles on the home page."""
THEMES_TOLD_ON_HOME = 40
"""Themes whose first messages stand on the home page; of further ones their number does."""
CHANGES_ON_HOME = 3
"""Latest changes on the home page, which tell more of each."""
DISAGREEMENTS_ON_HOME = 2
"""Disagreements on the home page, real conflicts before others."""
MESSAGES_ON_HOME = 3
"""Key messages of each theme on the home page."""

MESSAGES_OF_A_THEME_IN_A_PAPER = 3
"""Key messages of each theme in the paper on all of them."""
OBJECTIONS_BESIDE_A_MESSAGE = 1
"""Objections told beside a key message in a paper of two pages; the others are counted."""
QUESTIONS_OF_A_PAPER = 3
"""Questions in a paper of two pages that has no room for all the rest."""

ARTICLES_OF_A_THEME = 30
"""Articles, or texts with a link to a theme, that its page names."""
DISAGREEMENTS_OF_A_THEME = 4
"""Disagreements on a theme's page, real conflicts before others; their own page has them all."""
EVENTS_OF_A_PAGE = 24
"""Events that a theme's or an article's page tells of since then; the timeline has them all."""
EVIDENCE_OF_A_SPLIT_THEME = 30
"""Lines on the page of a theme whose evidence has pages of its own."""
EXAMPLES_OF_A_THEME = 6
"""Examples on a theme's page; the whole evidence has them all."""
MESSAGES_AT_FIRST = 3
"""Key messages that a theme's page begins with; the others stand below what has changed since."""
LINES_AT_FIRST = 12
"""Lines of a theme's evidence that the script shows until a reader asks for more."""
TASKS_OF_A_KIND = 100
"""Things of a kind that editors should look at, on their page; the command lists all."""
SILENT_ARTICLES = 5
"""Articles named that say nothing on a theme."""
YEARS_NAMED_EACH = 3
"""Years in a row of which nobody speaks that are named each; longer runs are named as one."""

CITING_NAMED = 30
"""Pages that an article's page names as referring to it."""
EVENTS_BESIDE_A_CLAIM = 4
"""Events told beside a point, a message or a question; beyond, the timeline has them all."""
RELATED_ARTICLES = 5
"""Articles named under related reading."""
RELATED_POINTS = 10
"""Related points named with a point; beyond, pages of their own hold all."""
SENTENCES_OF_A_PAGE = 5
"""Sentences quoted of one page that leads to another."""
SHARED_TERMS = 5
"""Terms named that two articles share."""
LATER_TERMS = 2
"""Terms named that came into use after the newest evidence of a page."""

ARTICLES_OF_A_NAME = 5
"""Articles named in the search with a person, an organisation or a place."""
AUTHORS_OF_A_REFERENCE = 3
"""Authors of a reference, beyond which only the first is named."""
CHANGES_KEPT = 500
"""Differences from published states that a site hands on to the next."""
FEED_ENTRIES = 50
"""Entries of a feed."""
LIFESPANS_DRAWN = 26
"""Terms drawn in the picture of the timeline that became others: so many fit on a sheet of A4."""
LIFESPANS_LISTED = 120
"""Lifespans of terms in the timeline's table; the glossary has them all."""
MAP_ROWS = 30
"""Rows of the map of evidence; where kinds of voice would take more, each theme has one row."""
MAP_YEARS = 12
"""Years that the map of evidence has each a column for; older ones have one together."""
ORGANISATIONS_COUNTED = 25
"""Organisations in the table of what is missing, those with the most points."""
POINTS_OF_A_NAME = 12
"""Points of one person, organisation or place; beyond, pages of their own hold all."""

HEADLINE_CHARACTERS = 400
"""Characters of a title, or of the question below it, on a paper of two pages."""
PARAGRAPH_CHARACTERS = 240
"""Characters of a paragraph that no point cites."""
PASSAGE_CHARACTERS = 80
"""Characters of a passage that stands on a further page of a long article."""
OPENING_CHARACTERS = 60
"""Characters of a passage by which lines that rest on it lead there."""

TRANSLATIONS_LISTED = 100
"""Files that are named on the page of what is missing as not translated in full."""
