/* What a briefing page does beyond its links: previews of terms and points, filters of evidence and
   of terms, and menus that close. Without it every word and every link is there. No inline handlers, no
   styles in attributes but by the CSSOM, so that a strict Content-Security-Policy holds. */
"use strict";

/* What scripts say: messages of gettext, in English until a build writes those of another language,
   and the rule of its plural, into the first two lines. */
window.briefingWords = (() => {
  const MESSAGES = {};
  const plural = (n) => (n === 1 ? 0 : 1);
  const filled = (message, values) => message.replace(/%\((\w+)\)s/g, (_, name) => values[name]);

  return {
    gettext: (message, values = {}) => filled(MESSAGES[message]?.[0] ?? message, values),
    pgettext: (context, message, values = {}) => filled(MESSAGES[`${context}\u0004${message}`]?.[0] ?? message, values),
    ngettext: (one, many, n, values = {}) => filled(MESSAGES[one]?.[Number(plural(n))] ?? (n === 1 ? one : many), { count: n, ...values }),
  };
})();

(() => {
  const { gettext, ngettext, pgettext } = window.briefingWords;
  /* All that readers are told by this script; where a sentence needs a number, it is given one. */
  const WORDS = {
    parts: {
      kind: gettext("Kind"), theme: gettext("Theme"), year: gettext("Year"), voice: gettext("Voice"), whose: gettext("Spoken by"),
      standing: gettext("Standing"), article: gettext("Article"),
    },
    years: { undated: gettext("undated") },
    whose: {
      organisation: gettext("Organisations"), person: gettext("People for none"), group: gettext("Groups"),
      author: gettext("Authors"), unsigned: gettext("Unsigned articles"),
    },
    any: pgettext("of choices", "All"),
    filter: gettext("Filter the evidence"),
    showAll: (all) => ngettext("Show all %(count)s point", "Show all %(count)s points", all),
    allShown: (all) => ngettext("All %(count)s point shown.", "All %(count)s points shown.", all),
    firstShown: (left, all) => ngettext(
      "The first %(left)s of %(count)s point shown.", "The first %(left)s of %(count)s points shown.", all, { left },
    ),
    chosen: (chosen, left, all) => {
      const choices = chosen.join(gettext(", "));
      return left
        ? ngettext("%(choices)s: %(left)s of %(count)s point shown.", "%(choices)s: %(left)s of %(count)s points shown.", all, { choices, left })
        : ngettext(
          "%(choices)s: 0 of %(count)s point shown: none matches all the choices.",
          "%(choices)s: 0 of %(count)s points shown: none matches all the choices.", all, { choices },
        );
    },
    choice: (part, value) => gettext("%(part)s %(value)s", { part, value }),
    unsure: (open) => ngettext(
      "%(count)s of them may be of another year: the date says so.", "%(count)s of them may be of another year: the date says so.", open,
    ),
    find: gettext("Find a term"),
    findBy: gettext("Find a term by its name, another name, or what it stands for"),
    terms: (left, all) => left
      ? ngettext("%(left)s of %(count)s term shown.", "%(left)s of %(count)s terms shown.", all, { left })
      : ngettext(
        "0 of %(count)s term shown: none has all these words in its names.",
        "0 of %(count)s terms shown: none has all these words in its names.", all,
      ),
    back: (name) => gettext("Back to %(page)s", { page: name }),
  };

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  /* The language of what stands in an element, where that is another than the page's. */
  const spoken = (element) => {
    const said = element.closest("[lang]:not(html)");
    return said ? { lang: said.lang } : {};
  };

  /* Previews: the meaning of a term, the words of a point, or those round a passage, beside the link
     that leads there.
     Opens on hover, focus and first tap; Esc closes it and focus stays; the pointer may rest on it
     (WCAG 2.2, 1.4.13). */

  const MARKS = "a.glossary-term[aria-describedby], a.passage-note, a.passage-link";
  const ARRIVE = 150; // milliseconds: a pointer that only passes by opens nothing
  const LEAVE = 300; // milliseconds: time to move the pointer on to the preview
  const GAP = 6; // pixels between link and preview, and to the edge of the window
  const LEFTWARD = document.body.dir === "rtl"; // whether the page is read from right to left
  const preview = make("div", { id: "preview", class: "preview", role: "tooltip", hidden: "" });
  let shown = null;
  let touched = null; // the link that a finger came down on, if its preview was closed
  let timer = 0;

  /* The paragraph round a passage comes from the page of its article, when a link to it is first
     rested on. Where it cannot be had, as in a site opened from a folder, the link is only a link. */
  const sources = new Map(); // address of a page → its document, or the promise of it
  const paragraphs = new Map(); // address of a passage → the paragraph, or null

  async function paragraph(mark) {
    const address = mark.href.split("#")[0];
    if (!sources.has(address)) {
      const read = async () => new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
      sources.set(address, location.protocol === "file:" ? null : read().catch(() => null));
    }
    const source = await sources.get(address);
    const id = decodeURIComponent(mark.hash.slice(1));
    const passage = source && source.getElementById(id);
    paragraphs.set(mark.href, passage ? quoted(source, passage, id) : null);
  }

  function quoted(source, passage, id) {
    const block = passage.closest("p, li, td, th, h2, h3, h4, h5, h6") || passage;
    const title = source.querySelector("h1").firstChild;
    const head = make("strong", title.closest ? spoken(title) : {}, title.textContent);
    const said = make("span", spoken(block));
    const words = source.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
      const around = words.currentNode.parentElement;
      if (around.closest(".headerlink")) continue;
      const inside = around.closest(`.passage[data-points~="${CSS.escape(id)}"]`);
      const text = words.currentNode.textContent;
      said.append(inside ? make("mark", spoken(around), text) : text);
    }
    return make("p", {}, head, make("br"), said);
  }

  function content(mark) {
    if (mark.matches(".passage-link")) {
      const found = paragraphs.get(mark.href);
      return found && found.cloneNode(true);
    }
    if (mark.matches(".glossary-term")) {
      const entry = document.getElementById(mark.getAttribute("aria-describedby"));
      return entry && entry.firstElementChild.cloneNode(true);
    }
    const point = document.querySelector(mark.hash);
    const line = point && point.querySelector("p");
    const said = line && make("span", spoken(line.querySelector("[lang]") || line), line.textContent);
    return said && make("p", {}, make("strong", {}, mark.getAttribute("aria-label")), make("br"), said);
  }

  function open(mark) {
    clearTimeout(timer);
    if (shown === mark) return;
    const inside = content(mark);
    if (!inside) {
      const waits = () => {
        if (!paragraphs.get(mark.href)) return;
        if (mark.matches(":focus-visible")) openWhole(mark);
        else if (mark.matches(":hover")) open(mark);
      };
      if (mark.matches(".passage-link") && !paragraphs.has(mark.href)) paragraph(mark).then(waits);
      return;
    }
    close();
    shown = mark;
    preview.replaceChildren(inside);
    preview.hidden = false;
    if (!mark.hasAttribute("aria-describedby")) mark.setAttribute("aria-describedby", preview.id);
    place();
  }

  /* A window at 400 % is low: the link goes to its top, and the meaning, in the lower half, leaves the
     rest of the message in sight. */
  const LOW = 400; // pixels of a window below which it is low

  function openWhole(mark) {
    open(mark);
    if (shown !== mark || window.innerHeight >= LOW || mark.getBoundingClientRect().bottom < window.innerHeight / 2) return;
    mark.scrollIntoView({ block: "start" });
    place();
  }

  /* In the half of a low window that the link leaves free. */
  function placeLow(link, height) {
    preview.style.maxHeight = `${height / 2 - GAP}px`;
    toSide(LEFTWARD ? Infinity : GAP);
    preview.style.top = link.bottom < height / 2 ? `${height - preview.offsetHeight - GAP}px` : `${GAP}px`;
  }

  function close() {
    clearTimeout(timer);
    if (!shown) return;
    if (shown.getAttribute("aria-describedby") === preview.id) shown.removeAttribute("aria-describedby");
    shown = null;
    preview.hidden = true;
    preview.removeAttribute("tabindex");
  }

  /* Below the link, or above it where there is more room; never outside the window. */
  function place() {
    const height = window.innerHeight;
    const lines = [...shown.getClientRects()];
    const first = lines[0];
    const last = lines[lines.length - 1];
    if (!first || last.bottom < 0 || first.top > height) return close();
    if (height < LOW) placeLow(last, height);
    else placeBeside(first, last, height);
    // What must be scrolled must be reached by keyboard.
    if (preview.scrollHeight > preview.clientHeight) preview.tabIndex = 0;
    else preview.removeAttribute("tabindex");
  }

  /* As far to the right as is asked for, and never outside the window. */
  function toSide(wanted) {
    const most = document.documentElement.clientWidth - preview.offsetWidth - GAP;
    preview.style.left = `${Math.max(Math.min(wanted, most), GAP)}px`;
  }

  /* Its first edge, by the direction of reading, below that of the link. */
  function placeBeside(first, last, height) {
    preview.style.maxHeight = "";
    const above = first.top - 2 * GAP;
    const below = height - last.bottom - 2 * GAP;
    const under = preview.offsetHeight <= below || below >= above;
    preview.style.maxHeight = `${Math.max(under ? below : above, 0)}px`;
    const line = under ? last : first;
    toSide(LEFTWARD ? line.right - preview.offsetWidth : line.left);
    preview.style.top = under ? `${last.bottom + GAP}px` : `${first.top - GAP - preview.offsetHeight}px`;
  }

  const markOf = (event) => event.target instanceof Element && event.target.closest(MARKS);
  const rests = () => shown.matches(":hover, :focus") || preview.matches(":hover, :focus");
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => shown && !rests() && close(), LEAVE);
  };

  function previews() {
    document.body.append(preview);
    document.addEventListener("pointerover", (event) => {
      const mark = event.pointerType !== "touch" && markOf(event);
      if (!mark || mark === shown) return;
      clearTimeout(timer);
      timer = setTimeout(() => mark.matches(":hover") && open(mark), ARRIVE);
    });
    document.addEventListener("pointerout", later);
    document.addEventListener("focusin", (event) => {
      const mark = markOf(event);
      if (!mark || mark === touched || !mark.matches(":focus-visible")) return;
      openWhole(mark);
    });
    document.addEventListener("focusout", later);
    document.addEventListener("pointerdown", (event) => {
      const mark = markOf(event);
      touched = event.pointerType === "touch" && mark !== shown ? mark : null;
      if (!mark && !preview.contains(event.target)) close();
    });
    document.addEventListener("click", (event) => {
      const mark = markOf(event);
      if (mark && mark === touched && content(mark)) {
        event.preventDefault();
        openWhole(mark);
      }
      touched = null;
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && shown) {
        event.stopPropagation();
        close();
      }
    }, true);
    const follow = () => shown && place();
    window.addEventListener("scroll", follow, { passive: true });
    window.addEventListener("resize", follow);
  }

  /* Filters: one choice for each part of the evidence that has several values. The choices stand
     in the address, so that a filtered table can be sent to somebody. */

  const ids = (row, part) => (row.dataset[part] || "").split(" ").filter(Boolean);
  const cells = (selector) => (row) => [...row.querySelectorAll(selector)].map((each) => each.textContent.trim());

  /* What the evidence is filtered by: the words for the ids of a row, in the same order. Addresses and
     comparisons are made of ids alone. */
  const PARTS = {
    kind: cells(".kind"),
    theme: cells(".theme-tag"),
    year: (row) => ids(row, "year").map((year) => WORDS.years[year] || year),
    voice: (row) => [row.dataset.voiceName],
    whose: (row) => ids(row, "whose").map((kind) => WORDS.whose[kind]),
    standing: cells(".standing"),
    article: cells(".source-name"),
  };
  const FEWEST = 6; // rows below which a table is read faster than it is filtered
  const painted = () => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));

  function choice(rows, part, wanted) {
    const labels = new Map(rows.flatMap((row) => {
      const words = PARTS[part](row);
      return ids(row, part).map((id, place) => [id, words[place]]);
    }));
    if (labels.size < 2) return null;
    const sorted = [...labels].sort((a, b) => a[1].localeCompare(b[1], document.documentElement.lang || undefined));
    if (part === "year") sorted.reverse();
    const select = make("select", { id: `filter-${part}`, name: part }, make("option", { value: "" }, WORDS.any));
    select.append(...sorted.map(([value, label]) => make("option", { value }, label)));
    select.value = labels.has(wanted) ? wanted : "";
    return select;
  }

  function filters() {
    const rows = [...document.querySelectorAll("table.evidence tbody tr")];
    if (rows.length < FEWEST) return;
    const asked = new URLSearchParams(location.search);
    const selects = Object.keys(PARTS).map((part) => choice(rows, part, asked.get(part))).filter(Boolean);
    if (!selects.length) return;
    const table = rows[0].closest("table");
    let first = Number(table.dataset.first) || rows.length; // lines shown until all are asked for
    const status = make("p", { role: "status" });
    const [clear, more] = [1, 2].map(() => make("button", { type: "button", hidden: "" }, WORDS.showAll(rows.length)));
    const form = make("form", { class: "filters", "aria-label": WORDS.filter });
    for (const select of selects) {
      form.append(make("p", {}, make("label", { for: select.id }, WORDS.parts[select.name]), select));
    }
    form.append(clear, status);

    const words = (select) => WORDS.choice(WORDS.parts[select.name], select.selectedOptions[0].text);
    const unsure = (chosen, left) => {
      const open = chosen.some((select) => select.name === "year") ? left.filter((row) => ids(row, "year").length > 1).length : 0;
      return open ? ` ${WORDS.unsure(open)}` : "";
    };

    const apply = () => {
      const chosen = selects.filter((select) => select.value);
      rows.forEach((row, index) => {
        row.hidden = chosen.length
          ? !chosen.every((select) => ids(row, select.name).includes(select.value))
          : index >= first;
      });
      const shown = rows.filter((row) => !row.hidden);
      const left = shown.length;
      clear.hidden = left === rows.length && !chosen.length;
      more.hidden = clear.hidden || chosen.length > 0;
      if (left === rows.length) status.textContent = WORDS.allShown(left);
      else if (!chosen.length) status.textContent = WORDS.firstShown(left, rows.length);
      else status.textContent = WORDS.chosen(chosen.map(words), left, rows.length) + unsure(chosen, shown);
      return chosen;
    };
    const remember = (chosen) => {
      const address = new URL(location.href);
      for (const part of Object.keys(PARTS)) address.searchParams.delete(part);
      for (const select of chosen) address.searchParams.set(select.name, select.value);
      history.replaceState(history.state, "", address);
    };
    const showAll = () => {
      first = rows.length;
      form.reset();
      remember(apply());
    };
    const place = () => location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const reveal = () => {
      const row = place();
      if (!row || !row.hidden) return;
      showAll();
      row.scrollIntoView();
    };
    form.addEventListener("change", () => remember(apply()));
    form.addEventListener("submit", (event) => event.preventDefault());
    clear.addEventListener("click", () => {
      showAll();
      selects[0].focus(); // the button, which had the focus, is hidden
    });
    more.addEventListener("click", () => {
      const next = rows[first];
      showAll();
      next.querySelector("a").focus();
    });
    window.addEventListener("hashchange", reveal);
    table.before(form);
    table.after(more);
    const chosen = apply();
    reveal();
    if (place()) place().scrollIntoView(); // what stands below the table has moved
    // Whoever follows a filtered address wants its table: seen once it has come to rest.
    else if (chosen.length) painted().then(() => form.scrollIntoView());
  }

  /* The glossary: words leave those terms that have all of them in their names. Where it stands on
     several pages, these hold a place for the search of the whole site. */

  const plain = (text) =>
    text.normalize("NFKD").replace(/[\u0300-\u036f\u00ad]/g, "").replace(/[‘’ʼ]/g, "'").replace(/[‐‑]/g, "-").toLowerCase();

  function terms() {
    const rows = [...document.querySelectorAll("dl.terms dt")];
    const place = document.querySelector("[data-terms]");
    if (!place) return;
    const names = rows.map((row) => plain(`${row.textContent} ${row.dataset.forms || ""}`));
    const field = make("input", { type: "search", id: "term-words", autocomplete: "off", spellcheck: "false", maxlength: "200" });
    const label = make("label", { for: field.id }, WORDS.findBy);
    const status = make("p", { role: "status" });
    const form = make("form", { class: "filters", role: "search", "aria-label": WORDS.find }, make("p", {}, label, field), status);

    const apply = () => {
      const words = plain(field.value).split(/\s+/).filter(Boolean);
      rows.forEach((row, index) => {
        row.hidden = row.nextElementSibling.hidden = !words.every((word) => names[index].includes(word));
      });
      for (const list of document.querySelectorAll("dl.terms")) {
        list.hidden = list.previousElementSibling.hidden = !list.querySelector("dt:not([hidden])");
      }
      const left = rows.filter((row) => !row.hidden).length;
      status.textContent = words.length ? WORDS.terms(left, rows.length) : "";
    };
    field.addEventListener("input", apply);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const wanted = plain(field.value.trim());
      const left = wanted ? rows.filter((row) => !row.hidden).map((row) => row.querySelector("a")) : [];
      const called = (fits) => left.find((link) => fits(plain(link.textContent)));
      const best = called((name) => name === wanted) || called((name) => name.startsWith(wanted)) || left[0];
      if (best) best.click();
    });
    window.addEventListener("hashchange", () => {
      const term = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!term || !term.hidden) return;
      field.value = "";
      apply();
      term.scrollIntoView();
    });
    place.append(form);
  }

  /* Menus in the header close by Esc, by a click elsewhere, and when the focus leaves them. */

  function menus() {
    const all = [...document.querySelectorAll("details.site-group, details.site-menu")];
    const shut = (menu) => menu.removeAttribute("open");
    for (const menu of all) {
      menu.addEventListener("focusout", (event) => {
        if (event.relatedTarget && !menu.contains(event.relatedTarget)) shut(menu);
      });
      menu.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !menu.open) return;
        shut(menu);
        menu.querySelector("summary").focus();
      });
    }
    document.addEventListener("click", (event) => {
      all.filter((menu) => !menu.contains(event.target)).forEach(shut);
    });
  }

  /* A passage says where it is from, in a bar above it. Of the way there the script knows more: whose
     words it gives, and from which line, on which page, the reader came. */

  const FROM = "briefing-from";

  function depart(event) {
    const link = event.target instanceof Element && event.target.closest("a[href*='#p-']");
    if (!link || link.pathname === location.pathname) return;
    const line = link.closest("main [id]");
    const name = document.querySelector("h1").innerText.trim();
    const at = line && !line.matches("article, section") ? `#${line.id}` : "";
    const from = { name, address: location.pathname + location.search + at };
    try {
      sessionStorage.setItem(FROM, JSON.stringify(from));
    } catch { /* Without storage the bar leads back to the article's themes. */ }
  }

  function wayBack() {
    try {
      const from = JSON.parse(sessionStorage.getItem(FROM));
      const address = new URL(from.address, location.href);
      return address.origin === location.origin && make("a", { href: address.href }, WORDS.back(from.name));
    } catch {
      return null;
    }
  }

  function land() {
    const bar = document.querySelector(".landing");
    const id = decodeURIComponent(location.hash.slice(1));
    const note = bar && id && document.querySelector(`.passage-note[data-of="${CSS.escape(id)}"]`);
    document.documentElement.classList.toggle("landed", Boolean(note));
    if (!note) return;
    bar.querySelector("[data-whose]").textContent = note.dataset.told;
    const back = wayBack();
    if (back) bar.querySelector("[data-back]").replaceChildren(back);
  }

  function passages() {
    document.addEventListener("click", depart);
    window.addEventListener("hashchange", land);
    land();
  }

  /* Print shows what is folded; browsers that know ::details-content do so by style. */
  function prints() {
    let folded = [];
    window.addEventListener("beforeprint", () => {
      folded = [...document.querySelectorAll(".md-typeset details:not([open])")];
      folded.forEach((element) => element.setAttribute("open", ""));
    });
    window.addEventListener("afterprint", () => folded.forEach((element) => element.removeAttribute("open")));
  }

  /* The theme's script, once the page is there, takes every alternate for the site in another
     language and asks for its map; feeds are none. */
  for (const feed of document.querySelectorAll('link[rel="alternate"][type]')) feed.rel = "alternate feed";

  previews();
  filters();
  terms();
  menus();
  prints();
  passages();
})();
