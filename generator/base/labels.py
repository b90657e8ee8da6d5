"""All words for readers that the program writes; those of layout stand in the templates.

Each is said in the language that is spoken when it is asked for. The sections of the site have
their labels in the table of them, ``generator.base.kinds``, and what has changed between two states
is put into sentences by ``generator.site.sentences``. Keys are ids, as content and records name
things; no address and no decision is made of a label.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Literal

from generator.base.foreign import joined, language_in, like, told_in
from generator.base.kinds import SECTIONS, UNDATED
from generator.base.language import N_, NP_, Wordings, gettext, ngettext, pgettext
from generator.base.language.cldr import number, quoted
from generator.base.language.rows import row
from generator.base.limits import YEARS_NAMED_EACH

_CURRENCIES = frozenset("£€$")
RecordKind = Literal["article", "theme", "term", "person", "group", "organisation", "place", "page"]
"""What a search can find."""

_DESCRIPTIONS: Mapping[str, str] = {
    "articles": N_(
        "The articles that the briefings rest on, the newest first, with kind and date."
    ),
    "changes": N_("What is told otherwise than it was, and why, the newest first."),
    "coverage": N_("Which theme, year or voice has how many points, and which has none."),
    "disagreements": N_("Points that dispute or qualify one another, side by side."),
    "evidence": N_("Each claim with who made it, when, and the passage it rests on."),
    "examples": N_("Places and schemes that the articles name, each with the points about it."),
    "figures": N_("What each figure measures, of whom and when, and what it must not be read as."),
    "mentions": N_("Each sentence that uses the term, with its source and date."),
    "points": N_("Each claim with who made it, when, and the passage it rests on."),
    "questions": N_(
        "Questions to take into a meeting, by audience and theme, each with its sources."
    ),
    "review": N_("What editors should look at, the most pressing first."),
    "themes": N_(
        "The themes with their questions, and what the labels of messages and points mean."
    ),
    "timeline": N_("Articles, events, and the years in which terms were in use."),
    "voices": N_("Who said what, in the role held at the time, and in whose name."),
}

RECORDS = Wordings(
    {
        "article": N_("Article"),
        "theme": N_("Theme"),
        "term": N_("Term"),
        "person": N_("Person"),
        "group": N_("Group"),
        "organisation": N_("Organisation"),
        "place": N_("Place"),
        "page": N_("Page"),
    }
)
"""Each kind of what a search finds, in a word."""
RELATED_POINTS = Wordings(
    {
        "agrees": N_("Agreements"),
        "disputes": N_("Disputes"),
        "qualifies": N_("Qualifications"),
        "repeats": N_("Repetitions"),
        "updates": N_("Updates"),
    }
)
VOICE_KINDS = Wordings(
    {
        "organisation": N_("An organisation, or a person who speaks for one"),
        "person": N_("A person who speaks for none"),
        "group": N_("A group that the article describes"),
        "author": N_("The article’s author"),
        "unsigned": N_("An unsigned article"),
    }
)
VOICES_IN_SHORT = Wordings(
    {
        "organisation": N_("Organisations"),
        "person": N_("People for none"),
        "group": N_("Groups"),
        "author": N_("Authors"),
        "unsigned": N_("Unsigned articles"),
    }
)
STANDINGS = Wordings(
    {
        "quoted": NP_("a claim", "Said in the source"),
        "reported": NP_("a claim", "Reported in the source"),
        "argued": NP_("a claim", "Argued by the author"),
        "measured": NP_("a claim", "Measured"),
    }
)
STATUSES = Wordings(
    {
        "retracted": NP_("a source or a claim", "Retracted"),
        "superseded": NP_("a source or a claim", "Superseded"),
        "corrected": NP_("a source or a claim", "Corrected"),
    }
)
"""What has become of a source or a claim."""
_WITH_STATUS: Mapping[str, str] = {
    "retracted": N_("Retracted: %(text)s"),
    "superseded": N_("Superseded: %(text)s"),
    "corrected": N_("Corrected: %(text)s"),
}
_STATUS_NOTES: Mapping[str, str] = {
    "retracted": N_("Retracted, %(date)s: %(reason)s"),
    "superseded": N_("Superseded, %(date)s: %(reason)s"),
    "corrected": N_("Corrected, %(date)s: %(reason)s"),
}
_RESTS_ON = Wordings(
    {
        "retracted": NP_("rests on what was", "retracted"),
        "superseded": NP_("rests on what was", "superseded"),
        "corrected": NP_("rests on what was", "corrected"),
    }
)
_PUT: Mapping[str, str] = {
    "quoted": N_("our words for what %(reporter)s quoted"),
    "reported": N_("our words for what %(reporter)s reported"),
    "argued": N_("our words for what %(reporter)s argued"),
    "measured": N_("our words for what %(reporter)s counted"),
}
"""What an article does that puts a point so."""
COVERAGE_TABLES = Wordings(
    {
        "article": N_("By article"),
        "year": N_("By the year that the point speaks of"),
        "voice": N_("By kind of voice"),
        "standing": N_("By how the source puts it"),
        "organisation": N_("By the organisation in whose name it is said"),
    }
)
REVIEW = Wordings(
    {
        "dead-address": N_("Sources whose address leads nowhere"),
        "event-since-review": N_("Not reviewed since something happened that bears on it"),
        "one-source": N_("Messages that rest on one source"),
        "never-reviewed": N_("Never reviewed"),
        "old-review": N_("Reviewed long ago"),
        "draft": N_("Drafts"),
        "no-address": N_("Sources without an address"),
        "unused-point": N_("Points that no message, question or relation uses"),
        "undefined-term": N_("Terms that are not explained"),
        "term-without-source": N_("Meanings without a source of first rank"),
        "unused-term": N_("Terms that are not used"),
        "unclear-date": N_("Dates that are not clear"),
        "long-digest": N_("Digests that are long"),
        "untranslated": N_("Texts that have not been translated"),
    }
)
"""What editors should look at, by kind."""
FEEDS = Wordings({"articles": N_("Articles"), "changes": N_("Changes and corrections")})
"""The titles of the feeds."""
_FEEDS_IN_A_ROW: Mapping[str, str] = {
    "articles": N_("new articles (%(form)s)"),
    "changes": N_("changes and corrections (%(form)s)"),
}
TEXT_HEADINGS = Wordings(
    {"digest": N_("The article in our words"), "full": N_("The article in full")}
)
"""Whose words a text is → its heading."""
PARTS = Wordings(
    {
        "summary": N_("Summary"),
        "points": N_("Points"),
        "messages": N_("Key messages"),
        "questions": N_("Questions to ask"),
        "meaning": N_("Meaning"),
    }
)
"""Parts of pages → their headings."""
PASSAGES = Wordings({"digest": N_("in our words"), "full": N_("in the source’s own words")})
"""Whose words a text is → whose its passages are."""
_QUALIFIED: Mapping[str, str] = {
    "~": N_("about %(date)s"),
    "?": N_("possibly %(date)s"),
    "%": N_("about, possibly %(date)s"),
}
"""How sure a date is, by the mark of EDTF."""
_LISTS: Mapping[str, str] = {
    "articles": N_("articles, %(part)s"),
    "organisations": N_("organisations, %(part)s"),
    "paragraphs": N_("paragraphs, %(part)s"),
    "people": N_("people and groups, %(part)s"),
    "places": N_("places, %(part)s"),
    "schemes": N_("schemes, %(part)s"),
}
"""Lists that share their first page with another."""


def section(folder: str) -> str:
    """Return the title of a section of the site."""
    return SECTIONS[folder].label


def evidence() -> str:
    """Return the title of the table of all evidence."""
    return gettext("Evidence")


def home() -> str:
    """Return the title of the first page."""
    return pgettext("page", "Home")


def more() -> str:
    """Return the title of a section of the navigation for pages where no other has one."""
    return pgettext("further pages", "More")


def both_sides() -> str:
    """Return what leads to a disagreement that no question names."""
    return gettext("Both sides of it")


def audience(id_: str, audiences: Mapping[str, str]) -> str:
    """Return whom questions are for; where no audience is named, or has a name, everyone.

    Args:
        id_: of the audience, or empty.
        audiences: ids → what the site calls them.
    """
    return audiences.get(id_, id_) or gettext("Everyone")


def unsigned() -> str:
    """Return what stands in place of an author."""
    return pgettext("an article", "Unsigned")


def without_role() -> str:
    """Return what stands in place of a role where a name is all that is known."""
    return pgettext("somebody", "Named")


def described() -> str:
    """Return what stands in place of a role where a group is described and not named."""
    return pgettext("a group", "Described")


def as_inferred(words: str) -> str:
    """Return what the source does not say, with a mark of that."""
    return gettext("%(words)s (inferred)", words=words)


def heading(part: str, section: str) -> str:
    """Return the heading of a part of a page, or else that which content gives.

    Args:
        part: the part, as in ``PARTS``, or empty.
        section: the content's own heading, or empty.
    """
    return PARTS[part] if part else section


def notes() -> str:
    """Return the heading of notes to a text, which stand below it."""
    return gettext("Notes")


def terms_on_page() -> str:
    """Return the heading of the definitions of terms that a page uses."""
    return gettext("Terms used on this page")


def sense_not_said() -> str:
    """Return what stands before the meanings of a term that has several where it stands."""
    return gettext("The source does not say which:")


def search_description() -> str:
    """Return the description of the search for search engines."""
    return gettext("Search articles, points, terms, people and places.")


def description(template: str, title: str) -> str:
    """Return a list's description for search engines and for those who share its address."""
    if template not in _DESCRIPTIONS:
        return gettext("%(title)s.", title=title)
    described = gettext(_DESCRIPTIONS[template])
    return gettext("%(title)s. %(description)s", title=title, description=described)


