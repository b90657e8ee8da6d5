/* The search: a dialog behind the link in the header, and the same form on the pages that hold a
   place for it. Pagefind's program and index are fetched when somebody searches, not before.
   Results are links in a list: arrow keys go through them, Enter on the words opens the first.
   No single key opens the search: those disturb who speaks to their computer (WCAG 2.2, 2.1.4). */
"use strict";

(() => {
  const script = document.currentScript.src;
  const root = new URL("../", script); // this file is in assets/
  const REST = 200; // milliseconds without a key before a search begins
  const AT_ONCE = 8; // results shown, and added by “More results”
  const PARTS = 3; // passages shown of one result
  const KINDS = { p: "Point", message: "Key message", question: "Question", sense: "Meaning" };

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  let loading = null;
  function engine() {
    if (window.briefingFinder) return Promise.resolve(window.briefingFinder); // see generator/offline.js
    loading ??= import(new URL("search/pagefind.js", script).href).then(async (found) => {
      await found.options({ excerptLength: 24 });
      await found.init();
      return found;
    });
    loading.catch(() => { loading = null; });
    return loading;
  }

  /* An excerpt is text with marks; nothing else of it is taken over. */
  function excerpt(html) {
    const parsed = new DOMParser().parseFromString(html, "text/html").body;
    const parts = [...parsed.childNodes].map((node) =>
      node.nodeName === "MARK" ? make("mark", {}, node.textContent) : node.textContent);
    return make("p", {}, ...parts);
  }

  function passage(part, address) {
    const anchor = new URL(part.url, root).hash;
    const kind = KINDS[/^#([a-z]+)-/.exec(anchor)?.[1]];
    if (!kind) return null;
    const link = make("a", { href: new URL(address + anchor, root) }, part.title);
    return make("li", {}, make("span", { class: "finder-kind" }, kind), " ", link);
  }

  const score = (part) => part.weighted_locations.reduce((sum, word) => sum + word.balanced_score, 0);

  function result(data) {
    const { kind, note, title, summary, address } = data.meta;
    const head = make("p", {}, make("span", { class: "finder-kind" }, kind), " ",
      make("a", { href: new URL(address, root) }, title));
    if (note) head.append(" ", make("span", { class: "finder-note" }, note));
    const passages = [...data.sub_results].sort((a, b) => score(b) - score(a)).map((part) => passage(part, address)).filter(Boolean);
    const item = make("li", {}, head);
    if (summary) item.append(make("p", {}, summary));
    else if (data.sub_results.some((part) => !part.anchor)) item.append(excerpt(data.excerpt));
    if (passages.length) item.append(make("ul", {}, ...passages.slice(0, PARTS)));
    return item;
  }

  const counted = (number, words) =>
    number ? `${number} result${number === 1 ? "" : "s"} for “${words}”`
      : `No result for “${words}”. Try fewer or shorter words.`;

  /* Put a form with its results into an element; returns the field for the words. */
  function mount(place, remember) {
    const name = `finder-${document.querySelectorAll(".finder-form").length + 1}`;
    const field = make("input", { type: "search", id: name, name: "q", autocomplete: "off", spellcheck: "false", maxlength: "200" });
    const form = make("form", { class: "finder-form", role: "search" },
      make("label", { for: name }, "Words, a name, a place or an abbreviation"), field);
    const status = make("p", { class: "finder-status", role: "status" });
    const list = make("ol", { class: "finder-results" });
    const more = make("button", { type: "button", hidden: "" }, "More results");
    place.replaceChildren(form, status, list, more);
    let timer = 0;
    let asked = 0; // number of the newest search; answers to older ones come too late
    let found = [];

    async function add() {
      const mine = asked;
      const next = found.splice(0, AT_ONCE);
      const shown = await Promise.all(next.map((one) => one.data()));
      if (mine !== asked) return null;
      const items = shown.map(result);
      list.append(...items);
      more.hidden = !found.length;
      return items[0];
    }

    async function search() {
      clearTimeout(timer);
      const words = field.value.trim();
      const mine = ++asked;
      remember?.(words);
      if (!words) {
        list.replaceChildren();
        more.hidden = true;
        status.textContent = "";
        return;
      }
      try {
        const pagefind = await engine();
        const { results } = await pagefind.search(words);
        if (mine !== asked) return;
        found = results;
        const number = results.length;
        list.replaceChildren();
        await add();
        if (mine === asked) status.textContent = counted(number, words);
      } catch (error) {
        console.warn(error);
        if (mine === asked) status.textContent = "The search does not work here. Look through the articles or the glossary.";
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
    const close = make("button", { type: "button", class: "finder-close" }, "Close");
    const inside = make("div", { class: "finder" });
    const box = make("dialog", { class: "finder-dialog md-typeset", "aria-label": "Search" }, close, inside);
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

  /* The form on a page: the words stand in the address, so that a search can be sent to somebody. */
  function onPage(place) {
    const remember = (words) => {
      const address = new URL(location.href);
      if (words) address.searchParams.set("q", words);
      else address.searchParams.delete("q");
      history.replaceState(history.state, "", address);
    };
    const { field, search } = mount(place, remember);
    field.value = new URLSearchParams(location.search).get("q") || "";
    if (field.value) search();
  }

  document.querySelectorAll("[data-finder]").forEach(onPage);
  document.querySelectorAll("a.finder-open").forEach(dialog);
})();
