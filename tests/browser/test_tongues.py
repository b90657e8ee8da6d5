"""Pages with words in other languages: axe, and what the scripts take over from them."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE, Open
from tests.browser.test_accessibility import RULES, violations
from tests.projects import tongues
