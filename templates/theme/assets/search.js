/* The search: a dialog behind the link in the header, and the same form on the pages that hold a
   place for it. Pagefind's program and index are fetched when somebody searches, not before.
   Results are links in a list: arrow keys go through them, Enter on the words opens the first.
   No single key opens the search: those disturb who speaks to their computer (WCAG 2.2, 2.1.4). */
"use strict";

(() => {
  const { gettext, ngettext, pgettext } = window.briefingWords;
  /* All that readers are told by this script; what stands in a result comes with it. */
  const WORDS = {
    parts: { p: gettext("Point"), message: gettext("Key message"), question: gettext("Question"), sense: gettext("Meaning") },
    choices: {
      all: pgettext("of choices", "All"), theme: gettext("Themes"), point: gettext("Points and messages"), article: gettext("Articles"),
      term: gettext("Terms"), person: gettext("People"), organisation: gettext("Organisations"), place: gettext("Places"),
      page: gettext("Other pages"),
    },
    choice: gettext("Show"),
    field: gettext("Words, a name, a place or an abbreviation"),
    more: gettext("More results"),
    close: gettext("Close"),
    search: gettext("Search"),
    broken: gettext("The search does not work here. Look through the articles or the glossary."),
    counted: (number, words) => number
      ? ngettext("%(count)s result for “%(words)s”", "%(count)s results for “%(words)s”", number, { words })
      : gettext("No result for “%(words)s”. Try fewer or shorter words.", { words }),
    countedParts: (shown, all, words) => {
      if (!shown) return gettext("No point or message for “%(words)s”. Try fewer or shorter words.", { words });
      const points = ngettext("%(count)s point", "%(count)s points", shown);
      return ngettext(
        "%(points)s shown, from %(count)s article and themes with “%(words)s”",
        "%(points)s shown, from %(count)s articles and themes with “%(words)s”", all, { points, words },
      );
    },
  };

  const script = document.currentScript.src;
  const root = new URL("../", script); // this file is in assets/
  const REST = 200; // milliseconds without a key before a search begins
  const AT_ONCE = 8; // results shown, and added by “More results”
  const PARTS = 3; // passages shown of one result
  const EXCERPT = 24; // words of an excerpt
  /* What the results can be narrowed to: kinds of record, or the passages in them. */
  const CHOICES = {
    all: {},
    theme: { kinds: ["theme"] },
    point: { kinds: ["article", "theme"], parts: true },
    article: { kinds: ["article"] },
    term: { kinds: ["term"] },
    person: { kinds: ["person", "group"] },
    organisation: { kinds: ["organisation"] },
    place: { kinds: ["place"] },
    page: { kinds: ["page"] },
  };

  const of = (choice, result) => !choice.kinds || choice.kinds.includes(result.kind);

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  /* The language of a result's words, where that is another than the page's. */
  const spoken = (lang) => (lang ? { lang } : {});

  let loading = null;
  function engine() {
    if (window.briefingFinder) return Promise.resolve(window.briefingFinder); // see generator/publish/offline.js
    loading ??= load();
    loading.catch(() => { loading = null; });
    return loading;
  }

  async function load() {
    const [{ createInstance }, kinds] = await Promise.all([
      import(new URL("search/pagefind.js", script).href),
      fetch(new URL("search/kinds.json", script)).then((answer) => answer.json()),
    ]);
    const options = { excerptLength: EXCERPT };
    const finder = createInstance(options);
    try {
      await finder.init();
      const further = Object.keys(kinds).filter(Boolean).map((part) => new URL(`search/${part}`, script).href);
      await Promise.all(further.map((part) => finder.mergeIndex(part, options)));
    } catch (error) {
      finder.destroy(); // one that lacks a part would never search again
      throw error;
    }
    const named = Object.values(kinds).flatMap(Object.entries);
    const kindOf = new Map(named.flatMap(([kind, ids]) => ids.map((id) => [id, kind])));
    // In each part of several, one record lists the words of the others; it has no kind.
    const search = async (words) => (await finder.search(words)).results
      .map((one) => ({ kind: kindOf.get(one.id), data: () => one.data() }))
      .filter(({ kind }) => kind);
    return { search };
  }

  /* An excerpt is text with marks; nothing else of it is taken over. */
  function excerpt(html, language) {
    const parsed = new DOMParser().parseFromString(html, "text/html").body;
    const parts = [...parsed.childNodes].map((node) =>
      node.nodeName === "MARK" ? make("mark", {}, node.textContent) : node.textContent);
    return make("p", spoken(language), ...parts);
  }

  function passage(part, { address, language }) {
    const anchor = new URL(part.url, root).hash;
    const kind = WORDS.parts[/^#([a-z]+)-/.exec(anchor)?.[1]];
    if (!kind) return null;
    const link = make("a", { href: new URL(address + anchor, root), ...spoken(language) }, part.title);
    return make("li", {}, make("span", { class: "finder-kind" }, kind), " ", link);
  }

  const score = (part) => part.weighted_locations.reduce((sum, word) => sum + word.balanced_score, 0);
  const parts = (data) => [...data.sub_results].sort((a, b) => score(b) - score(a));

  function result(data) {
    const { kind, label, note, title, summary, address, language, title_language: titled } = data.meta;
    const head = make("p", {}, make("span", { class: "finder-kind" }, label), " ",
      make("a", { href: new URL(address, root), ...spoken(titled) }, title));
    // A term's note is what it stands for; others have a date.
    const noted = kind === "term" ? spoken(language) : {};
    if (note) head.append(" ", make("span", { class: "finder-note", ...noted }, note));
    const inside = parts(data).map((part) => passage(part, data.meta)).filter(Boolean);
    const item = make("li", {}, head);
    if (summary) item.append(make("p", spoken(language), summary));
    else if (data.sub_results.some((part) => !part.anchor)) item.append(excerpt(data.excerpt, language));
    if (inside.length) item.append(make("ul", {}, ...inside.slice(0, PARTS)));
    return item;
  }

  /* A passage as a result of its own: what it is, its words, and where they stand. */
  function passages(data) {
    const { note, title, title_language: titled } = data.meta;
    const items = parts(data).map((part) => passage(part, data.meta)).filter(Boolean);
    for (const item of items) {
      const where = make("span", spoken(titled), title);
      item.append(" ", make("span", { class: "finder-note" }, where, note ? `, ${note}` : ""));
    }
    return items;
  }

  /* The choice between kinds of result, with how many there are of each. Points stand in the
     records of their articles and themes, and are not counted before they are fetched. */
  function choice(name, kind, changed) {
    const group = make("fieldset", { class: "finder-kinds", hidden: "" }, make("legend", {}, WORDS.choice));
    const options = new Map(Object.entries(WORDS.choices).map(([value, label]) => {
      const radio = make("input", { type: "radio", name: `${name}-kind`, value, id: `${name}-kind-${value}` });
      radio.checked = value === kind;
      const text = make("label", { for: radio.id }, label);
      const option = make("span", {}, radio, text);
      group.append(option);
      return [value, { option, radio, text, label }];
    }));
    group.addEventListener("change", changed);
    return {
      group,
      get value() { return group.querySelector(":checked").value; },
      show(found) {
        for (const [value, { option, radio, text, label }] of options) {
          const number = found.filter((one) => of(CHOICES[value], one)).length;
          option.hidden = !number && !radio.checked;
          text.textContent = CHOICES[value].parts ? label : `${label} (${number})`;
        }
        group.hidden = !found.length;
      },
    };
  }

  /* Put a form with its results into an element; returns the field for the words. */
  function mount(place, { remember, kind } = {}) {
    const name = `finder-${document.querySelectorAll(".finder-form").length + 1}`;
    const field = make("input", { type: "search", id: name, name: "q", autocomplete: "off", spellcheck: "false", maxlength: "200" });
    const kinds = choice(name, Object.hasOwn(CHOICES, kind) ? kind : "all", () => search());
    const form = make("form", { class: "finder-form", role: "search" },
      make("label", { for: name }, WORDS.field), field, kinds.group);
    const status = make("p", { class: "finder-status", role: "status" });
    const list = make("ol", { class: "finder-results" });
    const more = make("button", { type: "button", hidden: "" }, WORDS.more);
    place.replaceChildren(form, status, list, more);
    let timer = 0;
    let asked = 0; // number of the newest search; answers to older ones come too late
    let found = [];

    /* Return the next results; of an article that is looked through for points, there may be none. */
    async function next() {
      const mine = asked;
      const chosen = CHOICES[kinds.value];
      const items = [];
      while (found.length && items.length < AT_ONCE) {
        const data = await Promise.all(found.splice(0, AT_ONCE).map((one) => one.data()));
        if (mine !== asked) return null;
        items.push(...data.flatMap(chosen.parts ? passages : result));
      }
      return items;
    }

    async function add() {
      const items = await next();
      if (!items) return null;
      list.append(...items);
      more.hidden = !found.length;
      return items[0];
    }

    async function search() {
      clearTimeout(timer);
      const words = field.value.trim();
      const chosen = CHOICES[kinds.value];
      const mine = ++asked;
      remember?.(words, kinds.value);
      if (!words) {
        list.replaceChildren();
        more.hidden = true;
        kinds.group.hidden = true;
        status.textContent = "";
        return;
      }
      try {
        const all = await (await engine()).search(words);
        if (mine !== asked) return;
        found = all.filter((one) => of(chosen, one));
        const number = found.length;
        const items = await next();
        if (mine !== asked) return;
        kinds.show(all);
        list.replaceChildren(...items); // the last answer stays until the next is there
        more.hidden = !found.length;
        status.textContent = chosen.parts ? WORDS.countedParts(list.children.length, number, words)
          : WORDS.counted(number, words);
      } catch (error) {
        console.warn(error);
        if (mine === asked) status.textContent = WORDS.broken;
      }
    }

    function step(event) {
      const links = [...list.querySelectorAll("a")];
      const at = links.indexOf(document.activeElement);
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!by || !links.length || (at < 0 && document.activeElement !== field)) return;
      event.preventDefault();
      (links[at + by] || (at + by < 0 ? field : links[at])).focus();
    }

    field.addEventListener("input", () => {
      document.documentElement.classList.toggle("asked", Boolean(field.value.trim()));
      clearTimeout(timer);
      timer = setTimeout(search, REST);
    });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      await search();
      list.querySelector("a")?.click();
    });
    more.addEventListener("click", async () => (await add())?.querySelector("a").focus());
    place.addEventListener("keydown", step);
    return { field, search };
  }

  /* The dialog behind the link in the header. */
  function dialog(opener) {
    const close = make("button", { type: "button", class: "finder-close" }, WORDS.close);
    const inside = make("div", { class: "finder" });
    const box = make("dialog", { class: "finder-dialog md-typeset", "aria-label": WORDS.search }, close, inside);
    const { field } = mount(inside);
    const open = (event) => {
      event.preventDefault();
      if (!box.open) box.showModal();
      field.select();
      field.focus();
    };
    document.body.append(box);
    opener.setAttribute("role", "button");
    opener.setAttribute("aria-haspopup", "dialog");
    opener.addEventListener("click", (event) => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) open(event);
    });
    opener.addEventListener("keydown", (event) => event.key === " " && open(event));
    close.addEventListener("click", () => box.close());
    box.addEventListener("click", (event) => {
      if (event.target === box || event.target.closest("a")) box.close();
    });
    box.addEventListener("keydown", (event) => {
      // A field for a search takes the first Esc for itself.
      if (event.key === "Escape") {
        event.preventDefault();
        box.close();
      }
    });
    document.addEventListener("keydown", (event) => {
      if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) open(event);
    });
  }

  /* The form on a page: words and kind stand in the address, so that a search can be sent to somebody. */
  function onPage(place) {
    const given = new URLSearchParams(location.search);
    const remember = (words, kind) => {
      const address = new URL(location.href);
      const parts = { q: words, kind: kind === "all" ? "" : kind };
      for (const [name, value] of Object.entries(parts)) {
        if (value) address.searchParams.set(name, value);
        else address.searchParams.delete(name);
      }
      history.replaceState(history.state, "", address);
    };
    const { field, search } = mount(place, { remember, kind: given.get("kind") });
    field.value = given.get("q") || "";
    if (field.value) search();
  }

  document.querySelectorAll("[data-finder]").forEach(onPage);
  document.querySelectorAll("a.finder-open").forEach(dialog);
})();
