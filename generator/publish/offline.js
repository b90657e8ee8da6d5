/* The search of a site that is opened from a folder: browsers run no worker and fetch no file there,
   so all records stand in a script, and are looked through one by one. It answers as Pagefind does. */
"use strict";

window.briefingFinder = (() => {
  const WEIGHTS = { title: 7, names: 6, passage: 3, text: 1 };
  const WORDS = 24; // of an excerpt

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const split = (text) => plain(text).match(/[\p{L}\p{N}&]+/gu) || [];
  const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  const hits = (words, asked) => words.filter((word) => asked.some((one) => word.startsWith(one))).length;

  const prepared = window.briefingRecords.map((record) => ({
    record,
    title: split(record.title),
    names: split(record.names.join(" ")),
    text: split([record.summary, ...record.text].join(" ")),
    passages: record.passages.map((passage) => split(`${passage.title} ${passage.text}`)),
  }));

  function score(one, asked) {
    const all = [...one.title, ...one.names, ...one.text, ...one.passages.flat()];
    if (!asked.every((word) => all.some((other) => other.startsWith(word)))) return 0;
    return WEIGHTS.title * hits(one.title, asked) + WEIGHTS.names * hits(one.names, asked)
      + WEIGHTS.passage * hits(one.passages.flat(), asked) + WEIGHTS.text * hits(one.text, asked);
  }

  function excerpt(record, asked) {
    const words = [record.summary, ...record.text].join(" ").split(/\s+/);
    const matches = (word) => split(word).some((part) => asked.some((one) => part.startsWith(one)));
    const start = Math.max(words.findIndex(matches) - WORDS / 3, 0);
    return words.slice(start, start + WORDS)
      .map((word) => (matches(word) ? `<mark>${escaped(word)}</mark>` : escaped(word))).join(" ");
  }

  function data(one, asked) {
    const { address, kind, label, note, passages, summary, title } = one.record;
    const parts = passages.map((passage, at) => ({
      url: `${address}#${passage.anchor}`,
      title: passage.title,
      anchor: { id: passage.anchor },
      weighted_locations: [{ balanced_score: hits(one.passages[at], asked) }],
    })).filter((part) => part.weighted_locations[0].balanced_score);
    const whole = { url: address, title, weighted_locations: [] };
    return { meta: { address, kind, label, note, summary, title }, sub_results: [whole, ...parts], excerpt: excerpt(one.record, asked) };
  }

  return {
    async search(words) {
      const asked = split(words);
      const found = prepared.map((one) => ({ one, points: asked.length ? score(one, asked) : 0 }))
        .filter(({ points }) => points);
      found.sort((a, b) => b.points - a.points);
      return found.map(({ one }) => ({ kind: one.record.kind, data: async () => data(one, asked) }));
    },
  };
})();