def glossary_description(terms: int) -> str:
    """Return the description of a glossary of so many terms."""
    return ngettext(
        "%(count)s term, with its meaning at the time.",
        "%(count)s terms, each with its meaning at the time.",
        terms,
    )


def glossary_of(site: str) -> str:
    """Return the name of a site's glossary, where it stands alone."""
    return gettext("Glossary of %(site)s", site=site)


def articles_counted(articles: int) -> str:
    """Return a number of articles."""
    return ngettext("%(count)s article", "%(count)s articles", articles)


def with_status(kind: str, text: str) -> str:
    """Return a title, a claim or a reason as that of something with a status."""
    return gettext(_WITH_STATUS[kind], text=text)


def with_reason(kind: str, reason: str, summary: str) -> str:
    """Return the summary of something with a status, after why it has that."""
    return gettext("%(reason)s %(summary)s", reason=with_status(kind, reason), summary=summary)


def of_claim(reason: str, claim: str) -> str:
    """Return what is said of one claim of an article, with the claim."""
    return gettext("%(reason)s (%(claim)s)", reason=reason, claim=quoted(claim))


def status_note(kind: str, day: str, reason: str) -> str:
    """Return what has become of a source, for a reference to it."""
    return gettext(_STATUS_NOTES[kind], date=day, reason=reason)


