"""Where a reader reports a mistake in a page."""

from urllib.parse import quote, urlsplit, urlunsplit

from generator.base import labels
from generator.base.model import Settings


def report_address(settings: Settings, title: str, page: str) -> str:
    """Return the address for reporting a mistake in a page, or nothing without a contact.

    It names the page: in the subject of a mail (RFC 6068), or as ``page`` in the query.

    Args:
        settings: of the site.
        title: the page's.
        page: source address of the page.
    """
    if not settings.contact:
        return ""
    where = settings.address(page)
    parts = urlsplit(settings.contact)
    asked = {"page": quote(where, safe="")}
    if parts.scheme == "mailto":
        asked = {"subject": quote(labels.mistake_in(title)), "body": quote(where)}
    given = parts.query.split("&") if parts.query else []
    keys = {each.partition("=")[0].lower() for each in given}
    query = [*given, *(f"{key}={value}" for key, value in asked.items() if key not in keys)]
    return urlunsplit(parts._replace(query="&".join(query)))
