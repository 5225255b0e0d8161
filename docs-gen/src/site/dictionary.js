// The search and the filters of the data dictionary. Everything is on the page without this script, which hides what
// is not asked for. What is asked for stands in the address: /index.html?q=token&class=content&class=personal

(() => {
  "use strict";
  const form = document.getElementById("find");
  if (!form) return;
  const search = document.getElementById("q");
  const filters = document.getElementById("filters");
  const found = document.getElementById("found");
  const nothing = document.getElementById("nothing");
  const boxes = [...document.querySelectorAll("#filters input")];
  const facets = [...new Set(boxes.map((box) => box.name))];
  const groups = [...document.querySelectorAll(".group")];
  const island = document.getElementById("words");
  const words = island && JSON.parse(island.textContent);
  const language = document.documentElement.lang;
  const filters_label = filters?.firstElementChild.textContent;
  const entries = [...document.querySelectorAll(".group > [id]")].map(read);
  const by_element = new Map(entries.map((entry) => [entry.element, entry]));
  const MOST_FIRST = 50;
  const MOST_HITS = 3;
  const MOST_ENTRIES_WITH_HITS = 50;

  // What is known of an entry: what stands on its first lines, all its words, its fields as [name, text, id, element], and
  // the numbers of the boxes by which it is found, which its group has where they are those of most.
  function read(element, index) {
    const lines = [...element.querySelectorAll("h4, .what, summary")].map((part) => part.textContent);
    const [more, ...places] = words ? words.entries[index] : [""];
    const fields = words ? places.map((place) => words.fields[place]) : rows(element);
    const text = fields.map((field) => field[0] + "\n" + field[1]);
    const is = new Set((element.dataset.is ?? element.parentElement.dataset.is).split(" "));
    const name = element.querySelector("h4").textContent.toLowerCase();
    const head = (lines.join("\n") + "\n" + more).toLowerCase();
    const all = (head + "\n" + text.join("\n") + (words ? "" : element.textContent)).toLowerCase();
    return { element, index, group: element.parentElement, name, head, all, fields, is };
  }

  // On a page that holds everything, fields are the rows of its tables, and names of fields that one table describes.
  function rows(element) {
    const common = (name) => document.getElementById(`field-${written(name)}`)?.textContent || "";
    const rows = [...element.querySelectorAll("tr")].map((row) => {
      const name = row.cells[0].textContent;
      const more = row.querySelector("[href^='#field-']") ? common(name) : "";
      return [name, row.textContent + more, place(row.closest("table"), name), row];
    });
    const named = [...element.querySelectorAll("[href='#fields']")].flatMap((link) =>
      link.textContent.split(", ").map((name) => [name, common(name), place(link.parentElement, name), link]),
    );
    return [...rows, ...named];
  }

  // The permanent id of a field: that of its form or twin, or of its event, and its name.
  function place(part, name) {
    let before = part.previousElementSibling;
    while (before && !/^(case|twin)-/.test(before.id)) before = before.previousElementSibling;
    return `${(before || part.parentElement).id}:${written(name)}`;
  }

  function written(name) {
    return name.replace(/[^\w.-]/gu, (sign) => `~${sign.codePointAt(0).toString(16)}~`);
  }

  function asked() {
    const terms = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = facets.map((name) => boxes.filter((box) => box.name === name && box.checked));
    const wanted = chosen.filter((some) => some.length).map((some) => some.map((box) => `${boxes.indexOf(box)}`));
    return { terms, wanted };
  }

  function apply() {
    const { terms, wanted } = asked();
    const fits = (entry) =>
      terms.every((term) => entry.all.includes(term)) &&
      wanted.every((numbers) => numbers.some((number) => entry.is.has(number)));
    let count = 0;
    for (const entry of entries) {
      entry.fits = fits(entry);
      if (entry.element.hidden === entry.fits) entry.element.hidden = !entry.fits;
      entry.hits = entry.fits && count < MOST_ENTRIES_WITH_HITS ? hits(entry, terms) : [];
      count += entry.fits;
    }
    order(terms);
    entries.forEach(show_hits);
    const there = new Set(entries.filter((entry) => entry.fits).map((entry) => entry.group));
    for (const group of groups) group.hidden = !there.has(group);
    const said = found.dataset;
    const all = `${entries.length.toLocaleString(language)} ${entries.length === 1 ? said.entry : said.entries}`;
    found.textContent = count === entries.length ? all : `${all}, ${count.toLocaleString(language)} ${said.found}`;
    nothing.hidden = count > 0;
    const active = boxes.filter((box) => box.checked).length;
    if (filters) filters.firstElementChild.textContent = filters_label + (active ? ` (${active})` : "");
  }

  // Those whose name holds what is searched come first, unless they are many; all others keep their order.
  function order(terms) {
    for (const group of groups) {
      const named = (entry) => entry.group === group && entry.fits && terms.every((term) => entry.name.includes(term));
      const all = terms.length ? entries.filter(named) : [];
      const first = all.length > MOST_FIRST ? [] : all;
      const before = group.first || [];
      if (first.length === before.length && first.every((entry, place) => entry === before[place])) continue;
      // From the last to the first, so that the one behind each is where it belongs.
      for (const entry of [...before].reverse()) {
        const next = entries[entry.index + 1];
        group.insertBefore(entry.element, next?.group === group ? next.element : null);
      }
      group.querySelector(":scope > [id]")?.before(...first.map((entry) => entry.element));
      group.first = first;
    }
  }

  // The fields that say what the entry's first lines do not.
  function hits(entry, terms) {
    const missing = terms.filter((term) => !entry.head.includes(term));
    if (!missing.length) return [];
    const says = (field) => missing.some((term) => (field[0] + "\n" + field[1]).toLowerCase().includes(term));
    return entry.fields.filter(says).slice(0, MOST_HITS);
  }

  function show_hits(entry) {
    const { hits, element } = entry;
    if (!hits.length && !entry.shown) return;
    const key = hits.map((field) => field[0]).join(" ");
    // What is closed would hide them.
    const put = () => (element.open === undefined ? element.append(entry.list) : element.after(entry.list));
    if (entry.shown === key) return key && element.nextSibling !== entry.list && put();
    entry.shown = key;
    entry.list?.remove();
    if (!hits.length) return;
    entry.list = document.createElement("p");
    entry.list.className = "hits";
    entry.list.append(hits.length > 1 ? found.dataset.fields : found.dataset.field, " ");
    const page = element.querySelector("h4 a")?.getAttribute("href").split("#")[0] || "";
    for (const [name, , id] of hits) {
      const link = linked(`${page}#${id || `${element.id}:${name}`}`);
      link.append(Object.assign(document.createElement("code"), { textContent: name }));
      entry.list.append(link, " ");
    }
    put();
  }

  function linked(href) {
    return Object.assign(document.createElement("a"), { href });
  }

  // The address: written after a pause in typing and at each filter, read when somebody goes back or follows a link.
  let pause = 0;
  let typing = false;

  function address() {
    const asks = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value.trim()) asks.append(name, value.trim());
    const query = asks.toString();
    return location.pathname + (query ? `?${query}` : "");
  }

  function remember(replace) {
    clearTimeout(pause);
    const next = address();
    if (next === location.pathname + location.search) return;
    history[replace ? "replaceState" : "pushState"](null, "", next);
  }

  function recall() {
    clearTimeout(pause);
    typing = false;
    const asks = new URLSearchParams(location.search);
    search.value = asks.get("q") || "";
    for (const box of boxes) box.checked = asks.getAll(box.name).includes(box.value);
    apply();
  }

  // An address such as #event-asked:prompt, also of a page that has one for each event.
  function reveal() {
    document.querySelector(".target")?.classList.remove("target");
    const id = decodeURIComponent(location.hash.slice(1));
    if (!id) return;
    const of = id.replace(/^(case|twin)-/, "event-").split(":")[0];
    const target = document.getElementById(id);
    const element = target?.closest(".group > [id]") || document.getElementById(of);
    const page = element?.querySelector("h4 a")?.getAttribute("href").split("#")[0];
    if (!target && page) return location.replace(`${page}#${id}`);
    const entry = by_element.get(element);
    if (!entry) return;
    element.hidden = false;
    element.parentElement.hidden = false;
    element.open = true;
    const row = !target && entry.fields.find((field) => field[2] === id)?.[3];
    row?.classList.add("target");
    (target || row || element).scrollIntoView();
  }

  // On a page that holds everything, the name of a field is its permanent link as soon as it can be seen.
  document.addEventListener("toggle", (event) => {
    for (const [name, , id, row] of by_element.get(event.target)?.fields || []) {
      if (row?.cells && !row.querySelector("th a")) {
        const link = linked(`#${id}`);
        link.append(name);
        row.cells[0].replaceChildren(link);
      }
    }
  }, true);

  search.addEventListener("input", () => {
    apply();
    clearTimeout(pause);
    pause = setTimeout(() => {
      remember(typing);
      typing = true;
    }, 300);
  });
  search.addEventListener("blur", () => {
    remember(typing);
    typing = false;
  });
  for (const box of boxes) {
    box.addEventListener("change", () => {
      apply();
      remember(false);
    });
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    remember(typing);
    links()[0]?.focus();
  });
  form.addEventListener("reset", () => {
    // The form is empty after this event.
    setTimeout(() => {
      search.value = "";
      for (const box of boxes) box.checked = false;
      apply();
      remember(false);
      search.focus();
    });
  });

  const links = () => [...document.querySelectorAll(".group > [id]:not([hidden]) :is(h4 a, summary)")];

  // Ctrl or Command and K, since a single letter would get in the way of people who speak to their computer.
  document.addEventListener("keydown", (event) => {
    const arrow = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key?.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "Escape" && event.target === search && search.value) {
      event.preventDefault();
      search.value = "";
      search.dispatchEvent(new Event("input"));
    } else if (arrow && !event.altKey && !event.ctrlKey && !event.metaKey) {
      const all = links();
      const at = event.target === search ? -1 : all.indexOf(event.target);
      if (at < 0 && event.target !== search) return;
      event.preventDefault();
      (all[at + arrow] || (at + arrow < 0 ? search : all[at]))?.focus();
    }
  });

  // On paper everything is open.
  const all_details = () => document.querySelectorAll(".group > details");
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...all_details()].filter((details) => !details.open);
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });

  addEventListener("popstate", recall);
  addEventListener("hashchange", reveal);
  form.hidden = false;
  if (filters) {
    filters.hidden = false;
    filters.open = matchMedia("(min-width: 60em)").matches;
  }
  recall();
  reveal();
})();