def resting_on(line: str, kinds: Iterable[str]) -> str:
    """Return a line as a search shows it, with what has become of what it rests on."""
    named = [_RESTS_ON[kind] for kind in dict.fromkeys(kinds)]
    if not named:
        return line
    return gettext("%(line)s [rests on what was %(status)s]", line=line, status=row(named, "and"))


def dated_status(date: str, kind: str) -> str:
    """Return a date with what has become since of what is of that date."""
    return gettext("%(date)s · %(status)s", date=date, status=STATUSES[kind])


def ended(day: str) -> str:
    """Return what stands beside a term that ended then, and that nothing followed."""
    return gettext("ended %(date)s", date=day)


def interest_of(name: str, interest: str) -> str:
    """Return a speaker's interest with the name, for where somebody else is named before it."""
    return gettext("%(name)s: %(interest)s", name=name, interest=interest)


def part_of(list_: str, part: str) -> str:
    """Return the name of a part of one of two lists that share a page; empty for the first page."""
    return gettext(_LISTS[list_], part=part) if part else ""


def as_place(name: str) -> str:
    """Return the name of a place where people and organisations are named alike."""
    return gettext("%(name)s (place)", name=name)


def year_name(year: str) -> str:
    """Return what readers call the year, or its absence, by which lists split."""
    return pgettext("instead of a year", "undated") if year == UNDATED else year


