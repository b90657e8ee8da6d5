"""Stage 9, where the project asks for it: one page with a form for content, kept in the repository.

It is the only page that asks other hosts for anything, and has a policy of its own: its program
comes from the site alone, and may ask the code host that the project names, and fetch the letters
and icons that it is drawn with. No page for readers leads to it.
"""

import base64
import hashlib
from collections.abc import Mapping

import yaml
from markupsafe import Markup

from generator.base.model import Settings
from generator.schema.form import form
from generator.site.admin.fetch import INTEGRITY, AdminError, fetch
from generator.site.admin.host import Host, host_of
from generator.site.render import Output

__all__ = ["AdminError", "admin", "host_of", "integrity"]

PAGE, _CONFIG, _SCRIPT, _LICENCE = (
    f"admin/{name}" for name in ("index.html", "config.yml", "sveltia-cms.js", "LICENSE.txt")
)

_HTML = Markup("""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>Edit: {title}</title>
<link rel="icon" href="data:,">
<link href="config.yml" type="text/yaml" rel="cms-config-url">
</head>
<body>
<noscript>The form needs JavaScript. Edit the files in the repository instead.</noscript>
<script src="sveltia-cms.js" integrity="{integrity}"></script>
</body>
</html>
""")
_FONTS = "https://cdn.jsdelivr.net"
"""Where the program has its letters and icons."""


def admin(settings: Settings) -> tuple[Output, ...]:
    """Return the files of the form; none where the project does not ask for it.

    Raises:
        AdminError: its program could not be fetched.
    """
    if not settings.admin:
        return ()
    program, licence = fetch()
    texts = {**_own(settings), _SCRIPT: program, _LICENCE: licence}
    return tuple(Output(uri=uri, data=text.encode()) for uri, text in texts.items())


def integrity(settings: Settings) -> Mapping[str, str]:
    """Return what each file of the form must hold, as hashes (w3.org/TR/SRI), by its address."""
    if not settings.admin:
        return {}
    return {**{uri: _hash(text) for uri, text in _own(settings).items()}, _SCRIPT: INTEGRITY}


def _own(settings: Settings) -> Mapping[str, str]:
    """Return what we write ourselves: the page and its configuration."""
    host = host_of(settings.edit_address)
    page = _HTML.format(policy=_policy(host), title=settings.title, integrity=INTEGRITY)
    config = (
        {**form(host.backend), "site_url": settings.url} if settings.url else form(host.backend)
    )
    written = yaml.safe_dump(config, sort_keys=False, allow_unicode=True)
    return {PAGE: str(page), _CONFIG: written}


def _policy(host: Host) -> str:
    """Write the policy: what the program needs to draw itself, and its code host."""
    directives = {
        "default-src": ("'none'",),
        "script-src": ("'self'",),
        "style-src": ("'self'", "'unsafe-inline'"),
        "img-src": ("'self'", "data:", "blob:", *host.pictures),
        "font-src": (_FONTS,),
        "connect-src": ("'self'", "data:", "blob:", *host.services),
        "base-uri": ("'none'",),
        "form-action": ("'none'",),
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def _hash(text: str) -> str:
    return f"sha384-{base64.b64encode(hashlib.sha384(text.encode()).digest()).decode()}"