def titled(whole: str, part: str) -> str:
    """Return the title of a page of a list; ``part`` is empty for its first page."""
    return gettext("%(list)s: %(part)s", list=whole, part=part) if part else whole


def articles_of(part: str) -> str:
    """Return the title of a page of the list of articles."""
    return gettext("Articles, %(part)s", part=part) if part else section("articles")


def numbered_part(name: str, number: int) -> str:
    """Return the name of one of several parts, such as ``2018, part 2``."""
    return name if number == 1 else gettext("%(name)s, part %(number)s", name=name, number=number)


def in_full(rights: str) -> str:
    """Say that a source's own words are published, and why they may be."""
    if rights.endswith(("?", "!")):
        return gettext("Published here in full: %(rights)s", rights=rights)
    return gettext("Published here in full: %(rights)s.", rights=rights.removesuffix("."))


def digest_part(number: int) -> str:
    """Return the name of a part of a long article's digest."""
    return gettext("part %(number)s", number=number)


def digest_page(article: str, part: str) -> str:
    """Return the title of a further page of an article's digest."""
    return gettext("%(article)s, %(part)s", article=article, part=part)


def two_pages(form: str) -> str:
    """Return what a link to a paper of two pages says."""
    return gettext("Two pages for your board (%(form)s)", form=form)


def span(first: object, last: object) -> str:
    """Return a row of years, numbers or dates from the first to the last."""
    return gettext("%(first)s to %(last)s", first=first, last=last)


def year_spans(years: Iterable[str]) -> Iterator[str]:
    """Yield years in order, long runs of them as one."""
    ordered = sorted(years)
    for _, group in groupby(enumerate(ordered), lambda item: int(item[1]) - item[0]):
        run = [year for _, year in group]
        yield from [span(run[0], run[-1])] if len(run) > YEARS_NAMED_EACH else run


def points_page(article: str, part: str) -> str:
    """Return the title of a page with some points of an article."""
    return gettext("%(article)s: points %(part)s", article=article, part=part)


def evidence_page(theme: str, part: str) -> str:
    """Return the title of a page with a part of a theme's evidence."""
    return gettext("%(theme)s: evidence, %(part)s", theme=theme, part=part)


def mentions_page(term: str, part: str) -> str:
    """Return the title of a page with some of a term's uses."""
    return gettext("%(term)s: uses, %(part)s", term=term, part=part)


def citing_page(article: str, part: str) -> str:
    """Return the title of a page with a part of what refers to an article."""
    return gettext("What refers to %(article)s: %(part)s", article=article, part=part)


def moved_page(title: str) -> str:
    """Return the title of a page at a former address."""
    return gettext("%(title)s (moved)", title=title)


def feed_in_a_row(name: str, form: str) -> str:
    """Return how a feed is named among others."""
    return gettext(_FEEDS_IN_A_ROW[name], form=form)


def news(text: str, status: str, claim: str) -> str:
    """Return what is told of a page: what changed, or what has become of it or a claim of it.

    Args:
        text: what changed, or why.
        status: what has become of it, or empty.
        claim: of which claim, or empty.
    """
    told = of_claim(text, claim) if claim else text
    return with_status(status, told) if status else told


def note_title(page: str, *, correction: bool) -> str:
    """Return the title of a change or a correction in a feed."""
    if correction:
        return gettext("Correction: %(page)s", page=page)
    return gettext("Change: %(page)s", page=page)


def it_was(text: str) -> str:
    """Return what something was, below the sentence that says what it is now."""
    return gettext("It was: %(text)s", text=text)


def it_is(text: str) -> str:
    """Return what something is, below the sentence that says that it was something else."""
    return gettext("It is: %(text)s", text=text)


def mistake_in(title: str) -> str:
    """Return the subject of a mail that reports a mistake."""
    return gettext("Mistake in %(title)s", title=quoted(title))


def point_note(number: int, themes: Sequence[str]) -> str:
    """Return what a screen reader says of the mark beside a passage."""
    return gettext("Point %(number)s: %(themes)s", number=number, themes=row(themes))


def whose_words(text: str, standing: str, speaker: str, reporter: str) -> str:
    """Return whose words a passage gives, and in whose; none may pass for a quotation.

    Args:
        text: whose words the article's text is, as in ``TEXT_HEADINGS``.
        standing: of the point that rests on the passage.
        speaker: its speaker's name, or empty.
        reporter: who published the source.
    """
    if text == "full":
        if not speaker:
            return gettext("the source’s own words")
        return gettext("the source’s own words for what %(speaker)s said", speaker=speaker)
    if not speaker:
        return gettext(_PUT[standing], reporter=reporter)
    if standing == "quoted":
        return gettext("our words for what %(speaker)s said", speaker=speaker)
    return gettext(
        "our words for what %(speaker)s said, as %(reporter)s reports it",
        speaker=speaker,
        reporter=reporter,
    )


def note(number: int) -> str:
    """Name a note to a text, where the text refers to it."""
    return gettext("Note %(number)s", number=number)


def back_to_text(number: int, place: int | None) -> str:
    """Name a way back from a note, and to which place where several refer to it."""
    if place is None:
        return gettext("Back to note %(number)s in the text", number=number)
    return gettext(
        "Back to note %(number)s in the text, place %(place)s", number=number, place=place
    )


def shortened(text: str, characters: int) -> str:
    """Return a text, or its first words where it is longer than so many characters."""
    if len(text) <= characters:
        return text
    first = like(text, text[:characters].rsplit(" ", 1)[0])
    return first + told_in(language_in(first), "\u00a0…")


def mark(period: str, title: str) -> str:
    """Return what a mark in the picture of the timeline stands for."""
    return gettext("%(period)s: %(title)s", period=period, title=title)


def before(year: int) -> str:
    """Return what lies before a year."""
    return gettext("before %(year)s", year=year)


def in_role(what: str, article: str, date: str) -> str:
    """Return a role, or an organisation, with the article in which it was held."""
    return gettext("%(role)s, in %(title)s, %(date)s.", role=what, title=quoted(article), date=date)


def post(role: str, organisation: str, inferred: Collection[str]) -> str:
    """Return a speaker's role and organisation, each marked where it was inferred.

    Args:
        role: the role; empty where none is known.
        organisation: likewise.
        inferred: which of the two, as ``role`` or ``organisation``, the source does not say.
    """
    told = {"role": role, "organisation": organisation}
    return listed(
        as_inferred(words) if key in inferred else words for key, words in told.items() if words
    )


def in_articles(titles: Iterable[str]) -> str:
    """Return in which articles something is named."""
    return gettext("In %(titles)s.", titles=listed(map(quoted, titles)))


def listed(names: Iterable[str]) -> str:
    """Return names one after another: ``Leeds, Bradford``."""
    return row([*names])


def apart(names: Iterable[str]) -> str:
    """Return phrases one after another: ``keeps a shop; sits on the council``."""
    return joined([*names], pgettext("between two phrases", "; "))


def in_short(names: tuple[str, ...]) -> str:
    """Return the names of authors in few words."""
    return in_reference(names, _NAMED_IN_SHORT)


_NAMED_IN_SHORT = 2


def source_in_short(names: tuple[str, ...], year: str) -> str:
    """Return whose an article is, in few words, and when it appeared."""
    return gettext("%(names)s, %(year)s", names=in_short(names), year=year)


def in_reference(names: tuple[str, ...], most: int) -> str:
    """Return the names of authors as a reference has them; of more than ``most``, the first."""
    if len(names) > most:
        return gettext("%(name)s and others", name=names[0])
    return row(names, "and")


def of_whole(value: str, whole: float | None) -> str:
    """Return a figure with what it is a share of: ``4 of 44``."""
    if whole is None:
        return value
    return gettext("%(value)s of %(whole)s", value=value, whole=number(whole))


def with_before(amount: str, was: str) -> str:
    """Return a figure with what it was at the start of its period: ``26% (before: 33%)``."""
    return gettext("%(amount)s (before: %(was)s)", amount=amount, was=was) if was else amount


def of_money(sign: str, amount: str) -> str:
    """Return a number with the sign of its currency: ``£3.8``."""
    return pgettext("money", "%(sign)s%(amount)s", sign=sign, amount=amount)


def counted(value: float | str, unit: str, of: float | None = None) -> str:
    """Return a figure with what it counts: ``£3.8 billion``, ``4 of 44 STPs``."""
    noun = unit[1:] if unit[:1] in {*_CURRENCIES, "%"} else f" {unit}".rstrip()
    return signed(value, unit, of, noun)


def signed(value: float | str, unit: str, of: float | None = None, noun: str = "") -> str:
    """Return a number with the sign of its unit; that of money may stand behind the noun."""
    written = value if isinstance(value, str) else number(value)
    if (sign := unit[:1]) in _CURRENCIES:
        return of_money(sign, of_whole(written, of) + noun)
    return of_whole(per_cent(written) if sign == "%" else written, of) + noun


def per_cent(amount: str) -> str:
    """Return a number as one of a hundred: ``40%``."""
    return pgettext("share", "%(amount)s%%", amount=amount)


def date_note(label: str, basis: str) -> str:
    """Return what a reference says of a date that is no exact day."""
    if not basis:
        return gettext("Date: %(date)s.", date=label)
    return gettext("Date: %(date)s (%(basis)s).", date=label, basis=basis.rstrip("."))


def date_not_known() -> str:
    """Return what stands in place of a date that has neither beginning nor end."""
    return gettext("date not known")


def at_any_time() -> str:
    """Return what stands in place of a period that has neither beginning nor end."""
    return gettext("at any time")


def qualified(date: str, qualifier: str) -> str:
    """Return a date with how sure it is: ``about March 2016``.

    Args:
        date: a day, a month or a year in words.
        qualifier: the mark of EDTF that says how sure it is, or nothing.
    """
    return gettext(_QUALIFIED[qualifier], date=date) if qualifier else date


def or_later(date: str) -> str:
    """Return a date that may be later."""
    return gettext("%(date)s or later", date=date)


def or_earlier(date: str) -> str:
    """Return a date that may be earlier."""
    return gettext("%(date)s or earlier", date=date)


def between(first: str, last: str) -> str:
    """Return a date that lies somewhere from one to another."""
    return gettext("between %(first)s and %(last)s", first=first, last=last)


def since(first: str) -> str:
    """Return a time that has not ended."""
    return gettext("since %(date)s", date=first)


def until(last: str, *, day: bool) -> str:
    """Return a time whose beginning is not known; its last day may be that of a month or year."""
    if day:
        return gettext("until %(date)s", date=last)
    return gettext("until the end of %(date)s", date=last)


def in_use(period: str) -> str:
    """Return when a meaning was in use."""
    return gettext("In use %(period)s.", period=period)


def called(name: str, *, ended: bool) -> str:
    """Return what a thing is called now, or what it was called later if that has ended too."""
    return gettext("later %(name)s", name=name) if ended else gettext("now %(name)s", name=name)


def called_since(name: str, *, ended: bool) -> str:
    """Return the same as a sentence of its own."""
    return gettext("Later %(name)s.", name=name) if ended else gettext("Now %(name)s.", name=name)


def all_content() -> str:
    """Name all content together, where its parts are counted."""
    return gettext("All content")


def words_of_the_site() -> str:
    """Name what a site says of itself: its name, and the titles in its navigation."""
    return gettext("Name and sections of the site")
